import { useDeferredValue, useEffect, useState } from 'react'

/** So many more at a time, each in a step of its own: no step holds up the reader, or the parts in sight that come meanwhile. */
const stepRows = 20

/**
 * How many rows of a page are drawn: those in reach at once, the others in steps right after them.
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
    let isWanted = drawn < count
    // As an event of its own: what is set within an effect may be drawn before the browser paints.
    queueMicrotask(() => {
      if (isWanted) setNext({ question, rows: drawn + stepRows })
    })
    return () => {
      isWanted = false
    }
  }, [question, drawn, count])
  return Math.min(drawn, count)
}
