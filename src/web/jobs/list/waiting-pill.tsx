import { useKeyHint } from '../../key-hint.ts'
import { Icon } from '../../ui/icon.tsx'
import type { HeldList } from './held-list.ts'
import { useLiveWords, waitingText } from './live-words.ts'

/** What came since the rows were shown, where anything did. */
export function WaitingPill({ held, page, onShow }: { held: HeldList; page: number; onShow: () => void }) {
  const words = useLiveWords()
  const hint = useKeyHint()
  const text = waitingText(held, page, words)
  const short = waitingText({ ...held, failed: 0 }, page, words)
  return (
    <button
      type="button"
      title={hint(words.waitingHint, 'R')}
      className="inline-flex h-7 flex-none items-center gap-1.5 rounded-full border border-accent-line bg-accent-ground px-3 font-medium whitespace-nowrap text-accent quick hover:border-accent max-tablet:h-8"
      onClick={onShow}
    >
      <Icon name="sort-up" size={14} />
      {/* Where room is scarce the filters need it. */}
      <span>{short}<span className="pill-more">{text.slice(short.length)}</span></span>
    </button>
  )
}
