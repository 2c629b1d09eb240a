import { LRUCache } from 'lru-cache'
import { CloudError } from './clouds/cloud.ts'

/** A value and when the cloud gave it (epoch ms). `stale`: a refresh was tried and failed since. */
export interface Kept<T> {
  value: T
  at: number
  stale: boolean
  /** What the refresh ended with, where it failed. */
  trouble?: unknown
  /** A newer one is on its way. */
  isRefreshing?: boolean
}

export interface ReadOptions {
  /** Waits for the refresh however long it takes: an old value is of no use, or nobody waits. */
  newest?: boolean
}

export interface Cache<T> {
  /**
   * The value of `key`: the kept one while it is fresh, else what `load` gives, one `load` at a time for a key. A `load` that takes
   * longer than a moment goes on by itself, and the kept value is given meanwhile: soon where it is of the last half minute, after a
   * second where it is of the last ten. That there is nothing, or that the question is wrong, is believed for a few seconds.
   */
  read(key: string, load: () => Promise<T>, options?: ReadOptions): Promise<Kept<T>>
}

/**
 * How a question was answered: from memory, by a call of its own, by a call under way, with a value of a moment ago while a call takes
 * its time, or with an old value while calls fail.
 */
export type CacheResult = 'hit' | 'miss' | 'shared' | 'refreshing' | 'stale'

export interface CacheDeps<T> {
  now: () => number
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
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
  /** After a failed refresh: not asked again for so long, from then on (epoch ms). */
  hold?: { at: number; ms: number }
  trouble?: unknown
}

interface Flight<T> {
  answer: Promise<Kept<T>>
  /** By milliseconds: resolves so long after the first one began to wait who has something to show. */
  patience: Map<number, Promise<undefined>>
}

const defaultStaleMs = 10 * 60_000
/** A cloud that answers sooner is worth waiting for: nobody notices, and sees what is true now. */
const patienceMs = 250
/** So long after its fresh time a value says nearly what a new one would. */
const graceMs = 30_000
/** For what is older, a little longer: whoever comes back to it would rather see how things are, but not in front of an empty page. */
const longPatienceMs = 1_000
/** Page after page asks for the same key while a cloud is down; one attempt every so often is enough. */
const holdMs = 2_000

/** A "no" is kept as well: whoever pastes a wrong id pastes it twice, and every source is asked for it each time. */
const refusedMs = 5_000

/** Answers that an old value must not cover up: the job is gone, the question is wrong. */
const isFinal = (error: unknown) => error instanceof CloudError && (error.code === 'not_found' || error.code === 'bad_request')

/**
 * A small bounded cache for answers of a cloud. Errors of `load` are passed on when no value of the last `staleMs`
 * (default ten minutes) stands in.
 */
export function createCache<T>({ now, sleep, freshMs, maxEntries, givenAt, staleMs = defaultStaleMs, onRead }: CacheDeps<T>): Cache<T> {
  const freshMsOf = typeof freshMs === 'number' ? () => freshMs : freshMs
  const entries = new LRUCache<string, Entry<T>>({ max: maxEntries })
  const refusals = new LRUCache<string, { error: unknown; at: number }>({ max: maxEntries })
  const flights = new Map<string, Flight<T>>()
  /** Of a moment that is still to come, by a clock that was set back since, nobody knows the age: it counts as long ago as it is ahead. */
  const msSince = (at: number) => Math.abs(now() - at)

  async function refresh(key: string, load: () => Promise<T>): Promise<Kept<T>> {
    try {
      const value = await load()
      const at = givenAt?.(value) ?? now()
      entries.set(key, { value, at })
      refusals.delete(key)
      return { value, at, stale: false }
    } catch (error) {
      const old = entries.get(key)
      if (isFinal(error)) refusals.set(key, { error, at: now() })
      if (old === undefined || isFinal(error) || msSince(old.at) > staleMs) {
        entries.delete(key)
        throw error
      }
      const waitMs = (error instanceof CloudError ? (error.facts.retryAfterSeconds ?? 0) : 0) * 1000
      const troubled = { ...old, trouble: error, hold: { at: now(), ms: Math.max(holdMs, Math.min(waitMs, 60_000)) } }
      entries.set(key, troubled)
      return toKept(troubled)
    }
  }

  function startFlight(key: string, load: () => Promise<T>): Flight<T> {
    const answer = refresh(key, load).finally(() => flights.delete(key))
    // Nobody may be waiting any more when it fails.
    answer.catch(() => undefined)
    const flight = { answer, patience: new Map<number, Promise<undefined>>() }
    flights.set(key, flight)
    return flight
  }

  /** How long a flight is waited for by who has this to show. After one that failed, no longer for whatever may stand in for it. */
  const patienceFor = ({ value, at, trouble }: Entry<T>) => (trouble !== undefined || msSince(at) <= freshMsOf(value) + graceMs ? patienceMs : longPatienceMs)

  function wait({ patience }: Flight<T>, ms: number): Promise<undefined> {
    const known = patience.get(ms) ?? sleep(ms).then(() => undefined)
    patience.set(ms, known)
    return known
  }

  return {
    async read(key, load, { newest = false } = {}) {
      const refusal = refusals.get(key)
      if (refusal !== undefined && !newest && msSince(refusal.at) < refusedMs) {
        onRead?.('hit')
        throw refusal.error
      }
      const entry = entries.get(key)
      if (entry !== undefined) {
        if (entry.hold !== undefined && msSince(entry.hold.at) < entry.hold.ms && msSince(entry.at) <= staleMs) {
          onRead?.('stale')
          return toKept(entry)
        }
        if (msSince(entry.at) < freshMsOf(entry.value)) {
          onRead?.('hit')
          return toKept(entry)
        }
      }
      const running = flights.get(key)
      const flight = running ?? startFlight(key, load)
      const { answer } = flight
      const isWaiting = newest || entry === undefined || msSince(entry.at) > staleMs
      const found = await (isWaiting ? answer : Promise.race([answer, wait(flight, patienceFor(entry))]))
      if (found === undefined && entry !== undefined) {
        onRead?.('refreshing')
        return { ...toKept(entry), isRefreshing: true }
      }
      onRead?.(running === undefined ? 'miss' : 'shared')
      return found ?? answer
    },
  }
}

function toKept<T>({ value, at, trouble }: Entry<T>): Kept<T> {
  return trouble === undefined ? { value, at, stale: false } : { value, at, stale: true, trouble }
}
