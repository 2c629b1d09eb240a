import { JobList } from '#contract/job-list.ts'
import type { Scanned } from '#contract/job-list.ts'
import { Reasons } from '#contract/reasons.ts'
import { limitRange } from '#contract/job-filters.ts'
import { paths } from '#contract/paths.ts'
import type { Reason } from '#contract/reasons.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { ApiError, ask } from '../../api.ts'
import { serverAheadMs } from '../../server-clock.ts'
import { wantsReason } from '../job-queries.ts'
import { asksWhenFailed, toListParams } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import type { Moment } from '../filters/relative-range.ts'
import type { ExportedJob } from './export-rows.ts'

export interface Progress {
  step: 'jobs' | 'reasons'
  done: number
  of: number
}

export interface CollectOptions {
  signal: AbortSignal
  /** Relative ranges are resolved once, for all pages. */
  moment: Moment
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  onProgress: (progress: Progress) => void
}

/** The clouds are asked about five times a second: a busy one is waited for, not given up on. */
const longestWaitSeconds = 60
const pendingPauseMs = 1500
/** So many rounds without any reason take about a minute: the proxy tries a detail again after 15 s. */
const mostQuietRounds = 24
/** So many answers in a row that looked at no further job: it goes no further, such as in a very long list. */
const mostQuietLooks = 4
/** So many answers in a row that were of before, while a newer one was on its way: the time that the proxy gives a call. */
const mostOldLooks = 10

/** Calls, and waits as long as asked when the proxy or the cloud says that it is too much. */
async function patiently<Body>(call: () => Promise<Body>, { wait, signal }: CollectOptions): Promise<Body> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call()
    } catch (error) {
      const seconds = error instanceof ApiError && error.problem?.code === 'throttled' ? (error.problem.retry_after_seconds ?? 2) : undefined
      if (seconds === undefined || seconds > longestWaitSeconds || attempt >= 5) throw error
      await wait(Math.max(1, seconds) * 1000, signal)
    }
  }
}

/** Jobs that match, and what is wrong with them. */
interface Collected {
  jobs: Job[]
  /** How far the looking got, where it did not get to the end. */
  scanned?: Scanned | undefined
  /** When the cloud gave the oldest of them, where it gave no newer ones in time. Epoch ms, by the server's clock. */
  asOf?: number | undefined
}

/**
 * Every job that matches, page after page, each once. Jobs that change pages meanwhile are met twice and kept once. Where the proxy
 * is still finding out when jobs failed it is waited for, as long as that goes on; where a newer answer is on its way, for a while.
 */
export async function collectJobs(source: Source, search: JobSearch, options: CollectOptions): Promise<Collected> {
  const { signal, moment, onProgress, wait } = options
  const found = new Map<string, Job>()
  let looked = -1
  let quietRounds = 0
  // Kept when some are given up: behind a cloud that says nothing no further page is waited for.
  let oldLooks = 0
  let asOf: number | undefined
  for (let page = 1; ; ) {
    const params = toListParams({ ...search, page, limit: limitRange.max }, source, moment)
    const { body, isRefreshing, answeredAt } = await patiently(() => ask(paths.jobs(source.id), params, JobList, signal), options)
    const { scanned } = body
    if (scanned !== undefined && asksWhenFailed(search, source) && quietRounds < mostQuietLooks) {
      quietRounds = scanned.jobs > looked ? 0 : quietRounds + 1
      looked = scanned.jobs
      onProgress({ step: 'jobs', done: scanned.jobs, of: scanned.of })
      await wait(pendingPauseMs, signal)
      continue
    }
    if (isRefreshing && oldLooks < mostOldLooks) {
      oldLooks += 1
      await wait(pendingPauseMs, signal)
      continue
    }
    if (isRefreshing || body.stale === true) asOf = Math.min(asOf ?? Infinity, answeredAt + serverAheadMs())
    else oldLooks = 0
    for (const job of body.jobs) found.set(job.job_id, job)
    onProgress({ step: 'jobs', done: found.size, of: Math.max(body.count, found.size) })
    if (body.jobs.length === 0 || page * limitRange.max >= body.count) return { jobs: [...found.values()], scanned, asOf }
    page += 1
  }
}

/**
 * The reasons of the jobs that broke, as the proxy reads them within its budget. What stays pending while nothing else comes for
 * a minute is given up and left out.
 */
export async function collectReasons(source: Source, jobs: readonly Job[], options: CollectOptions): Promise<Map<string, Reason | null>> {
  const { signal, wait, onProgress } = options
  const asked = jobs.filter(wantsReason).map((job) => job.job_id)
  const found = new Map<string, Reason | null>()
  let waiting = asked
  // Kept when some are given up: behind a cloud that says nothing the others are asked for once each.
  let quietRounds = 0
  while (waiting.length > 0) {
    const batch = waiting.slice(0, limitRange.max)
    const { body } = await patiently(
      () => ask(paths.reasons(source.id), new URLSearchParams({ ids: batch.join(',') }), Reasons, signal),
      options,
    )
    for (const [id, reason] of Object.entries(body.reasons)) found.set(id, reason)
    const unread = batch.filter((id) => !found.has(id))
    quietRounds = unread.length < batch.length ? 0 : quietRounds + 1
    onProgress({ step: 'reasons', done: found.size, of: asked.length })
    waiting = [...(quietRounds < mostQuietRounds ? unread : []), ...waiting.slice(limitRange.max)]
    if (unread.length > 0 && waiting.length > 0) await wait(pendingPauseMs, signal)
  }
  return found
}

/** Jobs with their reasons, ready to be written. */
export async function collectRows(source: Source, jobs: readonly Job[], options: CollectOptions): Promise<ExportedJob[]> {
  const reasons = await collectReasons(source, jobs, options)
  return jobs.map((job) => ({ job, reason: reasons.get(job.job_id), isPending: wantsReason(job) && !reasons.has(job.job_id) }))
}

/** Waits, unless it is called off. Throws the abort. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason instanceof Error ? signal.reason : new Error('called off'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
