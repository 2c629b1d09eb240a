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
  /** No longer among the jobs asked for; the row keeps its place. */
  left: boolean
  /** What it has become, where that could be found out. */
  now?: Job
  /** How often its state has become another since the row was first shown. */
  changes: number
}

/** One page of an answer, and where it stands among all that match. */
export interface Page {
  jobs: readonly Job[]
  /** No job that matches comes before it. */
  isFirst: boolean
  /** None comes after it. */
  isLast: boolean
}

/** The rows of an answer, as they are. */
export function letIn(key: string, jobs: readonly Job[]): HeldList {
  return { key, rows: jobs.map((job) => ({ job, left: false, changes: 0 })), added: 0, failed: 0 }
}

/**
 * The list that holds still: cells change in place, order and membership do not.
 *
 * A reader's row never moves under the hand. New jobs wait, to be counted in a pill, until they are let in.
 */
export function holdStill(held: HeldList | undefined, key: string, page: Page): HeldList {
  const { jobs } = page
  if (held === undefined || held.key !== key || held.rows.length === 0) return letIn(key, jobs)
  const fresh = new Map(jobs.map((job) => [job.job_id, job]))
  const known = new Set(held.rows.map((row) => row.job.job_id))
  const isHere = (row: HeldRow) => fresh.has(row.job.job_id)
  // What is missing at an edge may only stand on the neighbouring page now, pushed there by jobs that came or went.
  const first = held.rows.findIndex(isHere)
  const from = page.isFirst ? 0 : first < 0 ? held.rows.length : first
  const to = page.isLast ? held.rows.length : held.rows.findLastIndex(isHere)
  const rows = held.rows.map((row, index): HeldRow => {
    const job = fresh.get(row.job.job_id)
    if (job === undefined) return { ...row, left: row.left || (index >= from && index < to) }
    return { job, left: false, changes: row.changes + (job.state === row.job.state ? 0 : 1) }
  })
  const waiting = jobs.filter((job) => !known.has(job.job_id))
  return { key, rows, added: waiting.length, failed: waiting.filter((job) => job.phase === 'failed').length }
}

/** Is there anything to be let in: jobs that came, or rows that only keep their place? */
export function isWaiting(held: HeldList): boolean {
  return held.added > 0 || held.rows.some((row) => row.left)
}
