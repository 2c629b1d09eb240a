import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../../address.ts'
import { useCommands } from '../../use-keys.tsx'
import { isZoned, withoutFilters } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import type { CopyOutcome } from './copied-words.ts'
import { focusFirst, focusRow, isFirstWanted, rowLinks, wantFirst } from './list-focus.ts'
import { isOnly, withOnly, withoutStates } from '../filters/state-choice.ts'

interface ListKeys {
  source: Source
  search: JobSearch
  jobId: string | undefined
  /** The address that opens a job as the present one is open. */
  toJob: (jobId: string) => string
  /** All jobs that match. */
  count: number
  /** The phases in the order of the strip. */
  phases: readonly Phase[]
  /** The rows are of another question, shown until the answer comes, or there are none yet. */
  isOld: boolean
  list: RefObject<HTMLElement | null>
  rail: RefObject<HTMLElement | null>
  onFilters: () => void
  onLoad: () => void
  onTick: (jobId: string, isRange: boolean) => void
  onClose: () => void
}

/** A key that is held down runs through the rows; the drawer follows where it stops. */
const settleMs = 150
const noteMs = 2400
const longNoteMs = 7000

function listOutcome(search: JobSearch): CopyOutcome {
  if (isZoned(search)) return 'zonedList'
  return (search.created ?? search.updated ?? search.failed) === undefined ? 'list' : 'movingList'
}

/**
 * The list by keyboard. The cursor is the browser's own focus, on the name of a row.
 *
 * `isPeeking`: the drawer was opened or is led from the list, and leaves the focus there until `endPeek`.
 * `copyNote`: what to say of the copying that the key asked for, for a moment.
 */
export function useListKeys({ source, search, jobId, toJob, count, phases, isOld, list, rail, onFilters, onLoad, onTick, onClose }: ListKeys) {
  const [isPeeking, setIsPeeking] = useState(false)
  const [copyNote, setCopyNote] = useState<CopyOutcome>()
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined)
  const shown = toAddress(source.id, search, jobId)

  useEffect(() => () => clearTimeout(settling.current), [])
  useEffect(() => {
    if (copyNote === undefined) return undefined
    const timer = setTimeout(setCopyNote, copyNote === 'movingList' || copyNote === 'zonedList' ? longNoteMs : noteMs, undefined)
    return () => clearTimeout(timer)
  }, [copyNote])
  // Another page or phase by keyboard: the cursor goes to its first row, once it is there.
  useEffect(() => {
    if (!isOld && isFirstWanted(shown)) focusFirst(list.current)
  }, [isOld, shown, list])

  const links = () => rowLinks(list.current)
  const isAtCursor = (link: HTMLElement) => link.closest('tr')?.contains(document.activeElement) === true
  const isOpen = (link: HTMLElement) => link.dataset['job'] === jobId
  const show = (link: HTMLElement) => goTo(toJob(link.dataset['job'] ?? ''), { replace: jobId !== undefined })

  const move = (step: 1 | -1, isRepeat: boolean) => {
    const all = links()
    // From within the drawer its job is stepped on, and the focus stays with the reader.
    const isReading = document.activeElement?.closest('[role=dialog]') != null
    const from = all.findIndex(isReading ? isOpen : isAtCursor)
    const link = from >= 0 ? all[from + step] : (all.find(isOpen) ?? all[0])
    // A reader sees each job that is stepped on; only the cursor in the list may run.
    if (link === undefined || (isReading && isRepeat)) return
    if (isReading) link.closest('tr')?.scrollIntoView({ block: 'nearest' })
    else focusRow(link)
    if (jobId === undefined) return
    setIsPeeking(!isReading)
    clearTimeout(settling.current)
    if (!isRepeat) return show(link)
    const at = location.href
    settling.current = setTimeout(() => {
      // Unless the reader has closed it or gone elsewhere meanwhile.
      if (location.href === at) show(link)
    }, settleMs)
  }
  /** `isGoing`: the reader wants to be at the list, wherever he is now. */
  const change = (next: JobSearch, isGoing = false) => {
    const to = toAddress(source.id, next)
    const isHere = isGoing || document.activeElement?.closest('[data-row], [role=dialog]') != null
    if (to === shown) {
      if (isGoing) focusFirst(list.current)
      return
    }
    wantFirst(isHere ? to : undefined)
    goTo(to)
  }

  const copyLink = () => {
    const job = links().find(isAtCursor)?.dataset['job']
    const link = new URL(toAddress(source.id, search, job), document.baseURI).href
    // Without a secure connection there is no clipboard at all.
    const copying = (async () => navigator.clipboard.writeText(link))()
    copying.then(() => setCopyNote(job !== undefined ? 'job' : listOutcome(search)), () => setCopyNote('refused'))
  }

  useCommands({
    down: ({ isRepeat }) => move(1, isRepeat),
    up: ({ isRepeat }) => move(-1, isRepeat),
    peek: () => {
      const all = links()
      const link = all.find(isAtCursor) ?? all.find(isOpen) ?? all[0]
      if (link === undefined) return
      focusRow(link)
      if (isOpen(link)) return onClose()
      setIsPeeking(true)
      show(link)
    },
    'previous-page': () => {
      if (search.page > 1) change({ ...search, page: search.page - 1 })
    },
    'next-page': () => {
      if (search.page * search.limit < count) change({ ...search, page: search.page + 1 })
    },
    load: onLoad,
    tick: ({ place }) => {
      const id = links().find(isAtCursor)?.dataset['job'] ?? jobId
      // The second of its keys is the one with Shift.
      if (id !== undefined) onTick(id, place === 2)
    },
    // With a job open the key is the drawer's.
    ...(jobId === undefined ? { 'copy-link': copyLink } : {}),
    filters: () => {
      const isShown = rail.current !== null && getComputedStyle(rail.current).display !== 'none'
      // Before the filters are there the rail keeps the place for them.
      if (isShown) (rail.current?.querySelector<HTMLElement>('a, input') ?? rail.current)?.focus()
      else onFilters()
    },
    phase: ({ place }) => {
      const phase = phases[place - 1]
      if (phase !== undefined) change(isOnly(search, phase, source.cloud) ? withoutStates(search) : withOnly(search, { kind: 'phase', value: phase }))
    },
    all: () => change(withoutStates(search)),
    'go-jobs': () => change(withoutFilters(search), true),
    'go-failed': () => change(withOnly(withoutFilters(search), { kind: 'phase', value: 'failed' }), true),
  })

  return { isPeeking, endPeek: () => setIsPeeking(false), copyNote }
}
