/** Whether a job was submitted for review, as far as its log tells. */
import type { JobDetail, TimelineEntry } from '#contract/job-detail.ts'
import { logTypeFacts } from '#contract/log-types.ts'

/**
 * Whether the job stands as submitted after this entry: from its submission on until something fails.
 *
 * @param before whether it did before it
 */
export function isSubmittedAfter(before: boolean, { log_type: type }: Pick<TimelineEntry, 'log_type'>): boolean {
  if (type === 'USER_VERIFYING_SUBMITTED') return true
  const facts = logTypeFacts(type)
  // Failures without a step are of side work, such as a preview.
  return type === 'USER_CREATE_JOD' || (facts?.kind === 'failure' && facts.stage !== null) ? false : before
}

/** States of the check of the source video: the vendor does not document whether it comes before the submission or after it. */
const checks = new Set(['VIDEO_ANALYZE_PROCESSING', 'VIDEO_ANALYZE_SUCCESS'])

/**
 * The source video is checked or was found good, and the log shows no submission for review since the last failure.
 * A review begins with a submission, so that is what the job waits for, as far as its log tells.
 */
export function isUnsubmitted({ job, timeline }: Pick<JobDetail, 'job' | 'timeline'>): boolean {
  return job.cloud === 'metastudio' && checks.has(job.state) && !timeline.reduce(isSubmittedAfter, false)
}

/** Nothing but its submission is waited for: the check is over. */
export const awaitsSubmission = (detail: Pick<JobDetail, 'job' | 'timeline'>): boolean =>
  detail.job.state === 'VIDEO_ANALYZE_SUCCESS' && isUnsubmitted(detail)
