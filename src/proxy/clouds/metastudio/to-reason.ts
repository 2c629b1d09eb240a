import type { Comment, TimelineEntry } from '#contract/job-detail.ts'
import type { Reason } from '#contract/reasons.ts'
import { toChange } from '#contract/changes.ts'
import type { Job } from '#contract/job.ts'
import { stateFacts } from '#contract/job-states.ts'
import { logTypeFacts, logTypes } from '#contract/log-types.ts'
import { present } from '../present.ts'
import { byTime } from './to-timeline.ts'

type Standing = Pick<Job, 'phase' | 'state'>
type Candidate = Omit<Reason, 'past'> & { isRejection: boolean }

const changesState = (entry: TimelineEntry): boolean => toChange(entry, 0, undefined) !== undefined
const isFall = ({ kind }: TimelineEntry): boolean => kind === 'failure' || kind === 'stop'
const entered = new Set<string | null>(Object.values(logTypes).map(({ enters }) => enters))

/** Whether an entry of this type can have put a job into a state. Where the catalogue does not say whereto it leads, it is to a state of its step. */
function canLeadTo(type: string | undefined, state: string): boolean {
  const facts = type === undefined ? undefined : logTypeFacts(type)
  if (facts === undefined) return true
  if (facts.enters !== null) return facts.enters === state
  return facts.stage === null ? !entered.has(state) : facts.stage === stateFacts('metastudio', state)?.stage
}

function toCandidates({ phase, state }: Standing, timeline: readonly TimelineEntry[], comments: readonly Comment[]): Candidate[] {
  // What failed beside the job, such as the turning of a video, is why it fell only where no entry is known to put a job there.
  const isOfJob = (entry: TimelineEntry) => changesState(entry) || ((phase === 'failed' || phase === 'unknown') && canLeadTo(entry.log_type, state))
  const failures = timeline
    .filter((entry) => isFall(entry) && isOfJob(entry))
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
function isPast({ isRejection, at, log_type: type }: Candidate, { phase, state }: Standing, timeline: readonly TimelineEntry[]): boolean {
  if (phase === 'unknown') {
    const last = timeline.findLast((entry) => entry.at !== undefined)?.at
    return at === undefined || last === undefined || Date.parse(last) > Date.parse(at)
  }
  // It went on from there, and fell again since without a word in the log.
  if (timeline.some((entry) => at !== undefined && Date.parse(entry.at ?? '') > Date.parse(at) && changesState(entry))) return true
  if (isRejection) return phase !== 'rejected'
  // The job fell again since, unlogged, where its entry leads to another state.
  return !canLeadTo(type, state) || (phase !== 'failed' && phase !== 'stopped')
}

/** Stops and failed manual reviews: what a machine did, no person explains. */
function isByPerson({ log_type: type }: Candidate): boolean {
  const facts = type === undefined ? undefined : logTypeFacts(type)
  return facts?.kind === 'stop' || (facts?.kind === 'failure' && facts.by === 'provider')
}

const isStaff = ({ comment_type: type }: Comment) => type?.startsWith('ADMIN_') === true
const isQuestion = ({ comment_type: type }: Comment) => type?.startsWith('USER_') === true && type !== 'USER_REJECT'
const wordsOf = ({ comment_title, comment_message }: Comment) => (comment_message ?? comment_title ?? '').trim()

/**
 * What staff wrote first after they stopped or refused a job without a sentence in its log. It is no answer to a customer: none had
 * asked anything since, nor before it without an answer. A question without a time may have been at any moment.
 */
function staffComment(candidate: Candidate, comments: readonly Comment[]): string | undefined {
  const { at, text } = candidate
  if (at === undefined || text !== undefined || !isByPerson(candidate)) return undefined
  if (comments.some((comment) => comment.at === undefined && isQuestion(comment))) return undefined
  const since = Date.parse(at)
  const timed = comments.flatMap((comment) => (comment.at === undefined ? [] : [{ comment, ms: Date.parse(comment.at) }])).toSorted((one, other) => one.ms - other.ms)
  const first = timed.find(({ comment, ms }) => isStaff(comment) && ms > since && wordsOf(comment) !== '')
  if (first === undefined) return undefined
  // Of one second, a question may stand on either side of its answer.
  const before = timed.findLast((one) => one !== first && one.ms <= first.ms && (isStaff(one.comment) || isQuestion(one.comment)))
  return before !== undefined && isQuestion(before.comment) ? undefined : wordsOf(first.comment)
}

/** The newest failure, stop or rejection of the job itself, past or present; `undefined` when its history knows none. */
export function toReason(job: Standing, timeline: readonly TimelineEntry[], comments: readonly Comment[]): Reason | undefined {
  const candidate = newest(toCandidates(job, timeline, comments))
  if (candidate === undefined) return undefined
  const { isRejection, ...reason } = candidate
  const past = isPast(candidate, job, timeline)
  return { ...reason, ...(past || isRejection ? {} : present({ comment: staffComment(candidate, comments) })), past }
}
