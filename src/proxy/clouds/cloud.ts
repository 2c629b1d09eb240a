import type { Cloud } from '#contract/job-states.ts'
import type { FilterName, Filters, SortDir, SortKey } from '#contract/job-filters.ts'
import type { JobDetail } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'
import type { Scanned } from '#contract/job-list.ts'
import type { ProblemCode } from '#contract/problem.ts'

/** Filters as a cloud is asked: the state algebra is resolved before, into `states`; no list knows a time of failure. */
export type CloudFilters = Omit<Filters, 'state' | 'phase' | 'actor' | 'hidden_failure' | 'failed_since'>

export interface ListQuery {
  filters: CloudFilters
  /** Codes to keep, verbatim. Absent: every state, the ones nobody knows included. Never empty. */
  states?: readonly string[]
  offset: number
  /** 1 to the `pageSize` of the cloud's sweep. */
  limit: number
  sort_key: SortKey
  sort_dir: SortDir
}

export interface CallOptions {
  signal?: AbortSignal
  /** Nobody waits for it: it gives way to calls that somebody waits for. */
  background?: boolean
  /** Who asks, in any word: calls of the same urgency wait their turn by caller. Default: all the same. */
  caller?: string
}

/** A job as the page may see it, and beside it the signed address of its cover, which never leaves the proxy. */
export interface ListedJob {
  job: Job
  coverUrl?: string
}

export interface ListAnswer {
  /** Jobs that match, on all pages. */
  count: number
  jobs: ListedJob[]
  scanned?: Scanned
  /** Filters that some row violates. */
  cloudIgnored?: FilterName[]
  /** Rows that the cloud sent without an id that can be used: of this page, or of the whole list where that was read. */
  unreadable?: number
  /** The cloud's id of this answer. */
  requestId?: string
  /** When the cloud gave it, epoch ms, where that is earlier than now: a list that was read as a whole before. */
  answeredAt?: number
}

export interface DetailAnswer {
  detail: JobDetail
  coverUrl?: string
  requestId?: string
}

/** How a question that needs every job is read. */
export interface SweepBounds {
  /** So many jobs at most. */
  jobs: number
  /** So many at a time. */
  pageSize: number
}

/**
 * One account on one cloud. What a cloud cannot do is data (`filters`, `sortKeys`), never a missing method.
 *
 * Jobs are answered masked and in our vocabulary. All calls throw `CloudError`, nothing else.
 */
export interface TrainingCloud {
  readonly cloud: Cloud
  readonly filters: readonly FilterName[]
  readonly sortKeys: readonly SortKey[]
  readonly sweep: SweepBounds
  listJobs(query: ListQuery, options?: CallOptions): Promise<ListAnswer>
  /** Throws `not_found` for an id that the cloud does not know. `jobId` matches `jobIdPattern`. */
  getJob(jobId: string, options?: CallOptions): Promise<DetailAnswer>
  /** The contact of a job as the cloud has it, the one answer that is not masked; `undefined` where it has none. For revealing only: never kept. */
  getContact(jobId: string, options?: CallOptions): Promise<string | undefined>
}

export interface CloudErrorFacts {
  cloudStatus?: number | undefined
  cloudCode?: string | undefined
  /** Masked already; absent for credential errors, where clouds repeat what was signed. */
  cloudMessage?: string | undefined
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
  /** Where no answer came: the host that was called, and the network's own code, such as `ECONNREFUSED`. For logs. */
  cloudHost?: string | undefined
  networkCode?: string | undefined
  cause?: unknown
}

/** What went wrong with a cloud, in the closed set of the contract. The message is for logs and names no secret. */
export class CloudError extends Error {
  readonly code: ProblemCode
  readonly facts: CloudErrorFacts

  constructor(code: ProblemCode, message: string, facts: CloudErrorFacts = {}) {
    super(message, { cause: facts.cause })
    this.name = 'CloudError'
    this.code = code
    this.facts = facts
  }
}
