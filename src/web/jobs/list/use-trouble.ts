import { useState } from 'react'

/** Why the rows are old, or not there: since when, and how the last attempt ended. */
export interface Trouble {
  /** `undefined`: the proxy answered, with older rows, because the cloud had failed it. */
  error: Error | undefined
  /** When the first attempt failed and the last one, epoch ms. */
  since: number
  failedAt: number
}

interface Asked {
  error: Error | null
  errorUpdatedAt: number
  dataUpdatedAt: number
  isPending: boolean
  isFetching: boolean
}

/**
 * The trouble of a query from the first failed attempt to the next good answer. It outlives the attempts between: a query
 * forgets its error while it asks again.
 *
 * @param key the question; another question begins without trouble
 * @param isStale the answer itself says that it is an old one
 */
export function useTrouble(key: string, asked: Asked, isStale: boolean): Trouble | undefined {
  const [kept, setKept] = useState<Trouble & { key: string }>()
  const before = kept?.key === key ? kept : undefined
  const isTroubled = asked.error !== null || isStale
  const isTryingAgain = before !== undefined && asked.isPending && asked.isFetching
  const failedAt = asked.error === null ? asked.dataUpdatedAt : asked.errorUpdatedAt
  const error = asked.error ?? undefined
  // Adjusted while rendering, as React advises for state that follows a prop.
  if (isTroubled && (before?.error !== error || before?.failedAt !== failedAt)) {
    setKept({ key, error, since: before?.since ?? failedAt, failedAt })
  } else if (!isTroubled && !isTryingAgain && kept !== undefined) {
    setKept(undefined)
  }
  return before
}
