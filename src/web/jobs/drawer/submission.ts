/** Whether a job was submitted for review, as far as its log tells. */
import type { JobDetail, TimelineEntry } from '#contract/job-detail.ts'
import type { MetastudioState } from '#contract/job-states.ts'
import { logTypeFacts } from '#contract/log-types.ts'
import { toChange } from '#contract/changes.ts'

/** Epoch ms; `NaN` for an entry without a time. */
const msOf = ({ at }: TimelineEntry) => Date.parse(at ?? '')

/**
 * Asked with each entry that has a time, in their order, whether the job stands as submitted after it: from its submission on until
 * something fails. A submission without a time may have been at any moment, so none can be said to be missing.
 */
export function followSubmissions(timeline: readonly TimelineEntry[]): (entry: TimelineEntry) => boolean {
  const isUnclear = timeline.some((entry) => entry.log_type === 'USER_VERIFYING_SUBMITTED' && Number.isNaN(msOf(entry)))
  let isSubmitted = false
  return ({ log_type: type }) => {
    const facts = logTypeFacts(type)
    // Failures without a step are of side work, such as a preview.
    const isOver = type === 'USER_CREATE_JOD' || (facts?.kind === 'failure' && facts.stage !== null)
    isSubmitted = type === 'USER_VERIFYING_SUBMITTED' || (isSubmitted && !isOver)
    return isUnclear || isSubmitted
  }
}

/** Where a log leaves a job: the state that it entered last, where it says which, and whether it stands as submitted. */
function endOf(timeline: readonly TimelineEntry[]): { state?: MetastudioState | undefined; isSubmitted: boolean } {
  const isSubmittedAfter = followSubmissions(timeline)
  let state: MetastudioState | undefined
  // Without a time in the log, a submission in it is one without.
  let isSubmitted = timeline.some(({ log_type: type }) => type === 'USER_VERIFYING_SUBMITTED')
  for (const entry of timeline) {
    const at = msOf(entry)
    if (Number.isNaN(at)) continue
    const change = toChange(entry, at, state)
    if (change !== undefined) state = change.state
    isSubmitted = isSubmittedAfter(entry)
  }
  return { state, isSubmitted }
}

/** States of the check of the source video: the vendor does not document whether it comes before the submission or after it. */
const checks = new Set(['VIDEO_ANALYZE_PROCESSING', 'VIDEO_ANALYZE_SUCCESS'])

/** The source video is checked or was found good, and the log, if there is one, shows no submission for review since the last failure. */
export function isUnsubmitted({ job, timeline }: Pick<JobDetail, 'job' | 'timeline'>): boolean {
  return job.cloud === 'metastudio' && checks.has(job.state) && !endOf(timeline).isSubmitted
}

/**
 * The log says that the check is over and shows no submission for review. A review begins with one, so that is what the job waits
 * for, as far as its log tells. A log that does not tell of the check, or none, says nothing about it.
 */
export function awaitsSubmission({ job, timeline }: Pick<JobDetail, 'job' | 'timeline'>): boolean {
  if (job.cloud !== 'metastudio' || job.state !== 'VIDEO_ANALYZE_SUCCESS') return false
  const { state, isSubmitted } = endOf(timeline)
  return state === job.state && !isSubmitted
}
