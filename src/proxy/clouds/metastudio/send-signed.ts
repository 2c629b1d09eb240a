import type { UpstreamAnswer } from '../../upstream/call.ts'
import type { Upstream, UpstreamOptions } from '../../upstream/upstream.ts'
import { judgeMetastudio } from './errors.ts'
import type { MetastudioCall } from './errors.ts'
import { toSignedRequest } from './request.ts'
import type { AkskKeys, MetastudioRequest } from './request.ts'

/** What a call is about; the rest of a request is the account's. */
export type Asked = Pick<MetastudioRequest, 'jobId' | 'query'>
/** Makes one call of an account. Throws `CloudError`. */
export type Send = (call: MetastudioCall, asked: Asked, options: UpstreamOptions) => Promise<UpstreamAnswer>

/** Of an account, what its requests say. */
export interface Place {
  /** `https://metastudio.<region>.myhuaweicloud.com` or an override. */
  endpoint: string
  projectId?: string | undefined
  appUserId?: string | undefined
  upstream: Upstream
}

/** The same text for the same question. */
export const toQuestion = ({ jobId = '', query }: Asked) => `${jobId} ${query.join()}`

/** Calls that are signed with AK/SK, each attempt anew. */
export function sendSigned({ endpoint, projectId, appUserId, upstream }: Place, keys: AkskKeys): Send {
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
