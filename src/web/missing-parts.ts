let isMissing = false
const listeners = new Set<() => void>()

function hear(): void {
  isMissing = true
  for (const listener of listeners) listener()
}

/** Begins to hear of parts of the page whose code does not come: before the first is asked for, so that none is missed. */
export const listenForMissingParts = () => addEventListener('vite:preloadError', hear)

/** Whether one has not come since then. */
export const isPartMissing = () => isMissing

/** @returns a way to stop listening */
export function onMissingPart(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
