import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** The row comes into view below the head of the table, which covers what the browser alone would call in view. */
export function focusRow(link: HTMLElement) {
  link.focus({ preventScroll: true })
  link.closest('tr')?.scrollIntoView({ block: 'nearest' })
}

/** The focus went with what it stood on. */
const isFocusLost = () => document.activeElement === null || document.activeElement === document.body

/** The names of the rows, in their order. */
export function rowLinks(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-job]') ?? [])]
}

/** The cursor goes to the first row; without rows, to the list. */
export function focusFirst(list: HTMLElement | null) {
  const [link] = rowLinks(list)
  if (link === undefined) list?.focus({ preventScroll: true })
  else focusRow(link)
}

/** The list whose first row is to have the cursor. Another source's page is another one: it is kept here for it. */
let wanted: string | undefined

/** The cursor is to go to the first row of this list, once it is there. */
export function wantFirst(address: string | undefined) {
  wanted = address
}

/** Is the cursor to go to the first row of this list, which is there? It is asked once; whatever else was wanted is over. */
export function isFirstWanted(address: string): boolean {
  const before = wanted
  wanted = undefined
  return before === address
}

/** Scrolls the list to its first row; the focus stays where it is. */
export function showTop(list: HTMLElement | null) {
  if (list !== null) list.scrollTop = 0
}

/** Remembers which rows are there; later it shows the list from its top, with the focus on the first row that is new. */
export function newRowFocus(list: HTMLElement): () => void {
  const known = new Set(rowLinks(list).map((link) => link.dataset['job']))
  return () => {
    const first = rowLinks(list).find((link) => !known.has(link.dataset['job']))
    if (first !== undefined) {
      showTop(list)
      focusRow(first)
    } else if (isFocusLost()) {
      list.focus({ preventScroll: true })
    }
  }
}

/**
 * Keeps the list with the job that is open: its row is in view while the reader steps from job to job, and has the focus
 * back when the drawer goes, by whichever way. A job that is on another page gives the focus to the list.
 *
 * @param hasRows whether the rows of the present question are there
 */
export function useOpenRow(list: RefObject<HTMLElement | null>, jobId: string | undefined, hasRows: boolean): void {
  const shown = useRef<string>(undefined)
  useEffect(() => {
    const before = shown.current
    if (jobId !== undefined && !hasRows) return
    shown.current = jobId
    if (jobId === before) return
    const link = rowLinks(list.current).find((one) => one.dataset['job'] === (jobId ?? before))
    if (jobId !== undefined) link?.closest('tr')?.scrollIntoView({ block: 'nearest' })
    else if (!isFocusLost()) return
    else if (link === undefined) list.current?.focus({ preventScroll: true })
    else focusRow(link)
  }, [list, jobId, hasRows])
}
