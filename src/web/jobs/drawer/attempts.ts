/** Attempts at one job, each begun by a submission or by new footage: how each ended, and what their failures have in common. */
import type { TimelineEntry } from '#contract/job-detail.ts'
import { logTypeFacts } from '#contract/log-types.ts'
import type { StoryRow } from './story.ts'

/** The head of one attempt. `end`: it fell in review, it fell or ended before or after it, it goes on. */
export interface AttemptRow {
  kind: 'attempt'
  number: number
  /** How many there are. */
  of: number
  /** Of one that fell in review: from its submission on. */
  ms: number
  end: 'review' | 'over' | 'open'
  /** What brought it down, as the log says it. */
  failure?: TimelineEntry
}
/** How many attempts there were and how many failures the log tells of, in whichever attempt; all in review, all for the same reason. */
export interface Repeats { attempts: number; failures: number; isReview: boolean; isSame: boolean }

const isReviewFall = ({ log_type: type }: TimelineEntry) => logTypeFacts(type)?.stage === 'review'

/** The attempt ends with this failure. */
export function fall(row: AttemptRow, { entry }: { entry?: TimelineEntry }) {
  row.end = entry !== undefined && isReviewFall(entry) ? 'review' : 'over'
  if (entry !== undefined) row.failure = entry
}

/** What a failure was for, to be compared: figures such as a time in the video differ although the reason does not. */
const gist = ({ error_code: code = '', text = '' }: TimelineEntry) => code + text.replace(/[^\p{L}]+/gu, '')

/** How often a job was tried and how often it failed; `undefined` where there is nothing to count. */
export function toRepeats(attempts: number, timeline: readonly TimelineEntry[]): Repeats | undefined {
  const failures = timeline.filter(({ kind }) => kind === 'failure')
  if (failures.length === 0 || (attempts < 2 && failures.length < 2)) return undefined
  const gists = new Set(failures.map(gist))
  return { attempts, failures: failures.length, isReview: failures.every(isReviewFall), isSame: failures.length > 1 && gists.size === 1 && !gists.has('') }
}

/** Of three attempts or more the first ones are told by their heads, until the reader unfolds them. */
export const isFoldable = ({ number, of }: AttemptRow) => number < of - 1

/**
 * The rows without those of attempts that are folded.
 *
 * @param unfolded numbers of the attempts that the reader has unfolded
 */
export function withoutFolded(rows: readonly StoryRow[], unfolded: ReadonlySet<number>): StoryRow[] {
  let isHidden = false
  return rows.filter((row) => {
    if (row.kind !== 'attempt') return !isHidden
    isHidden = isFoldable(row) && !unfolded.has(row.number)
    return true
  })
}
