import { CloudError } from './clouds/cloud.ts'
import { parseJson, readBody } from './upstream-body.ts'
import type { UpstreamAnswer, UpstreamCall, UpstreamRequest, Verdict } from './upstream-call.ts'
import { DeadlineEnded } from './upstream-deadline.ts'
import type { Deadline } from './upstream-deadline.ts'
import { toTransportFault } from './upstream-faults.ts'
import { toRetryAfterSeconds } from './upstream-retry-after.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Both gateways refuse a time that is more than 15 minutes off; a refusal with a smaller difference has another cause. */
const clockToleranceMs = 14 * 60_000

/** Makes one attempt: a good answer, or what is wrong with it. Rejects with `DeadlineEnded` only. */
export type Attempt = (call: UpstreamCall, deadline: Deadline) => Promise<UpstreamAnswer | Verdict>

export function createAttempt({ fetch, now, maxBodyBytes }: { fetch: Fetch; now: () => number; maxBodyBytes: number }): Attempt {
  /** What to add to our clock to have the cloud's. Learned only from a refusal: a `Date` header alone may be a cache's. */
  let clockOffsetMs = 0

  return async (call, deadline) => {
    const request = await buildRequest(call, now() + clockOffsetMs)
    if (request instanceof CloudError) return { error: request, meaning: 'final' }
    const signedAt = now() + clockOffsetMs
    let answer: UpstreamAnswer
    try {
      const { method, headers, body } = request
      const response = await deadline.race(
        fetch(request.url, {
          method,
          headers,
          ...(body !== undefined && { body }),
          // The address is signed; elsewhere the signature is worth nothing, and the key's name is for nobody to see.
          redirect: 'manual',
          credentials: 'omit',
          signal: deadline.signal,
        }),
      )
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        void response.body?.cancel().catch(() => undefined)
        const error = new CloudError('unreadable', 'the cloud answered with a redirect, which is not followed', {
          cloudStatus: response.status,
        })
        return { error, meaning: 'final' }
      }
      const text = await readBody(response, maxBodyBytes, deadline)
      answer = { status: response.status, headers: response.headers, text, json: parseJson(text) }
    } catch (fault) {
      if (fault instanceof DeadlineEnded) throw fault
      if (fault instanceof CloudError) return { error: fault, meaning: 'final' }
      const { error, mayPass } = toTransportFault(fault)
      return { error, meaning: mayPass ? 'retry' : 'final' }
    }
    const verdict = call.judge(answer)
    if (verdict === undefined && answer.json === undefined) {
      // A body that ends early with its connection is a good answer to everybody but the parser.
      const error = new CloudError('unreadable', 'the cloud answered with something that is no JSON', { cloudStatus: answer.status })
      return { error, meaning: 'retry', retries: 1 }
    }
    if (verdict === undefined) return answer
    const cloudNow = Date.parse(answer.headers.get('date') ?? '')
    const skewMs = cloudNow - signedAt
    if (verdict.meaning === 'clock' || (verdict.meaning === 'refused' && Math.abs(skewMs) > clockToleranceMs)) {
      if (Number.isNaN(skewMs)) return { ...verdict, meaning: 'refused' }
      clockOffsetMs = cloudNow - now()
      return { ...verdict, meaning: 'clock' }
    }
    const retryAfterSeconds = toRetryAfterSeconds(answer.headers, now())
    const mayWait = verdict.meaning === 'throttled' || verdict.meaning === 'retry'
    return mayWait ? { ...verdict, error: withFacts(verdict.error, { retryAfterSeconds }) } : verdict
  }
}

/** The attempt's request, or what keeps it from being sent. Never with a header's value in the message. */
async function buildRequest(call: UpstreamCall, at: number): Promise<UpstreamRequest | CloudError> {
  try {
    const request = await call.request(at)
    // The platform's own complaint would quote the value.
    void new Headers(request.headers)
    return request
  } catch (fault) {
    return fault instanceof CloudError ? fault : new CloudError('internal', 'the request to the cloud could not be built')
  }
}

/** The same error with more known about it. */
export function withFacts(error: CloudError, facts: Partial<CloudError['facts']>): CloudError {
  return new CloudError(error.code, error.message, { ...error.facts, ...facts })
}
