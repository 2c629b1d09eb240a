import type { Reason } from '#contract/reasons.ts'
import type { Job } from '#contract/job.ts'
import type { Messages } from '../../messages/en.ts'
import { wantsReason } from '../job-queries.ts'

/**
 * Why a broken job broke, as its row and an export say it: the cloud's own sentence first; a code that the vendor documents is as
 * good as one, and so is what staff wrote in the discussion. `undefined`: there are no words for it, or it was not read yet.
 */
export function reasonText(job: Job, reason: Reason | null | undefined, { list }: Messages): string | undefined {
  if (!wantsReason(job)) return job.message
  const code = reason?.error_code
  return reason?.text ?? (code !== undefined && Object.hasOwn(list.errorCodes, code) ? list.errorCodes[code] : reason?.comment)
}
