import type { Problem, ProblemCode } from '#contract/problem.ts'
import { problemStatus } from '#contract/problem.ts'
import { CloudError } from './clouds/cloud.ts'

export interface RequestErrorFacts {
  parameter?: string
  retryAfterSeconds?: number
}

/** What is wrong with a request, or with answering it, in a sentence for the caller. Carries no secret and no raw input. */
export class RequestError extends Error {
  readonly code: ProblemCode
  readonly facts: RequestErrorFacts

  constructor(code: ProblemCode, detail: string, facts: RequestErrorFacts = {}, cause?: unknown) {
    super(detail, { cause })
    this.name = 'RequestError'
    this.code = code
    this.facts = facts
  }
}

export const nothingHere = 'There is nothing at this address.'

const titles: Record<ProblemCode, string> = {
  bad_request: 'The request cannot be understood',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  unknown_source: 'No such source',
  method_not_allowed: 'Not answered in this way',
  wrong_host: 'Not under this name',
  throttled: 'Too much for now',
  internal: 'Understudy failed',
  audit_unwritable: 'The audit log cannot be written',
  cloud_rejected_credentials: 'The cloud rejected the credentials',
  cloud_denied: 'The cloud denied access',
  cloud_error: 'The cloud failed',
  unreadable: 'The answer cannot be read',
  unreachable: 'The cloud cannot be reached',
  overloaded: 'Cannot be taken at the moment',
  timeout: 'The cloud did not answer in time',
}

/** One sentence a code, for errors of a cloud: their own messages are for the log. */
const cloudDetails: Record<ProblemCode, string> = {
  bad_request: 'The cloud refused a parameter of this request.',
  unauthenticated: 'The caller is not signed in.',
  forbidden: 'The caller may not do this.',
  not_found: 'The cloud knows no job with this id.',
  unknown_source: 'No source with this id is configured.',
  method_not_allowed: 'The method of the request is not one that is answered here.',
  wrong_host: 'This name is not one that Understudy answers to.',
  throttled: 'Too many calls: the cloud, or our own limit for it, asks to wait.',
  internal: 'The proxy met a fault of its own.',
  audit_unwritable: 'No line can be added to the audit log.',
  cloud_rejected_credentials: 'The cloud does not accept the access key or token this source is configured with. Check them and the region.',
  cloud_denied: 'The credentials of this source are valid but lack the right for this call.',
  cloud_error: 'The cloud answered with an error of its own.',
  unreadable: 'The cloud’s answer could not be read: it was not the JSON it documents.',
  unreachable: 'No connection to the cloud could be made.',
  overloaded: 'Too many calls to this cloud wait already.',
  timeout: 'The cloud did not answer within the time limit.',
}

const base = (code: ProblemCode, status: number): Pick<Problem, 'type' | 'title' | 'status' | 'code'> => ({
  type: `urn:understudy:problem:${code}`,
  title: titles[code],
  status,
  code,
})

/**
 * Whatever was thrown as a problem of the closed set. An error that is of no known class is a fault of ours: its words stay
 * out of the answer, since nobody can say what they carry.
 */
export function toProblem(error: unknown, source?: string): Problem {
  const at = source === undefined ? {} : { source }
  if (error instanceof RequestError) {
    const { parameter, retryAfterSeconds } = error.facts
    return {
      ...base(error.code, problemStatus[error.code]),
      detail: error.message,
      ...at,
      ...(parameter !== undefined && { parameter }),
      ...(retryAfterSeconds !== undefined && { retry_after_seconds: retryAfterSeconds }),
    }
  }
  if (error instanceof CloudError) {
    const { cloudStatus, cloudCode, cloudMessage, requestId, retryAfterSeconds } = error.facts
    return {
      ...base(error.code, problemStatus[error.code]),
      detail: cloudDetails[error.code],
      ...at,
      ...(cloudStatus !== undefined && { cloud_status: cloudStatus }),
      ...(cloudCode !== undefined && { cloud_code: cloudCode }),
      // Clouds repeat what was signed when they refuse a signature.
      ...(cloudMessage !== undefined && error.code !== 'cloud_rejected_credentials' && { cloud_message: cloudMessage }),
      ...(requestId !== undefined && { request_id: requestId }),
      ...(retryAfterSeconds !== undefined && { retry_after_seconds: retryAfterSeconds }),
    }
  }
  return { ...base('internal', problemStatus.internal), detail: cloudDetails.internal, ...at }
}

/** A piece of what the caller sent, fit for a sentence: at most 40 characters, none of them a control character. */
export function quoted(input: string): string {
  const clean = input.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '�')
  const characters = Array.from(clean)
  return `“${characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : clean}”`
}
