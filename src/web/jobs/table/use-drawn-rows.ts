import { useDeferredValue, useEffect, useState } from 'react'
import { afterPaint } from '../../ui/after-paint.ts'

/** So many more at a time, each in a step of its own: no step holds up the reader, or the parts in sight that come meanwhile. */
const stepRows = 20

/**
 * How many rows of a page are drawn: those in reach at once, the others in steps once those are painted.
 *
 * @param question another question's rows begin anew
 * @param inReach how many the window can show
 * @param count how many there are
 */
export function useDrawnRows(question: string, inReach: number, count: number): number {
  const [next, setNext] = useState({ question, rows: inReach })
  // Deferred, not a transition: what is in sight goes before what is not.
  const reached = useDeferredValue(next)
  const drawn = reached.question === question ? Math.max(reached.rows, inReach) : inReach
  useEffect(() => {
    if (drawn >= count) return undefined
    return afterPaint(() => setNext({ question, rows: drawn + stepRows }))
  }, [question, drawn, count])
  return Math.min(drawn, count)
}
