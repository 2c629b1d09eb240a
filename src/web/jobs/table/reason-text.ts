import type { Reason } from '#contract/reasons.ts'
import type { Job } from '#contract/job.ts'
import type { Messages } from '../../messages/en.ts'
import { wantsReason } from '../job-queries.ts'

/** The reason, where the job still stands at it. */
export const standing = (reason: Reason | null | undefined) => (reason?.past === true ? null : reason)

/**
 * Why a broken job broke, as its row and an export say it: the cloud's own sentence first; a code that the vendor documents is as
 * good as one. `undefined`: there are no words for it, or it was not read yet. What staff wrote in the discussion has no place where
 * it cannot be told whose it is, and an earlier failure is not why the job stands where it does.
 */
export function reasonText(job: Job, reason: Reason | null | undefined, { list }: Messages): string | undefined {
  if (!wantsReason(job)) return job.message
  const { text, error_code: code } = standing(reason) ?? {}
  return text ?? (code !== undefined && Object.hasOwn(list.errorCodes, code) ? list.errorCodes[code] : undefined)
}
