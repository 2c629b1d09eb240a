import type { Role } from '#contract/session.ts'

/** The words of signing in and out, and of revealing a contact, in English. The other languages have this shape. */
export const signInEn = {
  title: 'Sign in to see the jobs',
  text: 'You come back to this address, with its filters.',
  signIn: 'Sign in',
  ended: 'You are no longer signed in. Nothing here is lost: sign in in another tab and come back.',
  again: 'Sign in again',
  newTab: 'opens in a new tab',
  account: 'Account',
  signedInAs: (name: string) => `Account: ${name}`,
  roles: { viewer: 'May read', support: 'May read and reveal contacts' } satisfies Record<Role, string>,
  signOut: 'Sign out',
  signOutElsewhere: 'You were signed in before you came here; that is also where you sign out.',
  signOutFailed: 'You are still signed in: the proxy did not answer. Try again.',
  reveal: 'Reveal',
  revealLabel: 'Reveal the contact',
  why: 'Why do you need it?',
  whyHint: 'Written down with your name before it is shown.',
  whyBad: (min: number, max: number) => `Give a reason of ${min} to ${max} characters.`,
  cancel: 'Cancel',
  asking: 'Asking the cloud…',
  copy: 'Copy contact',
  hide: 'Mask again',
  masksIn: (seconds: number) => `Masked again in ${seconds} s`,
  revealed: 'The contact is shown, and is masked again in a minute.',
  revealFailed: (why: string) => `The contact was not revealed. ${why}`,
  notWritten: 'It could not be written down who asks for it. Tell the person who runs Understudy.',
  onlyThis: 'The cloud itself gives no more than this.',
}

export type SignInMessages = typeof signInEn
