import type { Sleep } from '#proxy/upstream/deadline.ts'

/** A clock that stands until a test moves it. */
export interface FakeClock {
  now: () => number
  sleep: Sleep
  /** Lets so much time pass; whoever slept that long wakes, in order. */
  advance(ms: number): Promise<void>
  /** Sets the clock so much ahead at once, as after a sleep of the machine; nobody wakes before time passes again. */
  jump(ms: number): void
  /** Lets time pass, from sleeper to sleeper, until the work is done. Gives what it came to. */
  run<T>(work: Promise<T>): Promise<T>
  /** Who still sleeps. */
  sleepers(): number
}

/** Enough turns of the event loop for promises and streams; nothing here waits for time. */
const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export const startOfTests = Date.parse('2026-01-15T08:00:00Z')

export function createFakeClock(start = startOfTests): FakeClock {
  let at = start
  let sleeping: { until: number; wake: () => void }[] = []
  const wakeNext = async (limit: number) => {
    const next = sleeping.toSorted((one, other) => one.until - other.until)[0]
    if (next === undefined || next.until > limit) return false
    at = Math.max(at, next.until)
    next.wake()
    await settle()
    return true
  }
  return {
    now: () => at,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve()
          return
        }
        const one = {
          until: at + ms,
          wake: () => {
            sleeping = sleeping.filter((other) => other !== one)
            signal?.removeEventListener('abort', one.wake)
            resolve()
          },
        }
        sleeping.push(one)
        signal?.addEventListener('abort', one.wake)
      }),
    advance: async (ms) => {
      const limit = at + ms
      await settle()
      while (await wakeNext(limit)) {
        // One sleeper after the other.
      }
      at = limit
    },
    jump: (ms) => {
      at += ms
    },
    run: async (work) => {
      const progress = { isDone: false }
      const done = () => {
        progress.isDone = true
      }
      work.then(done, done)
      await settle()
      while (!progress.isDone && (await wakeNext(Infinity))) {
        // Until nobody sleeps any more.
      }
      return work
    },
    sleepers: () => sleeping.length,
  }
}

/** A clock for work that signs, whose steps take real turns of the event loop: short sleeps take no time, deadlines never end. */
export function createHastyClock(start = startOfTests): Pick<FakeClock, 'now' | 'sleep'> & { set(at: number): void } {
  let at = start
  return {
    now: () => at,
    set: (moment) => {
      at = moment
    },
    sleep: (ms, signal) => {
      if (ms < 14_000) {
        at += ms
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve())
      })
    },
  }
}
