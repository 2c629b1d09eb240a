import type { Job } from '#contract/job.ts'

/** What the reader sees: rows in the order they were first shown, and what waits to be let in. */
export interface HeldList {
  /** The question these rows answer; another question shows its rows at once. */
  key: string
  rows: readonly HeldRow[]
  /** Jobs that came since, and how many of them are failed. */
  added: number
  failed: number
}

export interface HeldRow {
  job: Job
  /** No longer among the jobs asked for; the row keeps its place and its last known cells. */
  left: boolean
  /** Its state is another than when the row was first shown. */
  changed: boolean
}

/** The rows of an answer, as they are. */
export function letIn(key: string, jobs: readonly Job[]): HeldList {
  return { key, rows: jobs.map((job) => ({ job, left: false, changed: false })), added: 0, failed: 0 }
}

/**
 * The list that holds still: cells change in place, order and membership do not.
 *
 * A reader's row never moves under the hand. New jobs wait, to be counted in a pill, until they are let in.
 */
export function holdStill(held: HeldList | undefined, key: string, jobs: readonly Job[]): HeldList {
  if (held === undefined || held.key !== key || held.rows.length === 0) return letIn(key, jobs)
  const fresh = new Map(jobs.map((job) => [job.job_id, job]))
  const known = new Set(held.rows.map((row) => row.job.job_id))
  const rows = held.rows.map((row): HeldRow => {
    const job = fresh.get(row.job.job_id)
    if (job === undefined) return { ...row, left: true }
    return { job, left: false, changed: row.changed || job.state !== row.job.state }
  })
  const waiting = jobs.filter((job) => !known.has(job.job_id))
  return { key, rows, added: waiting.length, failed: waiting.filter((job) => job.phase === 'failed').length }
}
