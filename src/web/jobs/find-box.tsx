import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import type { Source } from '#contract/source.ts'
import type { Job } from '#contract/job.ts'
import { goTo, toAddress } from '../address.ts'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useCommands } from '../use-keys.tsx'
import { Cover } from './cover.tsx'
import { findQuery } from './job-queries.ts'
import { emptySearch } from './job-search.ts'
import type { JobSearch } from './job-search.ts'
import { shortId, stateText, textLanguage } from './state-text.ts'

const pauseMs = 300
const mostShown = 12

/** One box for every source: a pasted id, a part of a name, the last digits of a phone number. `/` goes to it. */
export function FindBox({ sources, search }: { sources: readonly Source[]; search: JobSearch }) {
  const { messages } = useMessages()
  const { shell } = messages
  const { keys } = usePreferences()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  const found = useQuery(findQuery(asked))
  const matches = useDeferredValue(asked === '' ? none : (found.data?.body.matches ?? none)).slice(0, mostShown)
  const labels = new Map(sources.map((source) => [source.id, source.label]))

  useEffect(() => {
    const timer = setTimeout(() => setAsked([...text.trim()].length >= 2 ? text.trim() : ''), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const cameFrom = useRef<HTMLElement>(undefined)
  useCommands({
    find: () => {
      cameFrom.current = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
      input.current?.focus()
    },
  })

  const open = (job: Job) => {
    setIsOpen(false)
    setText('')
    // Within this source the list stays as it is; a job of another source comes with that source's whole list.
    const isHere = location.pathname.includes(`/${job.source}/`)
    goTo(toAddress(job.source, isHere ? search : emptySearch, job.job_id))
  }
  const trouble = (found.data?.body.sources ?? []).flatMap((one) => {
    const label = labels.get(one.id) ?? one.id
    if (one.problem !== undefined) return [shell.foundProblem(label)]
    return one.scanned === undefined || one.scanned.jobs >= one.scanned.of ? [] : [shell.foundScanned(label, one.scanned.jobs, one.scanned.of)]
  })
  const isShown = isOpen && text.trim() !== ''

  return (
    <div
      // On a phone it is a sign in the bar until it is used; then it takes the bar's whole width.
      className="group/find relative tablet:w-[340px] tablet:min-w-40 tablet:flex-initial max-tablet:w-9 max-tablet:flex-none max-tablet:focus-within:absolute max-tablet:focus-within:inset-x-2 max-tablet:focus-within:z-10 max-tablet:focus-within:w-auto"
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return
        setIsOpen(false)
        cameFrom.current = undefined
      }}
    >
      <label className="flex h-[30px] items-center gap-2 rounded-control border border-control bg-surface ps-[9px] pe-[5px] text-ink-3 max-tablet:h-8 max-tablet:not-group-focus-within/find:border-transparent max-tablet:not-group-focus-within/find:bg-transparent">
        <Icon name="search" />
        <input
          ref={input}
          type="text"
          role="combobox"
          value={text}
          placeholder={shell.findShort}
          aria-label={shell.find}
          aria-expanded={isShown}
          aria-controls={`${id}-found`}
          aria-autocomplete="list"
          aria-activedescendant={isShown && matches[active] !== undefined ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
          className="min-w-0 flex-1 bg-transparent text-ink outline-none placeholder:text-ink-3"
          onFocus={() => setIsOpen(true)}
          onChange={(event) => {
            setText(event.target.value)
            setIsOpen(true)
            setActive(0)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault()
              const step = event.key === 'ArrowDown' ? 1 : -1
              setActive((active + step + matches.length) % Math.max(1, matches.length))
            }
            const chosen = matches[active]
            if (event.key === 'Enter' && chosen !== undefined) open(chosen)
            if (event.key === 'Escape') {
              event.stopPropagation()
              if (isShown) setIsOpen(false)
              else {
                // Back to the row that the key was pressed on.
                const back = cameFrom.current
                input.current?.blur()
                back?.focus()
              }
            }
          }}
        />
        {keys === 'on' && <span className="contents max-tablet:hidden" aria-hidden="true"><KeyCap>/</KeyCap></span>}
      </label>
      <div
        id={`${id}-found`}
        hidden={!isShown}
        className="absolute top-full left-0 z-10 mt-1 w-[420px] max-w-[calc(100vw-24px)] rounded-panel border border-line bg-raised p-1 shadow-floating max-tablet:fixed max-tablet:inset-x-3 max-tablet:top-(--bar-height) max-tablet:w-auto"
      >
        <ul role="listbox" aria-label={shell.find} className="max-h-[60dvh] overflow-y-auto">
          {matches.map((job, index) => {
            const state = stateText(messages, job.cloud, job.state)
            return (
              // The keyboard stays in the text field and chooses here by arrows, as a combobox does.
              <li
                key={`${job.source}/${job.job_id}`}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                data-phase={job.phase}
                className="flex items-center gap-3 rounded-control px-2 py-1.5 aria-selected:bg-accent-ground"
                onMouseEnter={() => setActive(index)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => open(job)}
              >
                <Cover job={job} size={36} />
                <span className="min-w-0 flex-1">
                  <span className="cut block font-medium" lang={textLanguage(job.name)} dir="auto">{job.name.slice(0, 200)}</span>
                  <span className="flex items-center gap-1.5 text-small text-ink-3">
                    <Icon name={job.phase} size={12} className="text-phase" />
                    <span className="cut text-ink-2">{state.text}</span>
                    <span className="font-mono text-id">{shortId(job.job_id)}</span>
                  </span>
                </span>
                <span className="flex-none text-small text-ink-3">{labels.get(job.source) ?? job.source}</span>
              </li>
            )
          })}
        </ul>
        <p role="status" className="px-2 py-1 text-small text-ink-3 empty:hidden">
          {[...text.trim()].length < 2
            ? shell.findMinimum
            : found.isFetching && matches.length === 0
              ? shell.finding
              : [...(matches.length === 0 && found.data !== undefined ? [shell.foundNone] : []), ...trouble].join(' ')}
        </p>
      </div>
    </div>
  )
}

const none: readonly Job[] = []
