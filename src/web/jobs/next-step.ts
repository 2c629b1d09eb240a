import { stateFacts } from '#contract/job-states.ts'
import type { Phase } from '#contract/job-states.ts'
import type { Job } from '#contract/job.ts'

/** What can happen next, or must: keys of words. */
export type NextStep =
  | 'upload' | 'submit' | 'resubmit' | 'resubmit-ice' | 'accept' | 'resume'
  | 'reviewer' | 'staff' | 'ticket' | 'restart' | 'rework'
  | 'machine' | 'queue' | 'nothing' | 'ask'

/** What happens next, or must. */
export function nextStep(job: Pick<Job, 'cloud' | 'state'>): NextStep {
  const facts = stateFacts(job.cloud, job.state)
  if (facts === undefined) return 'ask'
  const { actor, phase, activity } = facts
  const isIce = job.cloud === 'ice'
  if (actor === 'you') return yours[phase]?.[isIce ? 1 : 0] ?? (isIce ? 'submit' : 'upload')
  if (actor === 'provider') return theirs[phase] ?? 'staff'
  if (actor === 'nobody') return activity === 'running' ? 'machine' : 'queue'
  return actor === 'done' ? 'nothing' : 'ask'
}

/** What you must do, on MetaStudio and on ICE. */
const yours: Partial<Record<Phase, readonly [NextStep, NextStep]>> = {
  draft: ['upload', 'submit'],
  failed: ['resubmit', 'resubmit-ice'],
  confirm: ['accept', 'accept'],
  suspended: ['resume', 'resume'],
}
const theirs: Partial<Record<Phase, NextStep>> = { review: 'reviewer', failed: 'ticket', stopped: 'restart', rejected: 'rework' }
