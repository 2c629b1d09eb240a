import type { CloudName, Fault, Faults } from './faults.ts'
import type { Ice } from './ice.ts'
import type { Metastudio } from './metastudio.ts'
import type { Received } from './verify.ts'

/** Turns a good answer into a wrong one, or gives the wrong one without asking. */
type Spoil = (good: () => Promise<Response>) => Response | Promise<Response>

const refusals: Partial<Record<Fault, Record<CloudName, readonly [status: number, code: string, message: string]>>> = {
  throttled: {
    metastudio: [
      429,
      '0308',
      'The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 second',
    ],
    ice: [400, 'Throttling.User', 'Request was denied due to user flow control.'],
  },
  'too-frequent': {
    metastudio: [429, '0308', 'The throttling threshold has been reached: policy api over ratelimit,limit:20,time:1 second'],
    ice: [403, 'RequestsTooFrequent', 'Requests are too frequent.'],
  },
  outage: {
    metastudio: [500, 'MSS.00000004', 'Internal error.'],
    ice: [500, 'InternalError', 'The request processing has failed due to some unknown error.'],
  },
  unavailable: {
    metastudio: [503, '0801', 'The service is unavailable.'],
    ice: [503, 'ServiceUnavailable', 'The request has failed due to a temporary failure of the server.'],
  },
  'wrong-key': {
    metastudio: [401, '0301', 'Incorrect IAM authentication information: verify aksk signature fail'],
    ice: [
      400,
      'SignatureDoesNotMatch',
      'Specified signature is not matched with our calculation. server string to sign is:ACS3-HMAC-SHA256\n',
    ],
  },
  denied: {
    metastudio: [403, '0302', 'The IAM user is not allowed to access the API.'],
    ice: [
      403,
      'Forbidden.RAM',
      'User not authorized to operate on the specified resource, or this API does not support RAM.',
    ],
  },
  clock: {
    metastudio: [
      401,
      '0301',
      'Incorrect IAM authentication information: signature expired, X-Sdk-Date is more than 15 minutes off',
    ],
    ice: [400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired: more than 15 minutes off.'],
  },
  'stale-token': {
    metastudio: [401, '0307', 'The token must be updated.'],
    ice: [400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.'],
  },
}

const page =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>'
const toPage = (status: number) => new Response(page, { status, headers: { 'content-type': 'text/html' } })

/** The wrong answers of both clouds, each in its own form. `undefined` for faults that live inside a good answer. */
export function createFaultAnswers({ faults, metastudio, ice }: { faults: Faults; metastudio: Metastudio; ice: Ice }) {
  return async (
    cloud: CloudName,
    fault: Fault,
    received: Received,
    requestId: string,
    signal: AbortSignal,
  ): Promise<Spoil | undefined> => {
    const refusal = refusals[fault]?.[cloud]
    if (refusal) {
      const [status, code, message] = refusal
      return () =>
        cloud === 'metastudio'
          ? metastudio.refuse({ status, code, message }, requestId)
          : ice.refuse({ status, code, message }, received, requestId)
    }
    if (fault === 'html') return () => toPage(502)
    if (fault === 'html-200') return () => toPage(200)
    if (fault === 'empty-body')
      return () => new Response('', { status: 200, headers: { 'content-type': 'application/json' } })
    if (fault === 'unreachable') throw new TypeError('fetch failed')
    if (fault === 'slow') await faults.held(signal)
    if (fault === 'unsuccessful' && cloud === 'metastudio')
      return () => metastudio.refuse({ status: 200, code: 'MSS.00000004', message: 'Internal error.' }, requestId)
    if (fault === 'truncated') {
      return async (good) => {
        const whole = await good()
        const text = await whole.text()
        return new Response(text.slice(0, Math.floor(text.length * 0.6)), {
          status: whole.status,
          headers: { 'content-type': 'application/json' },
        })
      }
    }
    return undefined
  }
}
