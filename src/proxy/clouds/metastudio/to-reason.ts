import type { Comment, TimelineEntry } from '#contract/job-detail.ts'
import type { Reason } from '#contract/reasons.ts'
import type { Phase } from '#contract/job-states.ts'
import { present } from '../present.ts'
import { byTime } from './to-timeline.ts'

type Candidate = Omit<Reason, 'past'> & { isRejection: boolean }

function toCandidates(timeline: readonly TimelineEntry[], comments: readonly Comment[]): Candidate[] {
  const failures = timeline
    .filter(({ kind }) => kind === 'failure' || kind === 'stop')
    .map(({ text, at, log_type, error_code }) => ({ ...present({ text, at, log_type, error_code }), isRejection: false }))
  // A customer's rejection is no log entry but a comment.
  const rejections = comments
    .filter(({ comment_type }) => comment_type === 'USER_REJECT')
    .map(({ at, comment_title, comment_message }) => ({ ...present({ text: comment_message ?? comment_title, at }), isRejection: true }))
  return [...failures, ...rejections]
}

/** The newest; one with a time before one without, of the same moment the later one. */
function newest(candidates: readonly Candidate[]): Candidate | undefined {
  const sorted = candidates.toSorted(byTime)
  return sorted.findLast(({ at }) => at !== undefined) ?? sorted.at(-1)
}

/** Whether the job is still where the reason left it. In a state that nobody knows, the last entry decides. */
function isPast({ isRejection, at }: Candidate, phase: Phase, timeline: readonly TimelineEntry[]): boolean {
  if (phase === 'unknown') {
    const last = timeline.findLast((entry) => entry.at !== undefined)?.at
    return at === undefined || last === undefined || Date.parse(last) > Date.parse(at)
  }
  return isRejection ? phase !== 'rejected' : phase !== 'failed' && phase !== 'stopped'
}

/** What staff wrote first about a failure or stop in the discussion. The log’s own sentence is not told twice. */
function staffComment({ at, text, isRejection }: Candidate, comments: readonly Comment[]): string | undefined {
  if (at === undefined || isRejection) return undefined
  const since = Date.parse(at)
  const words = comments
    .filter((comment) => comment.comment_type?.startsWith('ADMIN_') === true && comment.at !== undefined && Date.parse(comment.at) >= since)
    .toSorted(byTime)
    .map(({ comment_title, comment_message }) => (comment_message ?? comment_title ?? '').trim())
    .find((said) => said !== '')
  return words === text ? undefined : words
}

/** The newest failure, stop or rejection of a job in this phase, `undefined` when its history knows none. */
export function toReason(phase: Phase, timeline: readonly TimelineEntry[], comments: readonly Comment[]): Reason | undefined {
  const candidate = newest(toCandidates(timeline, comments))
  if (candidate === undefined) return undefined
  const { isRejection: _, ...reason } = candidate
  const past = isPast(candidate, phase, timeline)
  return { ...reason, ...(past ? {} : present({ comment: staffComment(candidate, comments) })), past }
}
