import type { ProblemCode } from '#contract/problem.ts'
import type { UpstreamAnswer, Verdict } from '../../upstream/call.ts'
import { CloudError } from '../cloud.ts'
import { toCloudCode, toCloudMessage, toRequestId } from '../cloud-words.ts'
import { isObject } from '../lenient.ts'
import { present } from '../present.ts'

export type IceAction = 'ListAvatarTrainingJobs' | 'GetAvatarTrainingJob'

interface ErrorBody {
  code: unknown
  message: unknown
  requestId: unknown
}

/** Errors come as JSON, with upper or lower case keys, or as XML. */
function readBody(answer: UpstreamAnswer): ErrorBody {
  const { json } = answer
  if (isObject(json)) {
    return {
      code: json['Code'] ?? json['code'],
      message: json['Message'] ?? json['message'],
      requestId: json['RequestId'] ?? json['requestId'],
    }
  }
  const head = answer.text.slice(0, 8192)
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`, 'i').exec(head)?.[1]
  return { code: element('Code'), message: element('Message'), requestId: element('RequestId') }
}

/** The cloud's id of an answer. */
export function requestIdOf(answer: UpstreamAnswer): string | undefined {
  return toRequestId(readBody(answer).requestId) ?? toRequestId(answer.headers.get('x-acs-request-id'))
}

const isTrue = (flag: unknown): boolean => flag === true || flag === 'true' || flag === undefined || flag === null

/**
 * What an answer of ICE means, `undefined` when it is good. Code before status: throttling mostly arrives as HTTP 400.
 * Source: the table of the IMS reference and the common codes of the gateway.
 */
export function judgeIce(answer: UpstreamAnswer, action: IceAction): Verdict | undefined {
  const { status, json } = answer
  const isGood = status >= 200 && status < 300
  if (isGood && !isObject(json)) return undefined
  if (isGood && isObject(json) && isTrue(json['Success'] ?? json['success'])) return undefined

  const body = readBody(answer)
  const cloudCode = toCloudCode(body.code)
  // A 404 in no words of the cloud is some gateway's page: it knows nothing about the job.
  const isForeign = status === 404 && cloudCode === undefined && answer.text.trim() !== '' && !isObject(json)
  const { code: found, meaning, retries } = isForeign ? unreadable : classify(status, cloudCode ?? '')
  // A list has nothing that could be missing: what was not found is the address.
  const code = found === 'not_found' && action === 'ListAvatarTrainingJobs' ? 'cloud_error' : found
  const isAboutKeys = code === 'cloud_rejected_credentials'
  const named = cloudCode === undefined ? '' : ` (${cloudCode})`
  const error = new CloudError(code, `ICE answered ${status}${named} to ${action}`, {
    cloudStatus: status,
    cloudCode,
    cloudMessage: isAboutKeys ? undefined : toCloudMessage(body.message),
    requestId: requestIdOf(answer),
  })
  return present({ error, meaning, retries })
}

interface Class {
  code: ProblemCode
  meaning: Verdict['meaning']
  retries?: number
}

const unreadable: Class = { code: 'unreadable', meaning: 'final' }

/** The first rule that matches counts. */
const rules: readonly (readonly [codes: RegExp, is: Class])[] = [
  [/Throttling|^RequestsTooFrequent$/i, { code: 'throttled', meaning: 'throttled' }],
  [/^InvalidTimeStamp/i, { code: 'cloud_rejected_credentials', meaning: 'clock' }],
  [/^SignatureNonceUsed$/i, { code: 'cloud_error', meaning: 'retry', retries: 1 }],
  [
    /^(?:Invalid|Missing|Inactive)AccessKey|^SignatureDoesNotMatch$|^IncompleteSignature$|^(?:Invalid|Missing)SecurityToken/i,
    { code: 'cloud_rejected_credentials', meaning: 'refused' },
  ],
  [/^Forbidden|^NoPermission|^OperationDenied/i, { code: 'cloud_denied', meaning: 'final' }],
  // Wrong action, version, host or method: the address is at fault, not the job.
  [/^Invalid(?:Api|Product|Action|Version)|^UnsupportedHTTPMethod$/i, { code: 'cloud_error', meaning: 'final' }],
  [/NotFound$/i, { code: 'not_found', meaning: 'final' }],
  [/^InternalError|^ServiceUnavailable/i, { code: 'cloud_error', meaning: 'retry' }],
  [/^(?:Missing|Invalid)/, { code: 'bad_request', meaning: 'final' }],
]

function classify(status: number, cloudCode: string): Class {
  const rule = rules.find(([codes]) => codes.test(cloudCode))
  if (rule !== undefined) return rule[1]
  if (status === 429) return { code: 'throttled', meaning: 'throttled' }
  if (status >= 500) return { code: 'cloud_error', meaning: 'retry' }
  if (status === 401) return { code: 'cloud_rejected_credentials', meaning: 'refused' }
  if (status === 403) return { code: 'cloud_denied', meaning: 'final' }
  if (status === 404) return { code: 'not_found', meaning: 'final' }
  if (status === 400) return { code: 'bad_request', meaning: 'final' }
  return { code: 'cloud_error', meaning: 'final' }
}
