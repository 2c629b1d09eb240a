import { useState } from 'react'
import type { JobList } from '#contract/job-list.ts'
import { holdStill, letIn } from './held-list.ts'
import type { HeldList } from './held-list.ts'

interface Holding {
  held: HeldList | undefined
  /** Shows what waits, in the cloud's order; or an answer that was just asked for. */
  letInNow: (newest?: JobList) => void
}

/**
 * The rows a reader sees while answers come in.
 *
 * @param key the question; another question's rows are shown at once
 * @param answer the newest one, or `undefined` while it is still another question's: the old rows stay meanwhile
 * @param mayGrow a list that is still being searched for takes in what is found without being asked
 */
export function useHeldList(key: string, answer: JobList | undefined, mayGrow: boolean): Holding {
  const [held, setHeld] = useState<HeldList>()
  const [seen, setSeen] = useState<JobList>()
  // Adjusted while rendering, as React advises for state that follows a prop: no frame shows the rows of another moment.
  if (answer !== undefined && answer !== seen) {
    setSeen(answer)
    const hasGrown = held?.key === key && seen?.scanned !== undefined && seen.scanned.jobs !== answer.scanned?.jobs
    const { jobs, offset, count } = answer
    const page = { jobs, isFirst: offset === 0, isLast: offset + jobs.length >= count }
    setHeld(mayGrow && hasGrown ? letIn(key, jobs) : holdStill(held, key, page))
  }
  return {
    held,
    // An answer may come after the reader has gone on to another question, whose rows stay.
    letInNow: (newest = answer) => setHeld((shown) => (newest === undefined || shown?.key !== key ? shown : letIn(key, newest.jobs))),
  }
}
