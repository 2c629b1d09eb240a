import { IsRestoringProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { goTo, toAddress, useAddress } from './address.ts'
import { AppShell } from './app-shell.tsx'
import { askedFor } from './first-answers.ts'
import { sourcesQuery } from './jobs/job-queries.ts'
import { LoadingFace, TroubleFace } from './jobs/list/faces.tsx'
import { emptySearch, writeSearch } from './jobs/job-search.ts'
import { JobsPage } from './jobs/jobs-page.tsx'
import { shortId } from './jobs/state-text.ts'
import type { Messages } from './messages/en.ts'
import { loadMessages, MessagesContext, useMessages } from './messages/messages.tsx'
import type { LanguageCode } from './messages/messages.tsx'
import { tellMissing } from './missing-parts.ts'
import { usePreferences } from './preferences.ts'
import { ReloadPrompt } from './reload-prompt.tsx'
import { isSignedOut, isTurnedAway } from './sign-in/signed-out.ts'
import { afterPaint } from './ui/after-paint.ts'
import { Blank } from './ui/blank.tsx'
import { Boundary } from './ui/boundary.tsx'
import { Button } from './ui/button.tsx'
import { Link } from './ui/link.tsx'
import { Part } from './ui/part.tsx'
import { partOf } from './ui/part-of.tsx'
import { Keys } from './use-keys.tsx'

const SignInOffer = partOf(async () => (await import('./sign-in/sign-in-offer.tsx')).SignInOffer)

interface Words {
  language: LanguageCode
  messages: Messages
}

/**
 * The whole page: its words, its frame, and what the address asks for.
 *
 * @param hasRows the answers for the first frame are here: what else there is to ask is asked once that frame can be seen
 */
export function App({ first, hasRows = false }: { first: Words; hasRows?: boolean }) {
  const chosen = usePreferences()
  const { theme } = chosen
  const [words, setWords] = useState(first)
  useEffect(() => {
    const { language } = chosen
    let isWanted = true
    if (words.language !== language)
      loadMessages(language).then(
        (messages) => {
          if (isWanted) setWords({ language, messages })
        },
        // The words stay as they are; each new choice, also the same one again, is a new try.
        () => {},
      )
    return () => {
      isWanted = false
    }
  }, [chosen, words.language])
  useEffect(() => {
    document.documentElement.lang = words.language
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [words.language, theme])
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    // After the first row; without it the page works as browsers do.
    const forget = afterPaint(() => {
      import('./kept-focus.ts').then(({ keepFocus }) => {
        if (!isGone) stop = keepFocus()
      }, () => tellMissing())
    })
    return () => {
      isGone = true
      forget()
      stop?.()
    }
  }, [])
  const [isQuiet, setIsQuiet] = useState(hasRows)
  useEffect(() => afterPaint(() => setIsQuiet(false)), [])
  return (
    <MessagesContext value={words}>
      <CrashNet>
        <Keys>
          <IsRestoringProvider value={isQuiet}>
            <Screen />
          </IsRestoringProvider>
        </Keys>
      </CrashNet>
      <ReloadPrompt />
    </MessagesContext>
  )
}

/** What the address asks for, once the sources are known. */
function Screen() {
  const { messages } = useMessages()
  const address = useAddress()
  const sources = useQuery(sourcesQuery())
  const known = sources.data?.body.sources
  const { source, search } = askedFor(address, known)
  // What is copied from the bar must mean the same to everybody.
  const opened = address.source !== undefined || address.lost || source === undefined ? undefined : toAddress(source.id, search)
  useEffect(() => {
    if (opened !== undefined) goTo(opened, { replace: true })
  }, [opened])
  useEffect(() => {
    document.title = [address.jobId === undefined ? [] : shortId(address.jobId), source?.label ?? [], 'Understudy'].flat().join(' · ')
  }, [source, address.jobId])

  const client = useQueryClient()
  const isOut = isSignedOut(sources.error) || isTurnedAway(sources.error)
  useEffect(() => {
    // Signed in again, in another tab: what was refused meanwhile is asked once more.
    if (!isOut) void client.refetchQueries({ type: 'active', predicate: ({ state: { error } }) => isSignedOut(error) || isTurnedAway(error) })
  }, [client, isOut])

  const offer = isSignedOut(sources.error) ? <Part of={String(known !== undefined)}><SignInOffer isInUse={known !== undefined} /></Part> : undefined
  if (known === undefined) {
    return (
      <AppShell sources={[]} source={undefined} search={search} isOut={isOut}>
        <main id="jobs" tabIndex={-1} className={`row-start-2 flex min-h-0 flex-col bg-surface outline-none ${isOut ? 'wide:col-span-2' : 'wide:col-start-2'}`}>
          {offer ?? (sources.error === null ? (
            <>
              <h1 className="sr-only">{messages.list.title}</h1>
              <LoadingFace columns={['cover', 'name', 'state', 'reason', 'created', 'batch', 'tags']} />
            </>
          ) : (
            <TroubleFace as="h1" isSessionOver={isTurnedAway(sources.error)} error={sources.error} source={undefined} hasOthers={false} onRetry={() => void sources.refetch()} />
          ))}
        </main>
      </AppShell>
    )
  }
  const home = known[0]
  return (
    <AppShell sources={known} source={source} search={search}>
      {source === undefined || address.lost ? (
        <main id="jobs" tabIndex={-1} className="row-start-2 flex min-h-0 flex-col bg-surface outline-none wide:col-span-2">
          <Blank
            as="h1"
            scene="rail"
            title={address.lost ? messages.faces.notFoundTitle : messages.faces.unknownSource}
            text={messages.faces.notFoundText(known.map((one) => one.id).join(messages.between.words))}
          >
            {home !== undefined && (
              <Link to={toAddress(home.id, emptySearch)} className="mt-4 text-accent hover:underline">{messages.faces.toFirst}</Link>
            )}
          </Blank>
        </main>
      ) : (
        <JobsPage key={source.id} source={source} sources={known} search={search} jobId={address.jobId} isPage={address.isPage} />
      )}
      {offer}
    </AppShell>
  )
}

/** The last net: a fault in drawing shows a face with a way out, never an empty page. Another address is another attempt. */
export function CrashNet({ children }: { children: ReactNode }) {
  const { source, jobId, search } = useAddress()
  return (
    <Boundary of={`${source ?? ''}/${jobId ?? ''}?${writeSearch(search)}`} fallback={<CrashFace />}>
      {children}
    </Boundary>
  )
}

function CrashFace() {
  const { messages } = useMessages()
  return (
    <main className="flex h-dvh flex-col bg-surface">
      <Blank as="h1" scene="plug" title={messages.faces.crashTitle} text={messages.faces.crashText}>
        <Button look="fill" className="mt-4" onClick={() => location.reload()}>{messages.faces.reload}</Button>
      </Blank>
    </main>
  )
}
