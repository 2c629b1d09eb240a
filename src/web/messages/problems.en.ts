import type { ProblemCode } from '#contract/problem.ts'

/** What went wrong, by the proxy's code. */
export const problemsEn = {
  /** A value that the server refused: its own sentence names what is allowed. */
  refused: (_filter: string | undefined, detail: string) => detail,
  problems: {
    bad_request: { title: 'This request was refused', text: 'The value of a filter is not allowed.' },
    unauthenticated: { title: 'You are not signed in', text: 'Sign in again; the address keeps your filters.' },
    forbidden: { title: 'You may not see this', text: 'Your account has no role that allows it. Ask the person who runs Understudy.' },
    not_found: { title: 'There is nothing at this address', text: 'It may have been deleted.' },
    unknown_source: { title: 'This source is not watched', text: 'The address names a source that is not configured here.' },
    method_not_allowed: { title: 'This request was refused', text: 'This page may be older than the server. Reload it.' },
    wrong_host: { title: 'Understudy does not answer to this name', text: 'Open it under the name it was set up for, or ask the person who runs Understudy to allow this one.' },
    throttled: { title: 'Too many requests at once', text: 'The page tries again by itself.' },
    internal: { title: 'Understudy’s own server has failed', text: 'Report it to the person who runs Understudy, with the time.' },
    audit_unwritable: { title: 'The audit log cannot be written', text: 'Tell the person who runs Understudy.' },
    cloud_rejected_credentials: { title: (cloud: string) => `${cloud} refused our credentials`, text: 'The key or its region is wrong, locked or expired. Tell the person who runs Understudy: new credentials come with a restart, the present ones rest for up to five minutes before they are tried again.' },
    cloud_denied: { title: (cloud: string) => `${cloud} denied access`, text: 'The account that Understudy uses lacks a permission.' },
    cloud_error: { title: (cloud: string) => `${cloud} reported an error`, text: 'The fault is on the cloud’s side.' },
    unreadable: { title: (cloud: string) => `${cloud} sent something unreadable`, text: 'The answer does not match its documentation.' },
    unreachable: { title: (cloud: string) => `${cloud} cannot be reached`, text: 'The network between Understudy and the cloud is broken, or the address is wrong.' },
    overloaded: { title: 'Understudy’s own server is busy', text: 'The page tries again by itself.' },
    timeout: { title: (cloud: string) => `${cloud} did not answer in time`, text: 'The page tries again by itself.' },
  } satisfies Record<ProblemCode, { title: string | ((cloud: string) => string); text: string }>,
}
