import { useCallback, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Source } from '#contract/source.ts'
import { goTo } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { usePreferences } from '../../preferences.ts'
import type { EarlyText } from '../../ui/early-input.tsx'
import { Icon } from '../../ui/icon.tsx'
import { KeyCap } from '../../ui/key-cap.tsx'
import { Later } from '../../ui/later.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { TryAgain } from '../../ui/try-again.tsx'
import { useServerNow } from '../../ui/use-now.ts'
import { useCommands } from '../../use-keys.tsx'
import { hitAddress, hitKey } from './find-hits.ts'
import type { Hit } from './find-hits.ts'
import { findNotes, sourceLabel } from './find-notes.ts'
import { useFindWords } from './find-words.ts'
import type { JobSearch } from '../job-search.ts'
import { focusFirst, wantFirst } from '../list/list-focus.ts'
import { pastedId } from './pasted-id.ts'
import { useFind } from './use-find.ts'

const FindHit = partOf(async () => (await import('./find-hit.tsx')).FindHit)

const mostShown = 12

interface FindBoxProps {
  sources: readonly Source[]
  /** The source whose list is on the screen. */
  sourceId: string | undefined
  search: JobSearch
  early: EarlyText
}

/** One box for every source: a pasted id, a part of a name, a batch, a tag, the last digits of a phone number. `/` goes to it. */
export function FindBox({ sources, sourceId, search, early }: FindBoxProps) {
  const { messages } = useMessages()
  const words = useFindWords()
  const { keys } = usePreferences()
  const now = useServerNow(60_000)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const cameFrom = useRef<HTMLElement>(undefined)
  const [text, setText] = useState(pastedId(early.text) ?? early.text)
  const [isOpen, setIsOpen] = useState(false)
  useLayoutEffect(() => {
    if (early.isFocused) input.current?.focus()
  }, [early.isFocused])
  const [active, setActive] = useState(0)
  useCommands({ find: () => input.current?.focus() })

  const open = useCallback(
    (hit: Hit) => {
      setIsOpen(false)
      setText('')
      const to = hitAddress(hit, sourceId, search)
      if (!('job' in hit)) {
        // Whoever chose a list goes on in it, at once; a job takes the focus itself.
        focusFirst(document.querySelector<HTMLElement>('.list-rows'))
        wantFirst(to)
      }
      goTo(to)
    },
    [sourceId, search],
  )
  const find = useFind(text, mostShown, open)
  const { hits, choose } = find
  const isShown = isOpen && text.trim() !== ''

  const leave = () => {
    // Back to where the reader was; what is gone since, a row of an older page, gives way to the list.
    const back = cameFrom.current
    input.current?.blur()
    if (back?.isConnected === true) back.focus()
    else document.getElementById('jobs')?.focus()
  }
  return (
    <div
      // On a phone it is a sign in the bar until it is used; then it takes the bar's whole width.
      className="group/find relative tablet:w-[340px] tablet:min-w-40 tablet:flex-initial max-tablet:w-9 max-tablet:flex-none max-tablet:focus-within:absolute max-tablet:focus-within:inset-x-2 max-tablet:focus-within:z-10 max-tablet:focus-within:w-auto"
      onFocus={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) cameFrom.current = event.relatedTarget instanceof HTMLElement ? event.relatedTarget : undefined
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false)
      }}
    >
      <label className="flex h-[30px] has-focus-visible:shadow-(--focus-ring) items-center gap-2 rounded-control border border-control bg-surface ps-[9px] pe-[5px] text-ink-3 max-tablet:h-8 max-tablet:not-group-focus-within/find:border-transparent max-tablet:not-group-focus-within/find:bg-transparent">
        <Icon name="search" />
        <input
          ref={input}
          type="text"
          role="combobox"
          value={text}
          placeholder={words.short}
          aria-label={words.label}
          aria-expanded={isShown}
          aria-controls={`${id}-found`}
          aria-autocomplete="list"
          aria-activedescendant={isShown && hits[active] !== undefined ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
          className="min-w-0 flex-1 bg-transparent text-ellipsis text-ink outline-none placeholder:text-ink-3 focus-visible:shadow-none"
          onFocus={() => setIsOpen(true)}
          onChange={(event) => {
            setText(event.target.value)
            setIsOpen(true)
            setActive(0)
          }}
          onPaste={(event) => {
            // An address is longer than the box, and nothing is called so: what it leads to is looked for.
            const jobId = pastedId(event.clipboardData.getData('text'))
            if (jobId === undefined) return
            event.preventDefault()
            setText(jobId)
            setIsOpen(true)
            setActive(0)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault()
              setIsOpen(true)
              const step = event.key === 'ArrowDown' ? 1 : -1
              setActive((active + step + hits.length) % Math.max(1, hits.length))
            }
            if (event.key === 'Enter') {
              // A list that was closed is shown again first: nothing is opened unseen.
              if (isShown) choose(active)
              else setIsOpen(true)
            }
            if (event.key === 'Escape') {
              event.stopPropagation()
              if (isShown) setIsOpen(false)
              else leave()
            }
          }}
        />
        {keys === 'on' && <span className="contents max-tablet:hidden" aria-hidden="true"><KeyCap>/</KeyCap></span>}
      </label>
      <div
        hidden={!isShown}
        className="absolute top-full left-0 z-10 mt-1 w-[480px] max-w-[calc(100vw-24px)] rounded-panel border border-line bg-raised p-1 shadow-floating max-tablet:fixed max-tablet:inset-x-3 max-tablet:top-(--bar-height) max-tablet:w-auto"
      >
        <ul id={`${id}-found`} role="listbox" aria-label={words.label} className="scroll-thin max-h-[60dvh] overflow-y-auto">
          <Later fallback={<li role="presentation"><TryAgain className="m-1" /></li>}>
            {hits.map((hit, index) => (
              <FindHit
                key={hitKey(hit)}
                id={`${id}-${index}`}
                hit={hit}
                sourceLabel={sourceLabel(sources, 'job' in hit ? hit.job.source : hit.source)}
                isActive={index === active}
                now={now}
                onActive={() => setActive(index)}
                onOpen={() => open(hit)}
              />
            ))}
          </Later>
        </ul>
        <p role="status" className="px-2 py-1 text-small text-pretty text-ink-3 empty:hidden">{isShown ? findNotes(text, find, mostShown, sources, messages, words).join(messages.between.sentences) : ''}</p>
      </div>
    </div>
  )
}
