/** Submissions of one job: how each ended, and what they have in common. */
import type { TimelineEntry } from '#contract/job-detail.ts'
import { logTypeFacts } from '#contract/log-types.ts'
import type { StoryRow } from './story.ts'

/** The head of what followed one submission. `end`: it fell in review, it fell or ended later, it goes on. */
export interface AttemptRow {
  kind: 'attempt'
  number: number
  /** How many there are. */
  of: number
  ms: number
  end: 'review' | 'over' | 'open'
  /** What brought it down, as the log says it. */
  failure?: TimelineEntry
}
/** How often submissions fell, and whether it was for the same reason each time. */
export interface Repeats { attempts: number; falls: number; isReview: boolean; isSame: boolean }

const isReviewFall = ({ log_type: type }: TimelineEntry) => logTypeFacts(type)?.stage === 'review'

/** The attempt ends with this failure. */
export function fall(row: AttemptRow, { entry }: { entry?: TimelineEntry }) {
  row.end = entry !== undefined && isReviewFall(entry) ? 'review' : 'over'
  if (entry !== undefined) row.failure = entry
}

/** What a failure was for, to be compared: figures such as a time in the video differ although the reason does not. */
const gist = ({ error_code: code = '', text = '' }: TimelineEntry) => code + text.replace(/[^\p{L}]+/gu, '')

/** How often the submissions of a job fell; `undefined` where there is nothing to count. */
export function toRepeats(attempts: readonly AttemptRow[]): Repeats | undefined {
  const falls = attempts.flatMap(({ failure }) => (failure === undefined ? [] : [failure]))
  if (attempts.length < 2 || falls.length === 0) return undefined
  const gists = new Set(falls.map(gist))
  return { attempts: attempts.length, falls: falls.length, isReview: falls.every(isReviewFall), isSame: falls.length > 1 && gists.size === 1 && !gists.has('') }
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
