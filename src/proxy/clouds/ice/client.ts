import type { FilterName, SortKey } from '#contract/job-filters.ts'
import type { Upstream } from '../../upstream/upstream.ts'
import type { CallOptions, TrainingCloud } from '../cloud.ts'
import type { QueryPairs } from '../encode.ts'
import type { Unreadable } from '../lenient.ts'
import { present } from '../present.ts'
import { judgeIce, requestIdOf } from './errors.ts'
import type { IceAction } from './errors.ts'
import { toSignedRequest } from './request.ts'
import type { IceCredentials } from './request.ts'
import { createSelector } from './select.ts'
import { createSweeper, maxJobs } from './sweep.ts'
import { toJobDetail, toListedJob } from './to-job.ts'
import { toWireJob, toWirePage } from './wire.ts'

export interface IceDeps {
  sourceId: string
  region: string
  /** `https://ice.<region>.aliyuncs.com` or an override. */
  endpoint: string
  credentials: IceCredentials
  upstream: Upstream
  now: () => number
  /** A word never used before, one for each attempt. Default: a random UUID. */
  nonce?: (() => string) | undefined
  /** Told, by name and never by value, what of an answer could not be read. */
  onUnreadable?: ((parts: Unreadable) => void) | undefined
}

/** The state algebra is resolved before; ICE documents no console groups, hence no hidden failures. */
export const iceFilters = [
  'state',
  'phase',
  'actor',
  'create_since',
  'create_until',
  'update_since',
  'update_until',
  'job_id',
  'name',
] as const satisfies readonly FilterName[]
/** `update_time` is the latest start of training. */
export const iceSortKeys = ['create_time', 'update_time'] as const satisfies readonly SortKey[]

/** One ICE account. The cloud can neither sort nor filter by more than one status: that is done here, over the whole list. */
export function createIce(deps: IceDeps): TrainingCloud {
  const { sourceId, endpoint, credentials, upstream, now } = deps
  const nonce = deps.nonce ?? (() => crypto.randomUUID())
  const report = (parts: Unreadable) => {
    if (parts.rows > 0 || parts.fields.length > 0) deps.onUnreadable?.(parts)
  }

  const send = (action: IceAction, query: QueryPairs, options: CallOptions | undefined) =>
    upstream.call(
      {
        // All lists are made of the same pages.
        ...(action === 'ListAvatarTrainingJobs' ? { operation: 'list' } : { operation: 'detail', question: query.join() }),
        request: (at) => toSignedRequest({ endpoint, action, query }, credentials, { at, nonce: nonce() }),
        judge: (answer) => judgeIce(answer, action),
      },
      options,
    )

  const sweeper = createSweeper({
    now,
    readPage: async (pageNo, pageSize, options) => {
      const query = [
        ['PageNo', String(pageNo)],
        ['PageSize', String(pageSize)],
      ] as const
      // A hundred pages in a row must not stand before somebody's single job; they are read for everybody.
      const answer = await send('ListAvatarTrainingJobs', query, { ...options, caller: 'sweep' })
      const { total, sent, rows, unreadable } = toWirePage(answer.json, pageSize)
      report(unreadable)
      return { total, sent, jobs: rows.map((row) => toListedJob(row, sourceId)), requestId: requestIdOf(answer) }
    },
  })

  const select = createSelector()

  return {
    cloud: 'ice',
    filters: iceFilters,
    sortKeys: iceSortKeys,
    // The list is held here, so any number of jobs costs the same.
    sweep: { jobs: maxJobs, pageSize: maxJobs },
    listJobs: async (query, options) => {
      const { jobs, scanned, unreadable, requestId, answeredAt } = await sweeper.read(options)
      const found = select(jobs, query)
      return present({
        count: found.length,
        jobs: found.slice(query.offset, query.offset + query.limit),
        scanned,
        unreadable,
        requestId,
        answeredAt,
      })
    },
    getJob: async (jobId, options) => {
      const answer = await send('GetAvatarTrainingJob', [['JobId', jobId]], options)
      const { wire, unreadable } = toWireJob(answer.json, jobId)
      report(unreadable)
      const { detail, coverUrl } = toJobDetail(wire, sourceId, sweeper.lastSeen(jobId)?.job.create_time)
      const requestId = requestIdOf(answer)
      return present({ detail: present({ ...detail, request_id: requestId }), coverUrl, requestId })
    },
    // This cloud has no such field.
    getContact: async () => undefined,
  }
}
