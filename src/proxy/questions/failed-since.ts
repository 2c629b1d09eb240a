import type { Kept } from '../cache.ts'
import type { CloudFilters, ListAnswer, ListedJob } from '../clouds/cloud.ts'
import { createErrands } from './errands.ts'
import type { Paging } from '../query.ts'
import type { ReasonReader } from './reasons.ts'
import type { SourceReader } from '../sources/source-reader.ts'

export interface FailedSinceQuery extends Paging {
  filters: CloudFilters
  /** The states that count as failed or stopped and match. Never empty. */
  states: readonly string[]
  /** The earliest time at which it came to stand as it does, RFC 3339. */
  since: string
  /** An order was asked for; else the newest failure stands first. */
  isSorted: boolean
}

/** Finds jobs by when they failed, which only their details tell. */
export interface FailedSince {
  /**
   * The page of what is known by now, after at most a second and a half. `scanned` while details are missing: so many of the
   * jobs were looked at. Throws what reading the list throws.
   */
  read(reader: SourceReader, query: FailedSinceQuery): Promise<Kept<ListAnswer>>
}

export interface FailedSinceDeps {
  reasons: ReasonReader
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
}

const patienceMs = 1_500
/** 300 jobs: a minute of the default budget. Jobs beyond are not looked at; `scanned` counts them among all. */
const maxJobs = 300
/** Fewer at once than for reasons, which belong to rows that somebody looks at. */
const width = 2

/**
 * Reads the details of the first 300 failed and stopped jobs, in the order asked for or the newest created first, and keeps what it
 * learns with the reasons. A job whose log has no change of state with a readable time is left out and counts as looked at.
 */
export function createFailedSince({ reasons, sleep }: FailedSinceDeps): FailedSince {
  const errands = createErrands({ width, maxWaiting: maxJobs })
  return {
    async read(reader, { filters, states, since, offset, limit, sort_key, sort_dir, isSorted }) {
      const { value: sweep, ...when } = await reader.sweep({ filters, states, sort_key, sort_dir, wholeOnly: false, maxJobs })
      const failureOf = ({ job }: ListedJob) => reasons.failureOf(reader, job.job_id, job.state)
      const missing = sweep.jobs.filter((listed) => failureOf(listed)?.isOld !== false)
      // A cloud that just failed to give the list is not asked for hundreds of details.
      if (missing.length > 0 && !when.stale) {
        const reading = errands.send(
          reader.source.id,
          missing.map(({ job }) => ({ key: job.job_id, run: async () => reasons.learn(reader, job.job_id) })),
        )
        await Promise.race([reading, sleep(patienceMs)])
      }
      const known = sweep.jobs.flatMap((listed) => failureOf(listed) ?? [])
      const failures = sweep.jobs
        .map((listed) => ({ listed, failedAt: Date.parse(failureOf(listed)?.failedAt ?? '') }))
        .filter(({ failedAt }) => failedAt >= Date.parse(since))
      if (!isSorted) failures.sort((one, other) => other.failedAt - one.failedAt)
      const of = sweep.scanned === undefined ? sweep.jobs.length : Math.max(sweep.of, sweep.jobs.length)
      const answer: ListAnswer = {
        count: failures.length,
        jobs: failures.slice(offset, offset + limit).map(({ listed }) => listed),
        cloudIgnored: sweep.cloudIgnored,
        unreadable: sweep.unreadable,
        ...(known.length < of && { scanned: { jobs: known.length, of } }),
        ...(sweep.requestId !== undefined && { requestId: sweep.requestId }),
      }
      return { ...when, value: answer }
    },
  }
}
