/** Who was waited for between two moments of a job's log. */
import { stateFacts } from '#contract/job-states.ts'
import type { MetastudioState, StateFacts } from '#contract/job-states.ts'
import type { JobDetail } from '#contract/job-detail.ts'
import type { Change } from '#contract/changes.ts'
import { awaitsSubmission } from './submission.ts'

/** What time passes on. `queue`: for a machine. `machine`: queueing and running that the log does not tell apart. */
export const waits = ['reviewer', 'provider', 'files', 'footage', 'submission', 'approval', 'resume', 'you', 'queue', 'run', 'machine', 'unknown'] as const
export type Wait = (typeof waits)[number]

export const sharers = ['provider', 'you', 'machine', 'unknown'] as const
export type Sharer = (typeof sharers)[number]

/** To whose account a wait goes. */
export const sharerOf: Record<Wait, Sharer> = {
  reviewer: 'provider', provider: 'provider',
  files: 'you', footage: 'you', submission: 'you', approval: 'you', resume: 'you', you: 'you',
  queue: 'machine', run: 'machine', machine: 'machine',
  unknown: 'unknown',
}

/** A change of which is known who was waited for from then on, where its state says less. */
export interface Step extends Change { wait?: Wait }

const byState: Partial<Record<MetastudioState, Wait>> = {
  WAIT_FILE_UPLOAD: 'files',
  MANUAL_VERIFYING: 'reviewer',
  WAIT_USER_CONFIRM: 'approval',
  JOB_PENDING: 'resume',
}

function waitIn(facts: StateFacts): Wait {
  if (facts.actor === 'provider') return 'provider'
  if (facts.actor === 'you') return facts.activity === 'failed' ? 'footage' : 'you'
  return facts.activity === 'running' ? 'run' : 'queue'
}

/** What a job waits for now, by its own state and log; `undefined` when it is finished. */
export function openWait({ job, timeline }: Pick<JobDetail, 'job' | 'timeline'>): Wait | undefined {
  if (awaitsSubmission({ job, timeline })) return 'submission'
  const facts = stateFacts(job.cloud, job.state)
  if (facts === undefined) return 'unknown'
  if (facts.actor === 'done') return undefined
  // Init of ICE waits for a person to submit it; its other states read as those of MetaStudio do.
  const own = job.cloud === 'metastudio' ? (byState as Record<string, Wait | undefined>)[job.state] : undefined
  return own ?? waitIn(facts)
}

/**
 * What the time between two changes went on; `undefined` after the end of a job. Whose time it is follows from how it began, as while
 * it lasts (`openWait`); only where the log leaves the state open, or skips one, does it follow from how it ended.
 */
export function waitBetween(from: Step, to: Change): Wait | undefined {
  if (from.wait !== undefined) return from.wait
  if (to.state === 'JOB_REJECT') return 'approval'
  const next = to.state === undefined ? undefined : stateFacts('metastudio', to.state)
  const isRunNext = next?.activity === 'running' && next.actor === 'nobody'
  if (from.state === undefined) {
    if (from.kind === 'stop' || from.kind === 'failure') return 'provider'
    if (to.by === 'provider' || to.by === 'you') return to.by
    return from.kind === 'redo' || isRunNext ? 'queue' : 'unknown'
  }
  const facts = stateFacts('metastudio', from.state)
  if (facts === undefined || facts.activity === 'final') return undefined
  // The hand-over from the automatic to the manual review is often not logged: who ended the wait tells.
  if (from.state === 'AUTO_VERIFYING' && to.by === 'provider') return 'reviewer'
  const wait = byState[from.state] ?? waitIn(facts)
  if (wait !== 'queue') return wait
  return isRunNext || to.by !== 'machine' ? 'queue' : 'machine'
}
