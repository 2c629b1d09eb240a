import { CloudError } from '../clouds/cloud.ts'
import { readHttpDate } from '../http-date.ts'
import { parseJson, readBody } from './body.ts'
import type { Bytes } from './body.ts'
import type { AnswerHeaders, UpstreamAnswer, UpstreamCall, UpstreamRequest, Verdict } from './call.ts'
import { DeadlineEnded } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import { toBodyFault, toTransportFault } from './faults.ts'
import type { TransportFault } from './faults.ts'
import { toRetryAfterSeconds } from './retry-after.ts'
import type { SecretKeeper } from './secrets.ts'

/** The part of `fetch` that is needed here; the platform's own fits. */
export type Fetch = (url: string, init: FetchInit) => Promise<Fetched>

export interface FetchInit {
  method: string
  headers: Record<string, string>
  body?: string
  redirect: 'manual'
  credentials: 'omit'
  signal: AbortSignal
}

export type Fetched = Pick<Response, 'type' | 'status'> & { readonly headers: AnswerHeaders; readonly body: Bytes | null }

/** Both gateways refuse a time that is more than 15 minutes off; a refusal with a smaller difference has another cause. */
const clockToleranceMs = 14 * 60_000

/** Makes one attempt: a good answer, or what is wrong with it. Rejects with `DeadlineEnded` only. */
export type Attempt = (call: UpstreamCall, deadline: Deadline) => Promise<UpstreamAnswer | Verdict>

export interface AttemptDeps {
  fetch: Fetch
  now: () => number
  maxBodyBytes: number
  secrets: SecretKeeper
}

export function createAttempt({ fetch, now, maxBodyBytes, secrets }: AttemptDeps): Attempt {
  /** What to add to our clock to have the cloud's. Learned only from a refusal: a `Date` header alone may be a cache's. */
  let clockOffsetMs = 0

  /** The verdict, with what is to be known for the next attempt: the cloud's time, or how long it wants to be left alone. */
  function settle(verdict: Verdict, headers: AnswerHeaders, signedAt: number): Verdict {
    const cloudNow = readHttpDate(headers.get('date'))
    const skewMs = cloudNow - signedAt
    if (verdict.meaning === 'clock' || (verdict.meaning === 'refused' && Math.abs(skewMs) > clockToleranceMs)) {
      if (Number.isNaN(skewMs)) return { ...verdict, meaning: 'refused' }
      clockOffsetMs = cloudNow - now()
      return { ...verdict, meaning: 'clock' }
    }
    const retryAfterSeconds = toRetryAfterSeconds(headers, now())
    const mayWait = verdict.meaning === 'throttled' || verdict.meaning === 'retry'
    return mayWait ? { ...verdict, error: withFacts(verdict.error, { retryAfterSeconds }) } : verdict
  }

  /** Judged as it came, told without secrets. */
  function judge(call: UpstreamCall, answer: UpstreamAnswer): Verdict | undefined {
    const verdict = call.judge(answer)
    if (verdict === undefined) return undefined
    const { status } = answer
    const told = call.judge(secrets.redact(answer))?.error ?? new CloudError('internal', `the cloud answered ${status}`, { cloudStatus: status })
    return { ...verdict, error: new CloudError(verdict.error.code, told.message, told.facts) }
  }

  /** A body that did not come whole. Who was refused or is to wait is told so by the status alone. */
  function judgeBroken(fault: unknown, call: UpstreamCall, response: Fetched, host: string, signedAt: number): Verdict {
    const { status, headers } = response
    const byStatus = status >= 400 ? judge(call, { status, headers, text: '' }) : undefined
    if (byStatus?.meaning === 'refused' || byStatus?.meaning === 'throttled') return settle(byStatus, headers, signedAt)
    if (fault instanceof DeadlineEnded) throw new DeadlineEnded(status)
    if (byStatus?.meaning === 'retry') return settle(byStatus, headers, signedAt)
    if (fault instanceof CloudError) return { error: withFacts(fault, { cloudStatus: status }), meaning: 'final' }
    const { error, retries } = toBodyFault(fault, host)
    // Some refusals are told in the body only: they are not to be repeated.
    if (byStatus !== undefined) return { error: withFacts(error, { cloudStatus: status }), meaning: 'final' }
    return toVerdict({ error: withFacts(error, { cloudStatus: status }), ...(retries !== undefined && { retries }) })
  }

  return async (call, deadline) => {
    const signedAt = now() + clockOffsetMs
    const request = await buildRequest(call, signedAt)
    if (request instanceof CloudError) return { error: request, meaning: 'final' }
    const { host } = new URL(request.url)
    secrets.sent(request)
    let response: Fetched
    try {
      const { method, headers, body } = request
      response = await deadline.race(
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
    } catch (fault) {
      if (fault instanceof DeadlineEnded) throw fault
      return toVerdict(toTransportFault(fault, host))
    }
    secrets.received(response.headers)
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      void response.body?.cancel().catch(() => undefined)
      const error = new CloudError('unreadable', 'the cloud answered with a redirect, which is not followed', { cloudStatus: response.status })
      return { error, meaning: 'final' }
    }
    let answer: UpstreamAnswer
    try {
      const text = await readBody(response, maxBodyBytes, deadline)
      answer = { status: response.status, headers: response.headers, text, json: parseJson(text) }
    } catch (fault) {
      return judgeBroken(fault, call, response, host, signedAt)
    }
    const verdict = judge(call, answer)
    if (verdict !== undefined) return settle(verdict, answer.headers, signedAt)
    if (answer.json !== undefined) return secrets.isIn(answer) ? secrets.redact(answer) : answer
    // A body that ends early with its connection is a good answer to everybody but the parser.
    const error = new CloudError('unreadable', 'the cloud answered with something that is no JSON', { cloudStatus: answer.status })
    return { error, meaning: 'retry', retries: 1 }
  }
}

const toVerdict = (fault: TransportFault): Verdict => ({ ...fault, meaning: fault.retries === 0 ? 'final' : 'retry' })

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
