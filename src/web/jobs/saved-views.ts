import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { readSearch, writeSearch } from './job-search.ts'
import type { JobSearch } from './job-search.ts'

export const longestName = 60

/** A question that somebody named: the text behind the `?`, without a page. It holds for every source. */
const SavedView = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(longestName)),
  query: z.string().check(z.maxLength(4000)),
  /** It is shown when the product is opened without an address. One at most. */
  isFirst: z.optional(z.boolean()),
})
export type SavedView = z.infer<typeof SavedView>

const storageKey = 'understudy.views'
const mostViews = 500

let current: readonly SavedView[] | undefined
const listeners = new Set<() => void>()

/** What storage holds, entry by entry: one that cannot be read does not take the others with it. */
function stored(): SavedView[] {
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    if (!Array.isArray(entries)) return []
    return entries.flatMap((entry) => {
      const view = SavedView.safeParse(entry)
      return view.success ? [view.data] : []
    })
  } catch {
    return []
  }
}

/** The views of this browser, by name. */
export function savedViews(): readonly SavedView[] {
  current ??= stored()
  return current
}

function keep(views: readonly SavedView[]): void {
  current = views.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, mostViews)
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // Private windows refuse storage: the view then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

/** The text a search is kept under: its question, wherever one stands in it. */
export const viewQuery = (search: JobSearch): string => writeSearch({ ...search, page: 1 })

/** Keeps searches under names; views of the same names are replaced. */
export function saveViews(named: readonly { name: string; query: string }[]): void {
  const names = new Set(named.map(({ name }) => name))
  const isFirst = new Set(savedViews().flatMap((view) => (view.isFirst === true ? view.name : [])))
  keep([
    ...savedViews().filter((view) => !names.has(view.name)),
    ...new Map(named.map(({ name, query }) => [name, { name, query, ...(isFirst.has(name) ? { isFirst: true } : {}) }])).values(),
  ])
}

export function removeView(name: string): void {
  keep(savedViews().filter((view) => view.name !== name))
}

/** Makes a view the one that is shown first, or none. */
export function showFirst(name: string | undefined): void {
  keep(savedViews().map(({ isFirst: _isFirst, ...view }) => (view.name === name ? { ...view, isFirst: true } : view)))
}

/** The view that is shown when the product is opened without an address. */
export const firstView = (): SavedView | undefined => savedViews().find((view) => view.isFirst === true)

/** The search a view stands for. What a newer version no longer understands shows as a grey chip. */
export const toSearch = (view: SavedView): JobSearch => readSearch(view.query)

/** Forgets what was read, so that the next reader reads storage again. */
export function forgetViews(): void {
  current = undefined
}

/** The views, kept up to date across the tabs of this browser. */
export function useSavedViews(): readonly SavedView[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    const fromOtherTab = (event: StorageEvent) => {
      if (event.key !== storageKey) return
      current = undefined
      listener()
    }
    addEventListener('storage', fromOtherTab)
    return () => {
      listeners.delete(listener)
      removeEventListener('storage', fromOtherTab)
    }
  }, savedViews)
}
