import type { Messages } from '../../messages/en.ts'
import { isWaiting } from './held-list.ts'
import type { HeldList } from './held-list.ts'

/** The list and what happens to it in one sentence, to be read out when it changes. */
export function liveSentence(held: HeldList, page: number, count: number, { list }: Messages): string {
  if (isWaiting(held)) return list.announced(waitingText(held, page, list))
  const changed = held.rows.filter((row) => row.changes > 0).length
  return changed > 0 ? list.changed(changed) : list.summary(count)
}

/** What waits to be let in. Beyond the first page rows only move from page to page: nothing there is new. */
export const waitingText = (held: HeldList, page: number, list: Messages['list']) =>
  page === 1 && held.added > 0 ? list.waiting(held.added, held.failed) : list.hasChanged
