/** What waits for the same frame: told together, it is drawn together. */
let waiting: Set<() => void> | undefined

/**
 * Calls back in an event of its own once the next frame has been painted, so that nothing is done before it that it does not show.
 *
 * @returns the way to call it off
 */
export function afterPaint(then: () => void): () => void {
  if (waiting === undefined) {
    const those = (waiting = new Set())
    const tell = () => {
      waiting = undefined
      setTimeout(() => those.forEach((one) => one()))
    }
    // A hidden page paints nothing, and is to be ready when it is shown.
    if (document.hidden) queueMicrotask(tell)
    else requestAnimationFrame(tell)
  }
  const those = waiting
  those.add(then)
  return () => void those.delete(then)
}
