import { readHttpDate } from '../http-date.ts'
import type { AnswerHeaders } from './call.ts'

/** Never earlier than told, up to an hour: beyond that a header is a mistake. */
const longestSeconds = 3600

/**
 * Seconds to wait by `Retry-After` (seconds or an HTTP date, RFC 9110 section 10.2.3) or Alibaba's `x-acs-retry-after`, whose
 * unit is not documented: large values are milliseconds. At least 1; `undefined` when there is none or it makes no sense.
 */
export function toRetryAfterSeconds(headers: AnswerHeaders, now: number): number | undefined {
  const vendor = readNumber(headers.get('x-acs-retry-after'))
  if (vendor !== undefined) return clamp(vendor > 600 ? vendor / 1000 : vendor)
  const standard = headers.get('retry-after')
  const seconds = readNumber(standard)
  if (seconds !== undefined) return clamp(seconds)
  const at = readHttpDate(standard)
  if (Number.isNaN(at)) return undefined
  // The cloud means its own clock.
  const cloudNow = readHttpDate(headers.get('date'))
  return clamp((at - (Number.isNaN(cloudNow) ? now : cloudNow)) / 1000)
}

const clamp = (seconds: number): number => Math.min(longestSeconds, Math.max(1, Math.ceil(seconds)))

function readNumber(value: string | null): number | undefined {
  return value !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : undefined
}
