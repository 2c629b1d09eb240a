export interface Turnstile {
  /** Runs `work` when a place is free. Throws what `refuse` gives when too many wait already. */
  enter<T>(work: () => Promise<T>): Promise<T>
}

/** Lets `width` works run at once and `maxWaiting` wait, first come first served. */
export function createTurnstile(width: number, maxWaiting: number, refuse: () => Error): Turnstile {
  let active = 0
  const waiting: (() => void)[] = []
  return {
    async enter(work) {
      if (active >= width) {
        if (waiting.length >= maxWaiting) throw refuse()
        // The one who leaves hands over its place, so `active` stays as it is.
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else {
        active += 1
      }
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next === undefined) active -= 1
        else next()
      }
    },
  }
}
