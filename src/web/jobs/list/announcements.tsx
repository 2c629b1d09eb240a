// The two sentences that the list says aloud: each is too small for a file of its own, and neither is needed for the first row.
import { useMessages } from '../../messages/messages.tsx'
import { copiedWords } from './copied-words.ts'
import type { CopyOutcome } from './copied-words.ts'
import { isWaiting } from './held-list.ts'
import type { HeldList } from './held-list.ts'
import { useLiveWords, waitingText } from './live-words.ts'

/** The list and what happens to it in one sentence, to be read out when it changes. */
export function LiveSentence({ held, page, count }: { held: HeldList; page: number; count: number }) {
  const { messages } = useMessages()
  const words = useLiveWords()
  if (isWaiting(held)) return words.announced(waitingText(held, page, words))
  const changed = held.rows.filter((row) => row.changes > 0).length
  return changed > 0 ? words.changed(changed) : messages.list.summary(count)
}

/** What became of copying a link by its key. */
export function LinkNote({ outcome }: { outcome: CopyOutcome }) {
  return copiedWords[useMessages().language][outcome]
}
