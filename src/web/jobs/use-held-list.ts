import { useState } from 'react'
import type { Job } from '#contract/job.ts'
import { holdStill, letIn } from './held-list.ts'
import type { HeldList } from './held-list.ts'

interface Holding {
  held: HeldList | undefined
  /** Shows what waits, in the cloud's order; or an answer that was just asked for. */
  letInNow: (newest?: readonly Job[]) => void
}

/**
 * The rows a reader sees while answers come in.
 *
 * @param key the question; another question's rows are shown at once
 * @param jobs the newest answer, or `undefined` while it is still another question's: the old rows stay meanwhile
 */
export function useHeldList(key: string, jobs: readonly Job[] | undefined): Holding {
  const [held, setHeld] = useState<HeldList>()
  const [seen, setSeen] = useState<readonly Job[]>()
  // Adjusted while rendering, as React advises for state that follows a prop: no frame shows the rows of another moment.
  if (jobs !== undefined && jobs !== seen) {
    setSeen(jobs)
    setHeld(holdStill(held, key, jobs))
  }
  return {
    held,
    // An answer may come after the reader has gone on to another question, whose rows stay.
    letInNow: (newest = jobs) => setHeld((shown) => (newest === undefined || shown?.key !== key ? shown : letIn(key, newest))),
  }
}
