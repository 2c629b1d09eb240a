import * as z from 'zod/mini'
import { readSearch } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'

export const longestName = 60

/** A question that somebody named: the text behind the `?`, without a page. It holds for every source. */
const SavedView = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(longestName)),
  query: z.string().check(z.maxLength(4000)),
  /** It is shown when the product is opened without an address. One at most. */
  isFirst: z.optional(z.boolean()),
})
export type SavedView = z.infer<typeof SavedView>

export const storageKey = 'understudy.views'

let current: readonly SavedView[] | undefined

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

/** What is read from here on, whatever storage holds. */
export function holdViews(views: readonly SavedView[]): void {
  current = views
}

/** The view that is shown when the product is opened without an address. */
export const firstView = (): SavedView | undefined => savedViews().find((view) => view.isFirst === true)

/** The search a view stands for. What a newer version no longer understands shows as a grey chip. */
export const toSearch = (view: SavedView): JobSearch => readSearch(view.query)

/** Forgets what was read, so that the next reader reads storage again. */
export function forgetViews(): void {
  current = undefined
}
