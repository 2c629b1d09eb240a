import { notifyManager, useQueryClient } from '@tanstack/react-query'
import { use, useCallback, useRef, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { JobList } from '#contract/job-list.ts'
import type { Source } from '#contract/source.ts'
import type { Answer } from './api.ts'
import { goTo, toAddress } from './address.ts'
import { HelpButton } from './help-button.tsx'
import { jobListQuery } from './jobs/job-queries.ts'
import { emptySearch } from './jobs/job-search.ts'
import type { JobSearch } from './jobs/job-search.ts'
import { HoldContext } from './jobs/list/use-hold.ts'
import type { ShownHold } from './jobs/list/use-hold.ts'
import { useMessages } from './messages/messages.tsx'
import { PaletteButton } from './palette/palette-button.tsx'
import { prefer, usePreferences } from './preferences.ts'
import { RetryContext } from './ui/boundary.tsx'
import { EarlyInput } from './ui/early-input.tsx'
import type { EarlyText } from './ui/early-input.tsx'
import { Icon } from './ui/icon.tsx'
import { Later } from './ui/later.tsx'
import { partOf } from './ui/part-of.tsx'
import { Link } from './ui/link.tsx'
import { TryAgain } from './ui/try-again.tsx'
import { agoText, clockText, durationText, unitWords } from './ui/time-text.ts'
import { useNow } from './ui/use-now.ts'
import { useCommands } from './use-keys.tsx'

const BarEnd = partOf(async () => (await import('./bar-end.tsx')).BarEnd)

const FindBox = partOf(async () => (await import('./jobs/find/find-box.tsx')).FindBox)

interface AppShellProps {
  sources: readonly Source[]
  source: Source | undefined
  search: JobSearch
  /** Nobody is signed in: there is nothing to be found, and nobody to be shown. */
  isOut?: boolean
  children: ReactNode
}

/** The frame: a bar with the source, the search and how fresh the rows are; below it the rail and the main column. */
export function AppShell({ sources, source, search, isOut = false, children }: AppShellProps) {
  const { messages, language } = useMessages()
  const { shell } = messages
  const [hold, setHold] = useState<ShownHold>()
  const [early, setEarly] = useState<EarlyText>({ text: '', isFocused: false })
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[var(--bar-height)_minmax(0,1fr)] overflow-clip wide:grid-cols-[var(--rail)_minmax(0,1fr)]">
      <a
        href="#jobs"
        className="skip"
        onClick={(event) => {
          // Left to the browser it would leave the page: a bare fragment too is taken from where `<base>` points.
          event.preventDefault()
          document.getElementById('jobs')?.focus()
        }}
      >
        {shell.skip}
      </a>
      <header className="col-span-full flex items-center gap-2 border-b border-line bg-ground pe-3 max-tablet:gap-1 max-tablet:pe-2">
        <Link
          to={source === undefined ? toAddress(sources[0]?.id ?? '', emptySearch) : toAddress(source.id, emptySearch)}
          aria-label="Understudy"
          className="flex flex-none items-center gap-2 ps-4 text-read font-semibold tracking-[-0.01em] wide:w-[calc(var(--rail)+var(--gutter)-8px)] max-wide:pe-2"
        >
          <svg viewBox="0 0 18 18" className="size-4.5" aria-hidden="true">
            <path d="M9 1.5a7.5 7.5 0 0 1 0 15z" fill="currentColor" />
            <circle cx="9" cy="9" r="6.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
          <span className="max-[900px]:hidden">Understudy</span>
        </Link>
        {source !== undefined && <SourceSwitch sources={sources} source={source} search={search} />}
        {!isOut && (
          <Later fallback={<EarlyFind early={early} onChange={setEarly} />}>
            <FindBox sources={sources} sourceId={source?.id} search={search} early={early} />
          </Later>
        )}
        <span className={`flex-1 ${source === undefined ? '' : 'max-tablet:hidden'}`} />
        {source?.demo === true && (
          <span title={shell.demoHint} className="flex-none rounded-box bg-sunk px-1.5 text-small text-ink-2 max-[900px]:hidden">{shell.demo}</span>
        )}
        {source !== undefined && <Freshness source={source} search={search} hold={hold} />}
        <button
          type="button"
          lang={other}
          aria-label={shell.switchLanguage}
          title={shell.switchLanguage}
          className="inline-grid h-7 min-w-7 flex-none place-items-center rounded-control text-ink-2 quick hover:bg-sunk hover:text-ink max-tablet:hidden"
          onClick={() => prefer({ language: other })}
        >
          {other === 'en' ? 'EN' : '中'}
        </button>
        {!isOut && <PaletteButton sources={sources} source={source} search={search} />}
        <HelpButton />
        <div className="bar-end" data-out={isOut}>
          <Later>
            <BarEnd isDemo={source?.demo === true} />
          </Later>
        </div>
      </header>
      <HoldContext value={setHold}>{children}</HoldContext>
    </div>
  )
}

/** Keeps the room of the find box until it is there, and what is typed into it: the box takes it over. Where it does not come it is asked for again here. */
function EarlyFind({ early, onChange }: { early: EarlyText; onChange: (early: EarlyText) => void }) {
  const { messages } = useMessages()
  const onRetry = use(RetryContext)
  const own = useRef<HTMLInputElement>(null)
  useCommands({ find: () => own.current?.focus() })
  return (
    <form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault()
        onRetry?.()
      }}
    >
      <EarlyInput ref={own} early={early} label={messages.shell.find} className="early-find" onChange={onChange} />
      <TryAgain />
    </form>
  )
}

/** Which account is watched. Filters that the other one also knows go along. */
function SourceSwitch({ sources, source, search }: { sources: readonly Source[]; source: Source; search: JobSearch }) {
  const { messages } = useMessages()
  return (
    <label className="relative inline-flex h-7 min-w-0 flex-[0_0.0001_auto] items-center rounded-control border border-line bg-surface quick hover:bg-hover max-tablet:h-8 max-tablet:flex-1 max-tablet:border-transparent max-tablet:bg-transparent">
      <span className="sr-only">{messages.shell.sources}</span>
      <Icon name="cloud" className="pointer-events-none absolute left-2 text-ink-3 max-tablet:hidden" />
      <select
        value={source.id}
        className="h-full max-w-64 min-w-0 appearance-none truncate bg-transparent ps-[30px] pe-7 max-tablet:w-full max-tablet:max-w-56 max-tablet:ps-2 max-tablet:pe-6 max-tablet:font-medium"
        onChange={(event) => goTo(toAddress(event.target.value, { ...search, page: 1 }))}
      >
        {sources.map((one) => (
          <option key={one.id} value={one.id}>{one.label}</option>
        ))}
      </select>
      <Icon name="down" size={14} className="pointer-events-none -ms-[22px] text-ink-3" />
    </label>
  )
}

/** Below this no seconds are counted: a figure that jumps back to nought at each refresh only draws the eye. */
const justNowMs = 5_000

/** How old the rows are, always on the screen; amber when the last refresh failed. */
function Freshness({ source, search, hold }: { source: Source; search: JobSearch; hold: ShownHold | undefined }) {
  const { messages, language } = useMessages()
  const { zone } = usePreferences()
  const { shell } = messages
  const now = useNow(1000)
  const client = useQueryClient()
  const key = jobListQuery(source, search).queryKey
  // The list asks; here only its state is read, with whatever changes in it.
  const subscribe = useCallback((listener: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)), [client])
  const state = useSyncExternalStore(subscribe, () => client.getQueryState<Answer<JobList>>(key))
  const isAsking = state?.fetchStatus === 'fetching'
  const answer = state?.data
  if (answer === undefined) {
    return <p className="flex-none text-small whitespace-nowrap text-ink-3 max-tablet:hidden">{isAsking ? shell.asking : shell.nothingLoaded}</p>
  }
  const isOld = answer.body.stale === true || state?.status === 'error'
  if (isOld) {
    return (
      <p className="flex flex-none items-center gap-1.5 text-small whitespace-nowrap text-warn-ink">
        <Icon name="clock" size={14} />
        {shell.showing(clockText(answer.answeredAt, zone))}
      </p>
    )
  }
  const isHeld = hold !== undefined
  const age = now - answer.answeredAt
  const ago = age < justNowMs ? unitWords[language].now : age < 60_000 ? unitWords[language].ago(durationText(age, language)) : agoText(answer.answeredAt, now, language)
  return (
    <p className="flex flex-none items-center gap-2 text-small whitespace-nowrap text-ink-3">
      <span className={`size-[7px] ${isHeld ? 'bg-accent' : 'rounded-full bg-phase-done'}`} aria-hidden="true" />
      <span role="status" className="font-medium text-accent empty:hidden max-tablet:sr-only" title={isHeld ? shell.heldHint : undefined}>{isHeld ? shell.held[hold] : ''}</span>
      {!isHeld && <span className="font-medium text-ink-2 max-[900px]:hidden">{shell.live}</span>}
      {/* As wide for every age that the bar is likely to tell: what stands beside it keeps its place. */}
      <span className="max-tablet:sr-only tablet:min-w-30">{age < justNowMs ? shell.updatedNow : shell.updated(ago)}</span>
      <span className="age-alone" aria-hidden="true">{ago}</span>
    </p>
  )
}
