import { LRUCache } from 'lru-cache'

/** Lets each client ask so many times a second; gives the whole seconds to wait where one asks more often, else `undefined`. */
export type RateLimit = (client: string) => number | undefined

interface Bucket {
  tokens: number
  filledAt: number
}

/** One bucket a client, for the 10,000 seen last: each holds `burst` and fills at `perSecond`. */
export function createRateLimit({ now, perSecond, burst }: { now: () => number; perSecond: number; burst: number }): RateLimit {
  const buckets = new LRUCache<string, Bucket>({ max: 10_000 })
  return (client) => {
    const at = now()
    const { tokens, filledAt } = buckets.get(client) ?? { tokens: burst, filledAt: at }
    // A clock that was set back gives nothing and takes nothing.
    const filled = Math.min(burst, tokens + (Math.max(0, at - filledAt) / 1000) * perSecond)
    if (filled < 1) {
      buckets.set(client, { tokens: filled, filledAt: at })
      return Math.ceil((1 - filled) / perSecond)
    }
    buckets.set(client, { tokens: filled - 1, filledAt: at })
    return undefined
  }
}
