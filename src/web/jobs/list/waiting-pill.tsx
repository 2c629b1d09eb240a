import { useKeyHint } from '../../key-hint.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { HeldList } from './held-list.ts'
import { waitingText } from './live-sentence.ts'

/** What came since the rows were shown, where anything did. */
export function WaitingPill({ held, page, onShow }: { held: HeldList; page: number; onShow: () => void }) {
  const { messages } = useMessages()
  const hint = useKeyHint()
  return (
    <button
      type="button"
      title={hint(messages.list.waitingHint, 'R')}
      className="inline-flex h-7 flex-none items-center gap-1.5 rounded-full border border-accent-line bg-accent-ground px-3 font-medium whitespace-nowrap text-accent quick hover:border-accent max-tablet:h-8"
      onClick={onShow}
    >
      <Icon name="sort-up" size={14} />
      {waitingText(held, page, messages.list)}
    </button>
  )
}
