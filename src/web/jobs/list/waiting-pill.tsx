import { useKeyHint } from '../../key-hint.ts'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Icon } from '../../ui/icon.tsx'
import { isWaiting } from './held-list.ts'
import type { HeldList } from './held-list.ts'

/** The list and what happens to it in one sentence, to be read out when it changes. */
export function liveSentence(held: HeldList, page: number, count: number, { list }: Messages): string {
  if (isWaiting(held)) return list.announced(waitingText(held, page, list))
  const changed = held.rows.filter((row) => row.changes > 0).length
  return changed > 0 ? list.changed(changed) : list.summary(count)
}

const waitingText = (held: HeldList, page: number, list: Messages['list']) =>
  page === 1 && held.added > 0 ? list.waiting(held.added, held.failed) : list.hasChanged

/** What came since the rows were shown. Beyond the first page rows only move from page to page: nothing there is new. */
export function WaitingPill({ held, page, onShow }: { held: HeldList; page: number; onShow: () => void }) {
  const { messages } = useMessages()
  const hint = useKeyHint()
  if (!isWaiting(held)) return null
  return (
    <button
      type="button"
      title={hint(messages.list.waitingHint, 'R')}
      className="inline-flex h-7 flex-none items-center gap-1.5 rounded-full border border-accent-line bg-accent-ground px-3 font-medium whitespace-nowrap text-accent quick hover:border-accent max-tablet:h-8"
      onClick={onShow}
    >
      <Icon name="arrow-up" size={14} />
      {waitingText(held, page, messages.list)}
    </button>
  )
}
