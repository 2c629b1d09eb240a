import { useSyncExternalStore } from 'react'
import { writeSearch } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { forgetViews, holdViews, savedViews, storageKey } from './saved-views.ts'
import type { SavedView } from './saved-views.ts'

const mostViews = 500
const listeners = new Set<() => void>()

function keep(views: readonly SavedView[]): void {
  const kept = views.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, mostViews)
  holdViews(kept)
  try {
    localStorage.setItem(storageKey, JSON.stringify(kept))
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

/** Gives back a view that was removed, as it was, unless its name is taken since; where another is shown first by now, that one stays it. */
export function restoreView(view: SavedView): void {
  const views = savedViews()
  if (views.some(({ name }) => name === view.name)) return
  const { isFirst: _isFirst, ...plain } = view
  keep([...views, views.some(({ isFirst }) => isFirst === true) ? plain : view])
}

/** Calls a view otherwise; one that has the new name already is replaced. */
export function renameView(from: string, to: string): void {
  keep(savedViews().flatMap((view) => (view.name === from ? { ...view, name: to } : view.name === to ? [] : view)))
}

/** Makes a view the one that is shown first, or none. */
export function showFirst(name: string | undefined): void {
  keep(savedViews().map(({ isFirst: _isFirst, ...view }) => (view.name === name ? { ...view, isFirst: true } : view)))
}

/** The views, kept up to date across the tabs of this browser. */
export function useSavedViews(): readonly SavedView[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    const fromOtherTab = (event: StorageEvent) => {
      if (event.key !== storageKey) return
      forgetViews()
      listener()
    }
    addEventListener('storage', fromOtherTab)
    return () => {
      listeners.delete(listener)
      removeEventListener('storage', fromOtherTab)
    }
  }, savedViews)
}
