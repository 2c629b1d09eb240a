import { sessionPaths } from '#contract/session.ts'
import { Blank } from '../ui/blank.tsx'
import { Icon } from '../ui/icon.tsx'
import { useSignInWords } from './sign-in-words.ts'

/** Where a person signs in and is sent back from to the address as it stands. */
const signInAddress = () => `${new URL(sessionPaths.signIn(), document.baseURI).href}?to=${encodeURIComponent(`${location.pathname}${location.search}`)}`

/** Nobody is signed in: the whole place is free to say so, or a page in use goes on around it. */
export function SignInOffer({ isInUse }: { isInUse: boolean }) {
  return isInUse ? <SignInPrompt /> : <SignInFace />
}

/** Nobody is signed in yet: nothing can be shown, and nothing would be lost by leaving. */
function SignInFace() {
  const words = useSignInWords()
  return (
    <Blank scene="stage" title={words.title} text={words.text}>
      <h1 className="sr-only">Understudy</h1>
      <a
        href={signInAddress()}
        className="mt-4 inline-flex h-8 items-center rounded-control bg-accent-fill px-3 font-medium text-on-accent quick hover:brightness-110"
      >
        {words.signIn}
      </a>
    </Blank>
  )
}

/**
 * A session ended while the page was in use. What is on the page stays, with all that was typed and ticked: signing in takes place in
 * another tab, and this one goes on when somebody is signed in again.
 */
function SignInPrompt() {
  const words = useSignInWords()
  return (
    <div role="alert" className="fixed inset-x-0 bottom-14 z-20 mx-auto w-max max-w-[min(560px,calc(100vw-16px))]">
      <div className="flex items-center gap-3 rounded-panel border border-line bg-raised py-2 ps-3.5 pe-2 shadow-floating">
        <Icon name="warn" className="flex-none text-warn-ink" />
        <p className="text-pretty">{words.ended}</p>
        {/* To the address at the time of the press: the page may have gone on since it was drawn. */}
        <a
          href={signInAddress()}
          target="_blank"
          rel="noopener"
          title={words.newTab}
          onClick={(event) => {
            event.currentTarget.href = signInAddress()
          }}
          className="inline-flex h-7 flex-none items-center rounded-control border border-line bg-surface px-[9px] whitespace-nowrap text-ink quick hover:bg-hover"
        >
          {words.again} <span className="sr-only">({words.newTab})</span>
        </a>
      </div>
    </div>
  )
}
