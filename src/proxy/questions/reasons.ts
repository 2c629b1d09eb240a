import { LRUCache } from 'lru-cache'
import type { JobDetail } from '#contract/job-detail.ts'
import type { Reason, Reasons } from '#contract/reasons.ts'
import { toSince } from '#contract/since.ts'
import { oldest, type Freshness } from '../answers/answer.ts'
import { CloudError } from '../clouds/cloud.ts'
import type { Glimpse, SourceReader } from '../sources/source-reader.ts'

export interface ReasonsDeps {
  now: () => number
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
}

/** Reads reasons in the background and answers with those that are there. */
export interface ReasonReader {
  /** Waits at most a second for what is under way; the rest is `pending`. Never throws for a cloud's trouble. */
  read(reader: SourceReader, jobIds: readonly string[]): Promise<ReadReasons>
  /** Since when a job that is in this state stands failed or stopped, as far as its detail was read. Asks nobody. */
  failureOf(reader: SourceReader, jobId: string, state: string): KnownFailure | undefined
  /** Reads a job's detail in the background. Resolves when it is read or could not be; `undefined` when it is not tried now. */
  learn(reader: SourceReader, jobId: string): Promise<void> | undefined
}

export interface ReadReasons {
  body: Reasons
  /** The oldest of the answers behind the reasons. Absent when there is none. */
  freshness?: Freshness | undefined
}

export interface KnownFailure {
  /** RFC 3339. Where the log lacks the last fall it fell at that time or later. Absent: the log tells no time that can be read. */
  failedAt?: string | undefined
  /** Read so long ago that it should be read again. */
  isOld: boolean
}

const waitMs = 1_000
const reasonAgeMs = 10 * 60_000
/** A job whose detail failed is not read again sooner: the page asks every few seconds. */
const failureAgeMs = 15_000
/** Details of one source that are read at once: the clients' budget is for people first. */
const width = 3
const maxWaiting = 300

interface Known extends Freshness {
  reason: Reason | null
  failedAt?: string | undefined
}

interface Line {
  waiting: Map<string, () => void>
  active: number
}

/**
 * A job's reason stays as it is while its state stays, so it is kept by job and state for ten minutes. A job that carries
 * the cloud's own sentence in the list needs no further call.
 */
export function createReasonReader({ now, sleep }: ReasonsDeps): ReasonReader {
  const known = new LRUCache<string, Known>({ max: 20_000 })
  const failures = new LRUCache<string, number>({ max: 2_000 })
  const flights = new Map<string, Promise<void>>()
  const lines = new Map<string, Line>()
  /** A moment that is still to come is from before the clock was set back: it counts as long ago as it is ahead. */
  const msSince = (at: number) => Math.abs(now() - at)

  function recall(reader: SourceReader, jobId: string): Known | undefined {
    const glimpse = reader.glimpse(jobId)
    const kept = known.get(toKey(reader, jobId, glimpse?.state ?? ''))
    if (kept !== undefined && msSince(kept.at) < reasonAgeMs) return kept
    const reason = glimpse && ownReason(glimpse)
    return glimpse === undefined || reason === undefined ? undefined : { reason, at: glimpse.at, requestId: glimpse.requestId }
  }

  async function learn(reader: SourceReader, jobId: string): Promise<void> {
    const { value, at } = await reader.detail(jobId, { background: true, newest: true })
    const { job, reason } = value.detail
    known.set(toKey(reader, jobId, job.state), {
      reason: reason ?? null,
      failedAt: toFailedAt(value.detail),
      at,
      requestId: value.requestId,
    })
  }

  /** One place of the source's line; waits for it. */
  async function takePlace(line: Line, jobId: string): Promise<void> {
    if (line.active < width) {
      line.active += 1
      return
    }
    await new Promise<void>((resolve) => line.waiting.set(jobId, resolve))
  }

  function leavePlace(line: Line): void {
    const next = line.waiting.entries().next().value
    if (next === undefined) {
      line.active -= 1
      return
    }
    line.waiting.delete(next[0])
    next[1]()
  }

  function start(reader: SourceReader, jobId: string): Promise<void> | undefined {
    const key = toKey(reader, jobId, '')
    const running = flights.get(key)
    if (running !== undefined) return running
    const failedAt = failures.get(key)
    if (failedAt !== undefined && msSince(failedAt) < failureAgeMs) return undefined
    const line = lines.get(reader.source.id) ?? { waiting: new Map<string, () => void>(), active: 0 }
    lines.set(reader.source.id, line)
    if (line.waiting.size >= maxWaiting) return undefined
    const flight = takePlace(line, jobId)
      .then(() => learn(reader, jobId))
      .catch((error: unknown) => {
        // What the cloud does not have, or does not take for an id, has no reason either: nobody needs to ask again soon.
        if (error instanceof CloudError && (error.code === 'not_found' || error.code === 'bad_request')) {
          const state = reader.glimpse(jobId)?.state ?? ''
          known.set(toKey(reader, jobId, state), { reason: null, at: now(), requestId: error.facts.requestId })
        }
        failures.set(key, now())
      })
      .finally(() => {
        flights.delete(key)
        leavePlace(line)
      })
    flights.set(key, flight)
    return flight
  }

  return {
    async read(reader, jobIds) {
      const missing = jobIds.filter((jobId) => recall(reader, jobId) === undefined)
      const underWay = missing.flatMap((jobId) => start(reader, jobId) ?? [])
      if (underWay.length > 0) await Promise.race([Promise.all(underWay), sleep(waitMs)])
      const recalled = jobIds.map((jobId) => [jobId, recall(reader, jobId)] as const)
      return {
        body: {
          // By entries: an id may be a word that objects know, such as __proto__.
          reasons: Object.fromEntries(recalled.flatMap(([jobId, one]) => (one === undefined ? [] : [[jobId, one.reason]]))),
          pending: recalled.flatMap(([jobId, one]) => (one === undefined ? [jobId] : [])),
        },
        freshness: oldest(recalled.map(([, one]) => one)),
      }
    },
    failureOf(reader, jobId, state) {
      const kept = known.get(toKey(reader, jobId, state))
      return kept && { failedAt: kept.failedAt, isOld: msSince(kept.at) >= reasonAgeMs }
    },
    learn: start,
  }
}

/** `state` is empty for a job that was never seen. */
const toKey = (reader: SourceReader, jobId: string, state: string) => JSON.stringify([reader.source.id, jobId, state])

/** When it fell to where it stands or, where it fell once more without a word in its log, the last moment at which it stood otherwise. */
function toFailedAt(detail: JobDetail): string | undefined {
  const since = toSince(detail)
  return since.kind === 'none' ? undefined : `${new Date(since.at).toISOString().slice(0, 19)}Z`
}

const broken = new Set(['failed', 'stopped', 'rejected'])

function ownReason({ message, phase }: Glimpse): Reason | null | undefined {
  if (message === undefined) return undefined
  return broken.has(phase) ? { text: message, past: false } : null
}
