import { createContext, useState } from 'react'
import type { Job } from '#contract/job.ts'

export interface Ticks {
  /** By id, in the order of ticking. */
  jobs: ReadonlyMap<string, Job>
  /** Ticks or unticks one job; as a range, all from the last ticked one to it. */
  tick: (jobId: string, isRange: boolean) => void
  /** How many of this page are ticked. */
  ofPage: 'none' | 'some' | 'all'
  /** Ticks the whole page, or unticks it when it is ticked whole. */
  tickPage: () => void
  clear: () => void
}

interface Kept {
  key: string
  jobs: ReadonlyMap<string, Job>
  last: string | undefined
}

/** The ticks after one more: the job alone, or with the range that begins at the last one. Pure. */
export function withTick(kept: Kept, page: readonly Job[], jobId: string, isRange: boolean): Kept {
  const jobs = new Map(kept.jobs)
  const at = page.findIndex((job) => job.job_id === jobId)
  const from = isRange ? page.findIndex((job) => job.job_id === kept.last) : -1
  const job = page[at]
  if (job === undefined) return kept
  if (from >= 0) for (const one of page.slice(Math.min(from, at), Math.max(from, at) + 1)) jobs.set(one.job_id, one)
  else if (!jobs.delete(jobId)) jobs.set(jobId, job)
  return { ...kept, jobs, last: jobId }
}

/**
 * Which jobs are ticked. Ticks outlive refreshes and pages; another question has its own.
 *
 * @param key the question without its page
 */
export function useTicked(key: string): [Kept, (kept: Kept) => void] {
  const none: Kept = { key, jobs: new Map(), last: undefined }
  const [stored, setKept] = useState(none)
  return [stored.key === key ? stored : none, setKept]
}

/** What the boxes of a page show and do. `page`: the rows as they are shown. */
export function toTicks([kept, keep]: readonly [Kept, (kept: Kept) => void], page: readonly Job[]): Ticks {
  // A job goes on after it was ticked: what is copied or written is what its row says now.
  const now = new Map(page.map((job) => [job.job_id, job]))
  const ticked = page.filter((job) => kept.jobs.has(job.job_id)).length
  const ofPage = ticked === 0 ? 'none' : ticked === page.length ? 'all' : 'some'
  return {
    jobs: new Map([...kept.jobs].map(([id, job]) => [id, now.get(id) ?? job])),
    tick: (jobId, isRange) => keep(withTick(kept, page, jobId, isRange)),
    ofPage,
    tickPage: () => {
      const jobs = new Map(kept.jobs)
      for (const job of page) {
        if (ofPage === 'all') jobs.delete(job.job_id)
        else jobs.set(job.job_id, job)
      }
      keep({ ...kept, jobs })
    },
    clear: () => keep({ ...kept, jobs: new Map(), last: undefined }),
  }
}

export const TicksContext = createContext<Ticks | undefined>(undefined)
