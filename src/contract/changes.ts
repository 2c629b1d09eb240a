/** What the entries of a job's log and discussion did to its state. */
import { logTypeFacts } from './log-types.ts'
import type { LogActor, LogKind } from './log-words.ts'
import type { MetastudioState } from './job-states.ts'
import type { Comment, TimelineEntry } from './job-detail.ts'

/** A moment at which the job's state changed. `state` is absent where the log does not say which one it entered. */
export interface Change {
  at: number
  by: LogActor
  kind: LogKind
  state?: MetastudioState
}

/**
 * What an entry did to the job's state; `undefined` when it only tells of something beside it.
 *
 * @param current the state before, where known
 */
export function toChange(entry: TimelineEntry, at: number, current: MetastudioState | undefined): Change | undefined {
  const facts = logTypeFacts(entry.log_type)
  if (facts === undefined) return undefined
  const { by, kind } = entry
  if (facts.enters !== null) return facts.kind === 'info' && facts.enters === current ? undefined : { at, by, kind, state: facts.enters }
  // A retry after a time-out goes on where it was; failures without a step are of side work, such as a preview.
  const isBeside = facts.kind === 'info' || entry.log_type === 'TIME_OUT_RETRY' || (facts.kind === 'failure' && facts.stage === null)
  return isBeside ? undefined : { at, by, kind }
}

/** A customer's rejection is in no log, only in the discussion. */
export function commentChange(comment: Comment, at: number): Change | undefined {
  return comment.comment_type === 'USER_REJECT' ? { at, by: 'you', kind: 'stop', state: 'JOB_REJECT' } : undefined
}
