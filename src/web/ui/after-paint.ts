/**
 * Calls back in an event of its own once the next frame has been painted, so that nothing is done before it that it does not show.
 *
 * @returns the way to call it off
 */
export function afterPaint(then: () => void): () => void {
  let isWanted = true
  const tell = () => void setTimeout(() => isWanted && then())
  // A hidden page paints nothing, and is to be ready when it is shown.
  if (document.hidden) tell()
  else requestAnimationFrame(tell)
  return () => void (isWanted = false)
}
