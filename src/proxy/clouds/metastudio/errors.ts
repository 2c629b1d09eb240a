import type { ProblemCode } from '#contract/problem.ts'
import type { UpstreamAnswer, Verdict } from '../../upstream/call.ts'
import { CloudError } from '../cloud.ts'
import { toCloudCode, toCloudMessage, toRequestId } from '../cloud-words.ts'
import { isObject } from '../lenient.ts'
import { present } from '../present.ts'

export type MetastudioCall = 'list' | 'detail' | 'token'

/** The cloud's id of an answer. */
export function requestIdOf(answer: UpstreamAnswer): string | undefined {
  return toRequestId(answer.headers.get('x-request-id')) ?? (isObject(answer.json) ? toRequestId(answer.json['request_id']) : undefined)
}

/**
 * What an answer of MetaStudio, its gateway or IAM means, `undefined` when it is good. HTTP status first, code second: the low
 * MSS numbers mean different things in different modules. Gateway codes come as `APIGW.nnnn` and `APIG.nnnn`.
 * Source: API reference, tables of MSS codes and of the API gateway.
 */
export function judgeMetastudio(answer: UpstreamAnswer, call: MetastudioCall): Verdict | undefined {
  const body = isObject(answer.json) ? answer.json : {}
  // IAM wraps its errors: `{ "error": { "code", "message", "title" } }`.
  const wrapped = isObject(body['error']) ? body['error'] : {}
  const cloudCode = toCloudCode(body['error_code']) ?? toCloudCode(wrapped['code'])
  const { status } = answer
  if (status >= 200 && status < 300 && cloudCode === undefined) return undefined

  // A 404 in no words of the cloud is some gateway's page: it knows nothing about the job.
  const isForeign = status === 404 && answer.text.trim() !== '' && !isObject(answer.json)
  const { code, meaning, retries } = isForeign ? unreadable : classify(status, cloudCode, call)
  const isAboutKeys = code === 'cloud_rejected_credentials'
  const named = cloudCode === undefined ? '' : ` (${cloudCode})`
  const error = new CloudError(code, `MetaStudio answered ${status}${named} to a ${call} call`, {
    cloudStatus: status,
    cloudCode,
    cloudMessage: isAboutKeys ? undefined : toCloudMessage(body['error_msg'] ?? wrapped['message']),
    requestId: requestIdOf(answer),
  })
  return present({ error, meaning, retries })
}

interface Class {
  code: ProblemCode
  meaning: Verdict['meaning']
  retries?: number
}

const refused: Class = { code: 'cloud_rejected_credentials', meaning: 'refused' }
const denied: Class = { code: 'cloud_denied', meaning: 'final' }
const misdirected: Class = { code: 'cloud_error', meaning: 'final' }
const badRequest: Class = { code: 'bad_request', meaning: 'final' }
const unreadable: Class = { code: 'unreadable', meaning: 'final' }
const notFound: Class = { code: 'not_found', meaning: 'final' }
const throttled: Class = { code: 'throttled', meaning: 'throttled' }

function classify(status: number, cloudCode: string | undefined, call: MetastudioCall): Class {
  const gateway = /^APIG(?:W)?\.(\d{4})$/.exec(cloudCode ?? '')?.[1]
  if (status === 429 || gateway === '0308') return throttled
  if (gateway === '0705') return { code: 'cloud_error', meaning: 'retry', retries: 1 }
  if (status >= 500) return { code: 'cloud_error', meaning: 'retry' }
  if (status === 401 || gateway === '0301' || gateway === '0303' || gateway === '0305' || gateway === '0307') return refused
  if (status === 403) return denied
  // Wrong host, path or method: the address is at fault, not the job.
  if (gateway === '0101' || gateway === '0103' || cloudCode === 'MSS.00010003' || cloudCode === 'MSS.00010004') return misdirected
  if (status === 404) return call === 'detail' ? notFound : misdirected
  if (status !== 400) return status === 413 ? badRequest : misdirected
  if (call === 'token') return misdirected
  switch (cloudCode) {
    case 'MSS.00010008':
      return refused
    // The tenant of the address is not the one of the key or token.
    case 'MSS.00010009':
      return denied
    case 'MSS.00000002':
      // "Not found" by the pages of the calls, "invalid body" by the table; a read has no body.
      return call === 'detail' ? notFound : badRequest
    default:
      return badRequest
  }
}
