import type { JobDetail } from './job-detail.ts'
import type { MetastudioState } from './job-states.ts'
import { commentChange, toChange } from './changes.ts'
import type { Change } from './changes.ts'

/**
 * Since when a job is in its state, as far as the cloud tells.
 *
 * `exact`: an entry says so. `bound`: the job changed at that time and again, unlogged, some time after. `none`: nothing
 * tells: this cloud keeps no log (`no-log`), the log is empty (`empty`) or has no entry that changed a state (`unlogged`).
 */
export type Since = { kind: 'exact' | 'bound'; at: number } | { kind: 'none'; why: 'no-log' | 'empty' | 'unlogged' }

const msOf = (instant: string | undefined): number | undefined => {
  const ms = instant === undefined ? Number.NaN : Date.parse(instant)
  return Number.isNaN(ms) ? undefined : ms
}

/** The newest change of state in log and discussion. The customer's last action is none. */
function lastChange(detail: JobDetail): Change | undefined {
  let last: Change | undefined
  let state: MetastudioState | undefined
  for (const entry of detail.timeline) {
    const at = msOf(entry.at)
    const change = at === undefined ? undefined : toChange(entry, at, state)
    if (change === undefined || (last !== undefined && change.at < last.at)) continue
    last = change
    state = change.state
  }
  for (const comment of detail.comments) {
    const at = msOf(comment.at)
    const change = at === undefined ? undefined : commentChange(comment, at)
    if (change !== undefined && (last === undefined || change.at > last.at)) last = change
  }
  return last
}

export function toSince(detail: JobDetail): Since {
  const { job, timeline, reason } = detail
  if (job.cloud === 'ice') {
    const created = msOf(job.create_time)
    // A draft that was never trained has not moved since it was made.
    return job.state === 'Init' && job.first_training_time === undefined && created !== undefined
      ? { kind: 'exact', at: created }
      : { kind: 'none', why: 'no-log' }
  }
  const last = lastChange(detail)
  if (last !== undefined && last.state === job.state) return { kind: 'exact', at: last.at }
  const hasFallen = job.phase === 'failed' || job.phase === 'stopped' || job.phase === 'rejected'
  const fellAt = reason?.past === false ? msOf(reason.at) : undefined
  if (hasFallen && fellAt !== undefined && (last === undefined || fellAt >= last.at)) return { kind: 'exact', at: fellAt }
  if (last !== undefined) return { kind: 'bound', at: last.at }
  return { kind: 'none', why: timeline.length === 0 ? 'empty' : 'unlogged' }
}
