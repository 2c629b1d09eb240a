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

/** The reader has what is missing asked for again: that it does not come is to be told once more. */
export const retryMissing = () => set(undefined)

let outages = 0

/** Begins to mind the network: what is missing for want of it is asked for again when it is back. */
export function watchNetwork(): void {
  addEventListener('offline', () => outages++)
  addEventListener('online', () => missing === 'gone' || set(undefined))
}

/** @returns tells whether there was no network at some moment since now: it may be back by the time that what failed for want of it is heard of */
export function minderOfNetwork(): () => boolean {
  const before = outages
  const began = navigator.onLine
  return () => !began || !navigator.onLine || outages !== before
}

/** @returns a way to stop listening */
export function onMissingPart(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
