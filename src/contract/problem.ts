import * as z from 'zod/mini'

/** The closed set of what can go wrong, and the status each is sent with. */
export const problemStatus = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  unknown_source: 404,
  method_not_allowed: 405,
  wrong_host: 421,
  throttled: 429,
  internal: 500,
  audit_unwritable: 500,
  cloud_rejected_credentials: 502,
  cloud_denied: 502,
  cloud_error: 502,
  unreadable: 502,
  unreachable: 502,
  overloaded: 503,
  timeout: 504,
} as const

export type ProblemCode = keyof typeof problemStatus
export const problemCodes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]

/** The body of every error, `application/problem+json` (RFC 9457). It never carries a credential or a signed address. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  /** One sentence in English that names what is wrong and what is allowed. */
  detail: z.string(),
  code: z.enum(problemCodes),
  source: z.optional(z.string()),
  /** The parameter that was wrong. */
  parameter: z.optional(z.string()),
  cloud_status: z.optional(z.number()),
  cloud_code: z.optional(z.string()),
  /** The cloud's own sentence, masked. Absent for credential errors. */
  cloud_message: z.optional(z.string()),
  /** The cloud's id of the failed call, for a ticket. */
  request_id: z.optional(z.string()),
  retry_after_seconds: z.optional(z.number()),
})
export type Problem = z.infer<typeof Problem>
