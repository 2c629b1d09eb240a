import { LRUCache } from 'lru-cache'
import { CloudError } from './clouds/cloud.ts'

/** A value and when the cloud gave it (epoch ms). `stale`: a refresh was tried and failed since. */
export interface Kept<T> {
  value: T
  at: number
  stale: boolean
  /** What the refresh ended with, where it failed. */
  trouble?: unknown
}

export interface Cache<T> {
  /** The value of `key`: the kept one while it is fresh, else what `load` gives. One `load` at a time for a key. */
  read(key: string, load: () => Promise<T>): Promise<Kept<T>>
}

/** How a question was answered: from memory, by a call under way, by a call of its own, or with an old value while calls fail. */
export type CacheResult = 'hit' | 'shared' | 'miss' | 'stale'

export interface CacheDeps<T> {
  now: () => number
  /** How long a value is given without asking again. */
  freshMs: number | ((value: T) => number)
  maxEntries: number
  /** When a value was given, where that was before it was loaded. Epoch ms. */
  givenAt?: (value: T) => number | undefined
  /** How old a value may be that stands in for a failed refresh. */
  staleMs?: number
  onRead?: ((result: CacheResult) => void) | undefined
}

interface Entry<T> {
  value: T
  at: number
  /** After a failed refresh: not asked again before (epoch ms). */
  holdUntil?: number
  trouble?: unknown
}

const defaultStaleMs = 10 * 60_000
/** Page after page asks for the same key while a cloud is down; one attempt every so often is enough. */
const holdMs = 2_000

/** Answers that an old value must not cover up: the job is gone, the question is wrong. */
const isFinal = (error: unknown) => error instanceof CloudError && (error.code === 'not_found' || error.code === 'bad_request')

/**
 * A small bounded cache for answers of a cloud. Errors of `load` are passed on when no value of the last `staleMs`
 * (default ten minutes) stands in.
 */
export function createCache<T>({ now, freshMs, maxEntries, givenAt, staleMs = defaultStaleMs, onRead }: CacheDeps<T>): Cache<T> {
  const freshMsOf = typeof freshMs === 'number' ? () => freshMs : freshMs
  const entries = new LRUCache<string, Entry<T>>({ max: maxEntries })
  const flights = new Map<string, Promise<Kept<T>>>()

  async function refresh(key: string, load: () => Promise<T>): Promise<Kept<T>> {
    try {
      const value = await load()
      const at = givenAt?.(value) ?? now()
      entries.set(key, { value, at })
      return { value, at, stale: false }
    } catch (error) {
      const old = entries.get(key)
      if (old === undefined || isFinal(error) || now() - old.at > staleMs) {
        entries.delete(key)
        throw error
      }
      const waitMs = (error instanceof CloudError ? (error.facts.retryAfterSeconds ?? 0) : 0) * 1000
      entries.set(key, { ...old, trouble: error, holdUntil: now() + Math.max(holdMs, Math.min(waitMs, 60_000)) })
      return { value: old.value, at: old.at, stale: true, trouble: error }
    }
  }

  return {
    read(key, load) {
      const entry = entries.get(key)
      if (entry !== undefined) {
        if (entry.holdUntil !== undefined && now() < entry.holdUntil && now() - entry.at <= staleMs) {
          onRead?.('stale')
          return Promise.resolve({ value: entry.value, at: entry.at, stale: true, trouble: entry.trouble })
        }
        if (now() - entry.at < freshMsOf(entry.value)) {
          onRead?.('hit')
          return Promise.resolve({ value: entry.value, at: entry.at, stale: false })
        }
      }
      const running = flights.get(key)
      onRead?.(running === undefined ? 'miss' : 'shared')
      if (running !== undefined) return running
      const flight = refresh(key, load).finally(() => flights.delete(key))
      flights.set(key, flight)
      return flight
    },
  }
}
