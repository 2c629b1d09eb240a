import { useKeyHint } from '../key-hint.ts'
import { useMessages } from '../messages/messages.tsx'
import { Icon } from '../ui/icon.tsx'
import { isWaiting } from './held-list.ts'
import type { HeldList } from './held-list.ts'

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
      {page === 1 && held.added > 0 ? messages.list.waiting(held.added, held.failed) : messages.list.hasChanged}
    </button>
  )
}
