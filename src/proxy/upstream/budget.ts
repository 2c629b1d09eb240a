import { CloudError } from '../clouds/cloud.ts'
import type { CredentialBreaker, Pass } from './breaker.ts'
import type { Deadline, Sleep } from './deadline.ts'
import { createLine } from './line.ts'
import type { Line, Waiting } from './line.ts'

interface Caller extends Waiting {
  deadlineAt: number
  go(pass: Pass): void
  fail(error: CloudError): void
}

export interface Turn {
  /** Nobody waits for it. */
  background: boolean
  /** Who asks: callers take turns. */
  caller: string
}

/** How often a source's cloud is called: so many calls a second, those that somebody waits for first. */
export interface Budget {
  /**
   * Resolves when it is the attempt's turn, with its leave to use the key, to be given back. Throws `overloaded`; `throttled` while
   * the cloud wants to be left alone; the key's refusal, at once, also when that comes while others wait.
   */
  take(deadline: Deadline, turn: Turn): Promise<Pass>
  /** All who wait need not wait any longer: this is what became of it. */
  dismiss(error: CloudError): void
  /** No call goes out before this moment (epoch milliseconds). */
  pauseUntil(moment: number): void
}

export interface BudgetDeps {
  now: () => number
  sleep: Sleep
  requestsPerSecond: number
  maxQueued: number
  breaker: CredentialBreaker
}

/** A bucket of one second's calls that fills steadily; behind it two bounded lines. */
export function createBudget({ now, sleep, requestsPerSecond, maxQueued, breaker }: BudgetDeps): Budget {
  const capacity = Math.max(1, requestsPerSecond)
  let tokens = capacity
  let filledAt = now()
  let pausedUntil = 0
  const foreground = createLine<Caller>()
  const background = createLine<Caller>()
  let pumping: AbortController | undefined
  let wakeForRoom = () => {}

  const queued = () => foreground.size + background.size
  const throttled = () =>
    new CloudError('throttled', 'the cloud asked to be left alone', {
      retryAfterSeconds: Math.max(1, Math.ceil((pausedUntil - now()) / 1000)),
    })

  function refill(): void {
    const at = now()
    // A clock that was set back gives nothing and takes nothing, and makes no pause longer than it is.
    pausedUntil -= Math.max(0, filledAt - at)
    tokens = Math.min(capacity, tokens + (Math.max(0, at - filledAt) / 1000) * requestsPerSecond)
    filledAt = at
  }

  const room = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      // One pump waits for room many times: each wait takes its ear off the signal again.
      const wake = () => {
        signal.removeEventListener('abort', wake)
        resolve()
      }
      wakeForRoom = wake
      signal.addEventListener('abort', wake)
    })

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
      const pass = breaker.tryEnter()
      if (pass === undefined) {
        await room(stopped.signal)
        if (stopped.signal.aborted) return
        continue
      }
      tokens -= 1
      const next = foreground.shift() ?? background.shift()
      if (next === undefined) pass.leave()
      else next.go(pass)
    }
    pumping = undefined
  }

  function leave(line: Line<Caller>, one: Caller): void {
    line.remove(one)
    if (queued() > 0) return
    // Nobody waits: the pump's own timer must not keep the process alive.
    pumping?.abort()
    pumping = undefined
  }

  function dismiss(isConcerned: (one: Caller) => boolean, error: () => CloudError): void {
    for (const line of [foreground, background]) {
      for (const one of line.all().filter(isConcerned)) {
        leave(line, one)
        one.fail(error())
      }
    }
  }

  breaker.watch({ refused: (error) => dismiss(() => true, () => error), room: () => wakeForRoom() })

  function wait(line: Line<Caller>, caller: string, deadline: Deadline): Promise<Pass> {
    return new Promise((resolve, reject) => {
      const done = () => deadline.signal.removeEventListener('abort', giveUp)
      const one: Caller = {
        caller,
        deadlineAt: deadline.at,
        go: (pass) => {
          done()
          resolve(pass)
        },
        fail: (error) => {
          done()
          reject(error)
        },
      }
      const giveUp = () => {
        leave(line, one)
        one.fail(new CloudError('overloaded', 'the call waited for its turn until its time was up', { retryAfterSeconds: 1 }))
      }
      if (deadline.signal.aborted) {
        giveUp()
        return
      }
      deadline.signal.addEventListener('abort', giveUp)
      line.push(one)
      if (pumping === undefined) void pump()
    })
  }

  return {
    take: async (deadline, turn) => {
      breaker.check()
      refill()
      if (pausedUntil > deadline.at) throw throttled()
      if (queued() >= maxQueued) {
        throw new CloudError('overloaded', `${queued()} calls wait for their turn already`, { retryAfterSeconds: 1 })
      }
      return wait(turn.background ? background : foreground, turn.caller, deadline)
    },
    dismiss: (error) => dismiss(() => true, () => error),
    pauseUntil: (moment) => {
      refill()
      pausedUntil = Math.max(pausedUntil, moment)
      dismiss(({ deadlineAt }) => deadlineAt < pausedUntil, throttled)
    },
  }
}
