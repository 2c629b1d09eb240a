import { filterNames, sortKeys } from '#contract/job-filters.ts'
import type { Upstream, UpstreamOptions } from '../../upstream/upstream.ts'
import type { CallOptions, TrainingCloud } from '../cloud.ts'
import type { Unreadable } from '../lenient.ts'
import { present } from '../present.ts'
import { requestIdOf } from './errors.ts'
import { toListAnswer, toListQuery } from './list.ts'
import type { AkskKeys } from './request.ts'
import { sendSigned } from './send-signed.ts'
import { sendWithToken } from './send-with-token.ts'
import type { IamAccount } from './send-with-token.ts'
import { toJobDetail } from './to-job.ts'
import { toWireDetail, toWireList } from './wire.ts'

export type MetastudioCredentials = ({ kind: 'aksk' } & AkskKeys) | ({ kind: 'iam' } & IamAccount)

export interface MetastudioDeps {
  sourceId: string
  region: string
  /** `https://metastudio.<region>.myhuaweicloud.com` or an override. */
  endpoint: string
  /** Needed with `aksk`; with `iam` the token's own project serves when it is absent. */
  projectId?: string | undefined
  appUserId?: string | undefined
  credentials: MetastudioCredentials
  upstream: Upstream
  now: () => number
  /** Told, by name and never by value, what of an answer could not be read. */
  onUnreadable?: ((parts: Unreadable) => void) | undefined
}

/** One MetaStudio account. Times come in UTC with whole seconds and go out so. */
export function createMetastudio(deps: MetastudioDeps): TrainingCloud {
  const { sourceId, upstream, now } = deps
  const send = deps.credentials.kind === 'aksk' ? sendSigned(deps, deps.credentials) : sendWithToken(deps, deps.credentials)
  const report = (parts: Unreadable) => {
    if (parts.rows > 0 || parts.fields.length > 0) deps.onUnreadable?.(parts)
  }
  const within = (options: CallOptions | undefined): UpstreamOptions => ({
    ...options,
    deadlineAt: now() + upstream.deadlineMs,
  })

  return {
    cloud: 'metastudio',
    filters: filterNames,
    sortKeys,
    // 20 calls, or four seconds of the default budget.
    sweep: { jobs: 2_000, pageSize: 100 },
    listJobs: async (query, options) => {
      const answer = await send('list', { query: toListQuery(query) }, within(options))
      const { count, rows, unreadable } = toWireList(answer.json)
      report(unreadable)
      return present({ ...toListAnswer({ count, rows, unreadable }, query, sourceId), requestId: requestIdOf(answer) })
    },
    getJob: async (jobId, options) => {
      const answer = await send('detail', { jobId, query: [] }, within(options))
      const { wire, unreadable } = toWireDetail(answer.json, jobId)
      report(unreadable)
      const { detail, coverUrl } = toJobDetail(wire, sourceId)
      const requestId = requestIdOf(answer)
      return present({ detail: present({ ...detail, request_id: requestId }), coverUrl, requestId })
    },
    getContact: async (jobId, options) => {
      const answer = await send('detail', { jobId, query: [] }, within(options))
      const contact = toWireDetail(answer.json, jobId).wire.contact?.trim()
      return contact === '' ? undefined : contact
    },
  }
}
