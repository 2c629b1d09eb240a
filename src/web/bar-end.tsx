import { DisplaySettings } from './display-settings.tsx'
import { PersonButton } from './sign-in/person-button.tsx'

/** What stands at the end of the bar, and no row waits for: the page's looks, and who is signed in. */
export function BarEnd({ isDemo }: { isDemo: boolean }) {
  return (
    <>
      <DisplaySettings isDemo={isDemo} />
      <PersonButton />
    </>
  )
}
