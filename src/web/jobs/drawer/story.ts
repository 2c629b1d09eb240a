/** The log of a job, told as a story: what happened, who was waited for in between, and what it waits for now. */
import type { Comment, JobDetail, TimelineEntry } from '#contract/job-detail.ts'
import { fall, toRepeats } from './attempts.ts'
import type { AttemptRow, Repeats } from './attempts.ts'
import { toSince } from '#contract/since.ts'
import type { Since } from '#contract/since.ts'
import { openWait, sharerOf, waitBetween } from './waits.ts'
import { commentChange, toChange } from '#contract/changes.ts'
import type { Change } from '#contract/changes.ts'
import { followSubmissions } from './submission.ts'
import type { Sharer, Step, Wait } from './waits.ts'

export interface EntryRow {
  kind: 'entry'
  /** Epoch ms. */
  at?: number
  entry: TimelineEntry
  /** It changed the job's state. */
  change: boolean
  /** A failure or stop that the job has left behind. */
  past: boolean
  /** The customer replaced the video in the same breath. */
  withNewVideo: boolean
}
export interface CommentRow { kind: 'comment'; at?: number; comment: Comment }
export type StoryRow =
  | EntryRow
  | CommentRow
  | AttemptRow
  /** `from` where something is told in between: it would seem to be less than is said. Epoch ms. */
  | { kind: 'span'; wait: Wait; ms: number; from?: number }
  | { kind: 'fold'; entries: EntryRow[] }
  | { kind: 'now'; wait: Wait; ms: number; isBound: boolean; from?: number }
  | { kind: 'untimed' }

export interface Story {
  rows: StoryRow[]
  since: Since
  /** Absent where one failure at most is told and it was the first attempt. */
  repeats?: Repeats
  /** Where the time went, in ms; absent where it cannot be known. */
  shares?: Record<Sharer, number>
}

const shortestSpanMs = 3_600_000
const oneBreathMs = 60_000
/** The first entries of a submission. */
const submissions = new Set(['USER_UPDATE_VIDEO', 'USER_VERIFYING_SUBMITTED', 'VIDEO_ANALYZE_PROCESSING'])

type Item = { at: number; entry: TimelineEntry } | { at: number; comment: Comment }

function timedItems({ timeline, comments }: JobDetail): { timed: Item[]; untimed: StoryRow[] } {
  const timed: Item[] = []
  const untimed: StoryRow[] = []
  for (const entry of timeline) {
    const at = Date.parse(entry.at ?? '')
    if (Number.isNaN(at)) untimed.push({ kind: 'entry', entry, change: false, past: false, withNewVideo: false })
    else timed.push({ at, entry })
  }
  for (const comment of comments) {
    const at = Date.parse(comment.at ?? '')
    if (Number.isNaN(at)) untimed.push({ kind: 'comment', comment })
    else timed.push({ at, comment })
  }
  return { timed: timed.toSorted((one, other) => one.at - other.at), untimed }
}

/**
 * Entries, comments, waits of an hour or more and attempts, oldest first, then what the job waits for now, then what has no
 * time. Total: any log gives a story.
 *
 * @param now epoch ms; a log from the future gives no negative spans
 */
export function toStory(detail: JobDetail, now: number): Story {
  const { job } = detail
  const since = toSince(detail)
  const { timed, untimed } = timedItems(detail)
  const rows: StoryRow[] = []
  const shares: Record<Sharer, number> = { provider: 0, you: 0, machine: 0, unknown: 0 }
  const attempts: { row: AttemptRow; from: number; submittedAt?: number; to?: number }[] = []
  let last: Step | undefined
  let failure: (Change & { entry?: TimelineEntry }) | undefined
  let finalAt: number | undefined
  const isSubmittedAfter = followSubmissions(detail.timeline)
  // The last moment that is told.
  let toldAt = -Infinity
  const fromOf = (at: number) => (toldAt - at >= oneBreathMs ? { from: at } : {})

  const endSpan = (change: Change) => {
    const wait = last === undefined ? undefined : waitBetween(last, change)
    if (last === undefined || wait === undefined) return
    const ms = Math.max(0, change.at - last.at)
    shares[sharerOf[wait]] += ms
    if (ms >= shortestSpanMs) rows.push({ kind: 'span', wait, ms, ...fromOf(last.at) })
  }

  for (const item of timed) {
    const isEntry = 'entry' in item
    const current = last?.state
    const meant = isEntry ? toChange(item.entry, item.at, current) : commentChange(item.comment, item.at)
    const isUnsubmitted = isEntry && !isSubmittedAfter(item.entry)
    const change: Step | undefined = meant?.state === 'VIDEO_ANALYZE_SUCCESS' && isUnsubmitted ? { ...meant, wait: 'submission' as const } : meant
    const startsAttempt = isEntry && submissions.has(item.entry.log_type) && (attempts.length === 0 || failure !== undefined)
    // A new video ends the wait for footage, although the state stays failed until it is submitted.
    const step = change ?? (startsAttempt && failure !== undefined ? { at: item.at, by: 'you' as const, kind: 'info' as const, wait: 'you' as const } : undefined)
    if (step !== undefined) endSpan(step)
    if (startsAttempt) {
      const previous = attempts.at(-1)
      if (previous !== undefined && failure !== undefined) {
        previous.to = failure.at
        fall(previous.row, failure)
      }
      const row: AttemptRow = { kind: 'attempt', number: attempts.length + 1, of: 0, ms: 0, end: 'open' }
      attempts.push({ row, from: item.at })
      rows.push(row)
      failure = undefined
    }
    const attempt = attempts.at(-1)
    if (attempt !== undefined && isEntry && item.entry.log_type === 'USER_VERIFYING_SUBMITTED') attempt.submittedAt ??= item.at
    if (isEntry) pushEntry(rows, item.entry, item.at, change !== undefined)
    else rows.push({ kind: 'comment', at: item.at, comment: item.comment })
    toldAt = item.at
    if (step !== undefined) last = step
    if (change?.kind === 'failure') failure = isEntry ? { ...change, entry: item.entry } : change
    else if (change !== undefined) failure = undefined
    finalAt = change?.state === 'JOB_SUCCESS' ? item.at : change === undefined ? finalAt : undefined
  }

  const wait = openWait(detail)
  const endAt = wait === undefined ? (finalAt ?? last?.at ?? now) : now
  if (last !== undefined && wait !== undefined) shares[sharerOf[wait]] += Math.max(0, now - last.at)
  const open = attempts.at(-1)
  if (open !== undefined && wait === undefined) open.row.end = 'over'
  // The last one has fallen too, if the job still stands where that put it; its time runs on while it waits.
  if (open !== undefined && failure?.entry !== undefined && job.phase === 'failed') open.row.failure = failure.entry
  for (const { row, from, submittedAt, to } of attempts) {
    row.of = attempts.length
    // What was not submitted was in no review, and a review begins when it is.
    if (row.end === 'review' && submittedAt === undefined) row.end = 'over'
    row.ms = Math.max(0, (to ?? endAt) - (row.end === 'review' ? (submittedAt ?? from) : from))
  }

  const told = folded(markPast(attempts.length > 1 ? rows : rows.filter((row) => row.kind !== 'attempt'), job.phase === 'failed' || job.phase === 'stopped'))
  if (wait !== undefined && since.kind !== 'none') {
    told.push({ kind: 'now', wait, ms: Math.max(0, now - since.at), isBound: since.kind === 'bound', ...fromOf(since.at) })
  }
  if (untimed.length > 0) told.push(...(told.length === 0 ? [] : [{ kind: 'untimed' } as const]), ...untimed)
  const total = shares.provider + shares.you + shares.machine + shares.unknown
  const isKnown = total >= oneBreathMs && shares.unknown <= total / 2
  const repeats = toRepeats(attempts.length, detail.timeline)
  return { rows: told, since, ...(repeats === undefined ? {} : { repeats }), ...(isKnown ? { shares } : {}) }
}

/** Whether a row is an entry of this type, of the last minute before a moment. */
function isOneBreathAfter(row: StoryRow | undefined, logType: string, at: number): row is EntryRow {
  return row?.kind === 'entry' && !row.withNewVideo && row.entry.log_type === logType && at - (row.at ?? 0) <= oneBreathMs
}

function pushEntry(rows: StoryRow[], entry: TimelineEntry, at: number, change: boolean) {
  const before = rows.at(-1)
  const withNewVideo =
    entry.log_type === 'USER_VERIFYING_SUBMITTED' && isOneBreathAfter(before, 'USER_UPDATE_VIDEO', at) && before.entry.text === undefined
  // The cloud writes both in one second, in either order.
  if (entry.log_type === 'USER_UPDATE_VIDEO' && entry.text === undefined && isOneBreathAfter(before, 'USER_VERIFYING_SUBMITTED', at)) {
    before.withNewVideo = true
    return
  }
  if (withNewVideo) rows.pop()
  rows.push({ kind: 'entry', at, entry, change, past: false, withNewVideo })
}

/** A failure is past unless the job still stands where it put it. */
function markPast(rows: StoryRow[], stillFallen: boolean): StoryRow[] {
  let isPast = !stillFallen
  for (const row of rows.toReversed()) {
    if (row.kind !== 'entry') continue
    row.past = isPast
    if (row.change) isPast = true
  }
  return rows
}

/** Runs of entries that changed nothing and say nothing are one row, to be unfolded. */
function folded(rows: StoryRow[]): StoryRow[] {
  const told: StoryRow[] = []
  let run: EntryRow[] = []
  const flush = () => {
    if (run.length > 1) told.push({ kind: 'fold', entries: run })
    else told.push(...run)
    run = []
  }
  for (const row of rows) {
    const isQuiet =
      row.kind === 'entry' && row.entry.kind === 'info' && !row.change && row.entry.text === undefined && row.entry.error_code === undefined
    if (isQuiet) {
      run.push(row)
      continue
    }
    flush()
    told.push(row)
  }
  flush()
  return told
}
