import { CloudError } from './clouds/cloud.ts'
import type { Deadline, Sleep } from './upstream-deadline.ts'

interface Waiting {
  deadlineAt: number
  go(): void
  fail(error: CloudError): void
}

/** How often a source's cloud is called: so many calls a second, those that somebody waits for first. */
export interface Budget {
  /** Resolves when it is the call's turn. Throws `overloaded` or, while the cloud wants to be left alone, `throttled`. */
  take(deadline: Deadline, background: boolean): Promise<void>
  /** No call goes out before this moment (epoch milliseconds). */
  pauseUntil(moment: number): void
}

/** A bucket of one second's calls that fills steadily; behind it two bounded queues. */
export function createBudget({
  now,
  sleep,
  requestsPerSecond,
  maxQueued,
}: {
  now: () => number
  sleep: Sleep
  requestsPerSecond: number
  maxQueued: number
}): Budget {
  const capacity = Math.max(1, requestsPerSecond)
  let tokens = capacity
  let filledAt = now()
  let pausedUntil = 0
  const foreground: Waiting[] = []
  const background: Waiting[] = []
  let pumping: AbortController | undefined

  const queued = () => foreground.length + background.length
  const throttled = () =>
    new CloudError('throttled', 'the cloud asked to be left alone', {
      retryAfterSeconds: Math.max(1, Math.ceil((pausedUntil - now()) / 1000)),
    })

  function refill(): void {
    const at = now()
    // A clock that was set back gives nothing and takes nothing.
    tokens = Math.min(capacity, tokens + (Math.max(0, at - filledAt) / 1000) * requestsPerSecond)
    filledAt = at
  }

  async function pump(): Promise<void> {
    const stopped = new AbortController()
    pumping = stopped
    while (queued() > 0) {
      refill()
      const pause = pausedUntil
      const pauseMs = Math.max(0, pause - now())
      const fillMs = tokens >= 1 ? 0 : ((1 - tokens) / requestsPerSecond) * 1000
      if (pauseMs > 0 || fillMs > 0) {
        await sleep(Math.ceil(Math.max(pauseMs, fillMs)), stopped.signal).catch(() => undefined)
        if (stopped.signal.aborted) return
        // What was slept counts, whatever the clock says about it.
        refill()
        tokens = Math.max(tokens, 1)
        if (pausedUntil > pause) continue
        pausedUntil = 0
      }
      const next = foreground.shift() ?? background.shift()
      if (next === undefined) break
      tokens -= 1
      next.go()
    }
    pumping = undefined
  }

  function leave(queue: Waiting[], one: Waiting): void {
    const place = queue.indexOf(one)
    if (place !== -1) queue.splice(place, 1)
    if (queued() > 0) return
    // Nobody waits: the pump's own timer must not keep the process alive.
    pumping?.abort()
    pumping = undefined
  }

  return {
    take: (deadline, isBackground) => {
      if (pausedUntil > deadline.at) return Promise.reject(throttled())
      if (queued() >= maxQueued) {
        return Promise.reject(new CloudError('overloaded', `${queued()} calls wait for their turn already`, { retryAfterSeconds: 1 }))
      }
      const queue = isBackground ? background : foreground
      return new Promise((resolve, reject) => {
        const done = () => deadline.signal.removeEventListener('abort', giveUp)
        const one: Waiting = {
          deadlineAt: deadline.at,
          go: () => {
            done()
            resolve()
          },
          fail: (error) => {
            done()
            reject(error)
          },
        }
        const giveUp = () => {
          leave(queue, one)
          one.fail(new CloudError('overloaded', 'the call waited for its turn until its time was up', { retryAfterSeconds: 1 }))
        }
        if (deadline.signal.aborted) {
          giveUp()
          return
        }
        deadline.signal.addEventListener('abort', giveUp)
        queue.push(one)
        if (pumping === undefined) void pump()
      })
    },
    pauseUntil: (moment) => {
      pausedUntil = Math.max(pausedUntil, moment)
      for (const queue of [foreground, background]) {
        for (const one of queue.filter(({ deadlineAt }) => deadlineAt < pausedUntil)) {
          leave(queue, one)
          one.fail(throttled())
        }
      }
    },
  }
}
