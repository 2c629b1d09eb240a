import type { UpstreamCall } from '../../upstream/call.ts'
import type { UpstreamOptions } from '../../upstream/upstream.ts'
import { CloudError } from '../cloud.ts'
import { judgeMetastudio } from './errors.ts'
import type { MetastudioCall } from './errors.ts'
import { toTokenRequest } from './request.ts'
import { toQuestion } from './send-signed.ts'
import type { Asked, Place, Send } from './send-signed.ts'
import { createTokenKeeper } from './token.ts'
import type { Token } from './token.ts'

/** A user of IAM. */
export interface IamAccount {
  user: string
  password: string
  domain: string
  /** `https://iam.<region>.myhuaweicloud.com` or an override. */
  endpoint: string
}

/**
 * Calls with a token of IAM: the one that is there when the call's turn comes. When one is turned down it is replaced, and calls that still
 * wait for their turn wait for the new one instead: each would only be turned down too.
 */
export function sendWithToken({ region, now, ...place }: Place & { region: string; now: () => number }, account: IamAccount): Send {
  const { upstream, projectId } = place
  const tokens = createTokenKeeper({ ...account, region, projectId, upstream, now })

  return async (call, asked, options) => {
    let isLast = false
    for (;;) {
      const course = { token: await tokens.get(options), isUnderWay: false }
      const line = new AbortController()
      const unwatch = tokens.watch(() => {
        if (!course.isUnderWay) line.abort()
      })
      try {
        return await upstream.call(toCall(call, asked, course, isLast), until(options, line.signal))
      } catch (fault) {
        if (line.signal.aborted && options.signal?.aborted !== true) continue
        const isRefused = fault instanceof CloudError && fault.code === 'cloud_rejected_credentials'
        if (!isRefused || isLast) throw fault
        isLast = true
      } finally {
        unwatch()
      }
    }
  }

  /** `isLast`: it was turned down with another token before, so it is the account that is turned down. */
  function toCall(call: MetastudioCall, asked: Asked, course: { token: Token; isUnderWay: boolean }, isLast: boolean): UpstreamCall {
    return {
      operation: call,
      question: toQuestion(asked),
      request: async () => {
        course.isUnderWay = true
        course.token = tokens.current() ?? course.token
        const project = projectId ?? course.token.projectId
        if (project === undefined) throw new CloudError('cloud_denied', 'the token of IAM is for no project; set the project id')
        return toTokenRequest({ endpoint: place.endpoint, projectId: project, appUserId: place.appUserId, ...asked }, course.token.value)
      },
      judge: (answer) => {
        const verdict = judgeMetastudio(answer, call)
        if (verdict?.meaning === 'refused') {
          // At once, before another call has its turn.
          const isSpared = tokens.refuse(course.token) && !isLast
          return isSpared ? { ...verdict, meaning: 'final' } : verdict
        }
        if (verdict === undefined || verdict.meaning === 'final') tokens.accept(course.token)
        // It may wait for another turn now.
        course.isUnderWay = false
        return verdict
      },
    }
  }
}

const until = (options: UpstreamOptions, signal: AbortSignal): UpstreamOptions => ({
  ...options,
  signal: options.signal === undefined ? signal : AbortSignal.any([options.signal, signal]),
})
