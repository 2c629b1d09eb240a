import { LRUCache } from 'lru-cache'
import type { Health, Source } from '#contract/source.ts'
import type { FilterName, SortDir, SortKey } from '#contract/job-filters.ts'
import type { Scanned } from '#contract/job-list.ts'
import { createCache, type CacheResult, type Kept, type ReadOptions } from '../cache.ts'
import type { CallOptions, CloudFilters, DetailAnswer, ListAnswer, ListedJob, ListQuery, TrainingCloud } from '../clouds/cloud.ts'

/** One account as it is configured: what is said about it, and the way to its cloud. */
export interface WatchedSource {
  id: string
  label: string
  region: string
  projectId?: string | undefined
  /** Emulated in this process. */
  demo: boolean
  cloud: TrainingCloud
  health: () => Health
  /** Its cloud is down, and tried every few seconds. */
  isDown: () => boolean
  /** Its key was refused, and is not used for a while. */
  isKeyResting: () => boolean
}

export interface SweepQuery {
  filters: CloudFilters
  /** Codes to keep, as in a list. */
  states?: readonly string[]
  sort_key: SortKey
  sort_dir: SortDir
  /** Read nothing more when there are more jobs than the bound: for questions that a part cannot answer. */
  wholeOnly: boolean
  /** Read no more jobs than so many. Default and most: those of the cloud's bound. */
  maxJobs?: number
}

/** What a sweep read. Each job stands once, in the order asked for. */
export interface Sweep {
  jobs: ListedJob[]
  /** How many of them are in each state. Counted once: whoever polls numbers asks for it with every call. */
  states: ReadonlyMap<string, number>
  /** How many there are, by the cloud. */
  of: number
  /** How many calls it took. */
  calls: number
  /** There are more than are read, and only the first page was. */
  isTooMany: boolean
  /** How far the reading got, where it did not get to the end. */
  scanned?: Scanned | undefined
  /** Every job that matches was read, and nothing else. */
  isExact: boolean
  /** Filters that some row violates. */
  cloudIgnored: FilterName[]
  /** Rows without an id that can be used. */
  unreadable: number
  requestId?: string | undefined
  answeredAt?: number | undefined
}

/** What was seen of a job last, in any answer. */
export interface Glimpse {
  state: string
  phase: string
  message?: string | undefined
  /** When that answer came, epoch ms. */
  at: number
  requestId?: string | undefined
}

export type SourceReadOptions = CallOptions & ReadOptions

/** All that the routes ask of one source: bounded, cached, one call at a time for the same question. */
export interface SourceReader {
  readonly source: WatchedSource
  /** The same, with the same memory, for somebody who asks: calls of several callers take turns. */
  askedBy(caller: string | undefined): SourceReader
  list(query: ListQuery, options?: SourceReadOptions): Promise<Kept<ListAnswer>>
  detail(jobId: string, options?: SourceReadOptions): Promise<Kept<DetailAnswer>>
  /** How many jobs match, by one call for a single row. Kept by nobody here. */
  count(filters: CloudFilters, states?: readonly string[]): Promise<ListAnswer>
  sweep(query: SweepQuery, options?: SourceReadOptions): Promise<Kept<Sweep>>
  glimpse(jobId: string): Glimpse | undefined
  /** What `GET /api/sources` says of it. */
  describe(states: string[]): Source
}

export interface SourceReaderDeps {
  source: WatchedSource
  now: () => number
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
  /** Told of every job that a cloud answered, with the address of its cover. */
  onJob?: (source: string, listed: ListedJob) => void
  onCacheRead?: ((result: CacheResult) => void) | undefined
}

/** An answer made of what a cloud gave earlier is as old as that. */
const givenAt = ({ answeredAt }: { answeredAt?: number | undefined }) => answeredAt

/** Pages of one sweep under way at once: more would only wait in the queue before those of somebody else. */
const sweepWidth = 3

/** The reader of one source. Freshness: list and detail 8 s, sweeps 15 s or three seconds for each call they took. */
export function createSourceReader({ source, now, sleep, onJob, onCacheRead: onRead }: SourceReaderDeps): SourceReader {
  const { cloud } = source
  // A page of 100 jobs weighs a quarter of a megabyte with all that is kept of it.
  const lists = createCache<ListAnswer>({ now, sleep, onRead, givenAt, freshMs: 8_000, maxEntries: 100 })
  const details = createCache<DetailAnswer>({ now, sleep, onRead, freshMs: 8_000, maxEntries: 500 })
  const sweeps = createCache<Sweep>({ now, sleep, onRead, givenAt, freshMs: ({ calls }) => Math.max(15_000, calls * 3_000), maxEntries: 12 })
  const toKey = createKeys()
  const glimpses = new LRUCache<string, Glimpse>({ max: 20_000 })

  function notice(listed: ListedJob, { requestId, answeredAt = now() }: { requestId?: string; answeredAt?: number }) {
    const { job_id: jobId, state, phase, message } = listed.job
    glimpses.set(jobId, { state, phase, message, at: answeredAt, requestId })
    onJob?.(source.id, listed)
  }

  async function ask(query: ListQuery, options?: CallOptions): Promise<ListAnswer> {
    const answer = await cloud.listJobs(query, options)
    for (const listed of answer.jobs) notice(listed, answer)
    return answer
  }

  async function sweepNow({ wholeOnly, maxJobs = cloud.sweep.jobs, ...query }: SweepQuery, options?: CallOptions): Promise<Sweep> {
    const { pageSize, jobs: mostJobs } = cloud.sweep
    // Twenty pages in a row must not stand before the same caller's single job.
    const turn = { ...options, caller: `sweep ${options?.caller ?? ''}` }
    const page = (number: number) => ask({ ...query, offset: number * pageSize, limit: pageSize }, turn)
    const first = await page(0)
    const isTooMany = wholeOnly && first.count > mostJobs
    const pages = [first]
    if (!isTooMany) {
      const last = Math.ceil(Math.min(first.count, mostJobs, maxJobs) / pageSize)
      for (let from = 1; from < last; from += sweepWidth) {
        const numbers = Array.from({ length: Math.min(sweepWidth, last - from) }, (_, index) => from + index)
        pages.push(...(await Promise.all(numbers.map(page))))
      }
    }
    // Jobs move to other pages while they are read: each counts once, where it was met first.
    const jobs = new Map<string, ListedJob>()
    for (const listed of pages.flatMap((answer) => answer.jobs)) {
      if (!jobs.has(listed.job.job_id)) jobs.set(listed.job.job_id, listed)
    }
    const unreadable = pages.reduce((sum, answer) => sum + (answer.unreadable ?? 0), 0)
    const rows = pages.reduce((sum, answer) => sum + answer.jobs.length, unreadable)
    const cloudIgnored = [...new Set(pages.flatMap((answer) => answer.cloudIgnored ?? []))]
    const scanned = first.scanned ?? (rows < first.count ? { jobs: jobs.size, of: first.count } : undefined)
    const states = new Map<string, number>()
    for (const { job } of jobs.values()) states.set(job.state, (states.get(job.state) ?? 0) + 1)
    return {
      jobs: [...jobs.values()],
      states,
      of: Math.max(first.count, first.scanned?.of ?? 0),
      calls: pages.length,
      isTooMany,
      scanned,
      isExact: scanned === undefined && cloudIgnored.length === 0 && unreadable === 0,
      cloudIgnored,
      unreadable,
      requestId: pages.at(-1)?.requestId,
      answeredAt: first.answeredAt,
    }
  }

  const describe = (states: string[]): Source => ({
    id: source.id,
    cloud: cloud.cloud,
    label: source.label,
    region: source.region,
    ...(source.projectId !== undefined && { project_id: source.projectId }),
    demo: source.demo,
    filters: [...cloud.filters],
    sort_keys: [...cloud.sortKeys],
    states,
    health: toShown(source.health()),
  })

  const askedBy = (caller: string | undefined): SourceReader => {
    const asked = (options: CallOptions | undefined): CallOptions => (caller === undefined ? (options ?? {}) : { caller, ...options })
    return {
      source,
      askedBy,
      list: (query, options) => lists.read(toKey(query), () => ask(query, asked(options)), options),
      detail: (jobId, options) =>
        details.read(
          jobId,
          async () => {
            const answer = await cloud.getJob(jobId, asked(options))
            notice({ job: answer.detail.job, ...(answer.coverUrl !== undefined && { coverUrl: answer.coverUrl }) }, answer)
            return answer
          },
          options,
        ),
      count: (filters, states) => {
        const query: ListQuery = { filters, ...(states && { states }), offset: 0, limit: 1, sort_key: 'create_time', sort_dir: 'desc' }
        return ask(query, asked({ background: true }))
      },
      sweep: (query, options) => sweeps.read(toKey(query), () => sweepNow(query, asked(options)), options),
      glimpse: (jobId) => glimpses.get(jobId),
      describe,
    }
  }
  return askedBy(undefined)
}

/**
 * Health as it is told: the same in every process while nothing is wrong, whatever each of them asked its cloud and when. A process that
 * has not asked yet knows of nothing that is wrong.
 */
const toShown = (health: Health): Health => (health.status === 'ok' || health.status === 'unknown' ? { status: 'ok' } : health)

/** One text for all questions that mean the same. Filters are canonical already; their order is not. */
function createKeys(): (query: ListQuery | SweepQuery) => string {
  // Who asks often keeps the question.
  const known = new WeakMap<object, string>()
  return (query) => {
    const kept = known.get(query)
    if (kept !== undefined) return kept
    const { filters, ...rest } = query
    const key = JSON.stringify([toSorted(filters), toSorted(rest)])
    known.set(query, key)
    return key
  }
}

const toSorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
