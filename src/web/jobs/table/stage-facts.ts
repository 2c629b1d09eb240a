import { stateFacts, stagesOf } from '#contract/job-states.ts'
import type { Activity, Stage } from '#contract/job-states.ts'
import type { Job } from '#contract/job.ts'

export interface TrackFacts {
  /** Steps of the pipeline. */
  of: number
  /** The current one, from 1. */
  at: number
  mark: 'running' | 'idle' | 'broken' | 'cut' | 'full' | 'none'
}

/** A step that runs stands up, one that waits or is passed lies flat, a broken one is a cross, a stopped one a hollow square. */
const marks = {
  waiting: 'idle',
  queued: 'idle',
  passed: 'idle',
  running: 'running',
  blocked: 'running',
  failed: 'broken',
  stopped: 'cut',
  final: 'full',
} as const satisfies Record<Activity, TrackFacts['mark']>

/** What the track of a job shows. A state in no catalogue has no place on it. */
export function stageFacts(job: Pick<Job, 'cloud' | 'state' | 'stage'>): TrackFacts {
  const steps: readonly Stage[] = stagesOf[job.cloud]
  const facts = stateFacts(job.cloud, job.state)
  const index = job.stage === undefined ? -1 : steps.indexOf(job.stage)
  if (facts === undefined || index < 0) return { of: steps.length, at: 1, mark: 'none' }
  return { of: steps.length, at: index + 1, mark: marks[facts.activity] }
}
