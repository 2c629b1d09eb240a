import { filterNames, sortKeys } from '#contract/job-filters.ts'
import type { Upstream, UpstreamOptions } from '../../upstream/upstream.ts'
import type { UpstreamAnswer, Verdict } from '../../upstream/call.ts'
import { CloudError } from '../cloud.ts'
import type { CallOptions, TrainingCloud } from '../cloud.ts'
import type { Unreadable } from '../lenient.ts'
import { present } from '../present.ts'
import { judgeMetastudio, requestIdOf } from './errors.ts'
import type { MetastudioCall } from './errors.ts'
import { toListAnswer, toListQuery } from './list.ts'
import { toSignedRequest, toTokenRequest } from './request.ts'
import type { AkskKeys, MetastudioRequest } from './request.ts'
import { toJobDetail } from './to-job.ts'
import { createTokenKeeper } from './token.ts'
import { toWireDetail, toWireList } from './wire.ts'

export type MetastudioCredentials =
  | ({ kind: 'aksk' } & AkskKeys)
  | {
      kind: 'iam'
      user: string
      password: string
      domain: string
      /** `https://iam.<region>.myhuaweicloud.com` or an override. */
      endpoint: string
    }

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

/** What a call is about; the rest of a request is the account's. */
type Asked = Pick<MetastudioRequest, 'jobId' | 'query'>
type Send = (call: MetastudioCall, asked: Asked, options: UpstreamOptions) => Promise<UpstreamAnswer>

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

const toQuestion = ({ jobId = '', query }: Asked) => `${jobId} ${query.join()}`

function sendSigned({ endpoint, projectId, appUserId, upstream }: MetastudioDeps, keys: AkskKeys): Send {
  if (projectId === undefined) throw new TypeError('AK/SK signing for MetaStudio needs a project id')
  return (call, asked, options) =>
    upstream.call(
      {
        operation: call,
        question: toQuestion(asked),
        request: (at) => toSignedRequest({ endpoint, projectId, appUserId, ...asked }, keys, at),
        judge: (answer) => judgeMetastudio(answer, call),
      },
      options,
    )
}

function sendWithToken(
  { endpoint, projectId, appUserId, region, upstream, now }: MetastudioDeps,
  account: Extract<MetastudioCredentials, { kind: 'iam' }>,
): Send {
  const { endpoint: iamEndpoint, user, password, domain } = account
  const tokens = createTokenKeeper({ endpoint: iamEndpoint, user, password, domain, region, projectId, upstream, now })
  /** A first refusal may be a token that ran out: it says nothing against the account. */
  const sparing = (verdict: Verdict | undefined): Verdict | undefined =>
    verdict?.meaning === 'refused' ? { ...verdict, meaning: 'final' } : verdict

  return async (call, asked, options) => {
    const sendWith = (token: { value: string; projectId: string | undefined }, isLast: boolean) =>
      upstream.call(
        {
          operation: call,
          question: toQuestion(asked),
          request: async () => {
            const project = projectId ?? token.projectId
            if (project === undefined) {
              throw new CloudError('cloud_denied', 'the token of IAM is for no project; set the project id')
            }
            return toTokenRequest({ endpoint, projectId: project, appUserId, ...asked }, token.value)
          },
          judge: (answer) => {
            const verdict = judgeMetastudio(answer, call)
            return isLast ? verdict : sparing(verdict)
          },
        },
        options,
      )
    const token = await tokens.get(options)
    try {
      return await sendWith(token, false)
    } catch (fault) {
      const isRefused = fault instanceof CloudError && fault.code === 'cloud_rejected_credentials'
      if (!isRefused) throw fault
      return sendWith(await tokens.renew(token, options), true)
    }
  }
}
