/** A clock that stands until it is moved. */
export interface Clock {
  /** Epoch ms. */
  now: () => number
  /** Moves on, and wakes whoever slept until then, in their order. */
  advance: (ms: number) => void
  /** Wakes after so many milliseconds of this clock, or when the signal fires. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** The same, but what is shorter than any deadline passes at once: waits between retries cost a test nothing. */
  hurriedSleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** Retries wait up to ten seconds, deadlines are longer. */
const longestWaitMs = 10_000

export function createClock(startAt: number): Clock {
  let at = startAt
  const sleepers = new Set<{ until: number; wake: () => void }>()

  const sleep: Clock['sleep'] = (ms, signal) =>
    new Promise((resolve) => {
      const sleeper = {
        until: at + ms,
        wake: () => {
          sleepers.delete(sleeper)
          resolve()
        },
      }
      sleepers.add(sleeper)
      if (signal?.aborted === true) sleeper.wake()
      else signal?.addEventListener('abort', sleeper.wake, { once: true })
    })

  return {
    now: () => at,
    advance: (ms) => {
      at += ms
      for (const sleeper of [...sleepers].filter(({ until }) => until <= at).sort((a, b) => a.until - b.until)) sleeper.wake()
    },
    sleep,
    hurriedSleep: (ms, signal) => (ms <= longestWaitMs ? Promise.resolve() : sleep(ms, signal)),
  }
}
