import { useEffect } from 'react'
import { DisplaySettings } from './display-settings.tsx'
import { useFetchAhead } from './fetch-ahead.ts'
import { followTabs } from './follow-tabs.ts'
import { PersonButton } from './sign-in/person-button.tsx'

/** What no row waits for: at the end of the bar the page's looks, and who is signed in; behind it, what the reader comes to next. */
export function BarEnd({ isDemo }: { isDemo: boolean }) {
  useFetchAhead()
  useEffect(followTabs, [])
  return (
    <>
      <DisplaySettings isDemo={isDemo} />
      <PersonButton />
    </>
  )
}
