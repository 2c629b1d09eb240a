import { useDrawerMessages } from './drawer-messages.ts'
import type { CopyState } from './use-job-copy.ts'

/**
 * What became of the wish to copy. Success is shown by the button, and is only told here.
 *
 * @param copied what is told of success, where it is more than that
 */
export function CopyNote({ state, copied }: { state: CopyState; copied?: string }) {
  const { messages, drawer } = useDrawerMessages()
  const words: Record<CopyState, string> = {
    rest: '',
    waiting: drawer.copyWaits,
    copied: copied ?? messages.list.copied,
    refused: drawer.copyRefused,
    missing: drawer.copyMissing,
  }
  const look = state === 'waiting' ? 'w-full text-small text-ink-3' : state === 'refused' || state === 'missing' ? 'w-full text-small text-warn-ink' : 'sr-only'
  return <p role="status" className={look}>{words[state]}</p>
}
