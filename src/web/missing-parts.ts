/** Why a part is not there: no network, or its file is gone, most often with a new release. The reader may have declined to reload for it. */
type Missing = 'offline' | 'gone' | 'declined'

let missing: Missing | undefined
const listeners = new Set<() => void>()

export const missingPart = () => missing

function set(why: Missing | undefined): void {
  missing = why
  for (const listener of listeners) listener()
}

/** Hears of a part of the page whose code did not come. Of a quiet one nobody need be told that there is no network. */
export function tellMissing(isQuiet = false): void {
  if (navigator.onLine) set(missing === 'declined' ? missing : 'gone')
  else if (!isQuiet) set('offline')
}

export const declineMissing = () => set('declined')

/** Begins to mind the network: what is missing for want of it is asked for again when it is back. */
export function watchNetwork(): void {
  addEventListener('online', () => missing === 'gone' || set(undefined))
}

/** @returns a way to stop listening */
export function onMissingPart(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
