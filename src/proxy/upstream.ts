import type { ProblemCode } from '#contract/problem.ts'
import type { Health } from '#contract/source.ts'
import { CloudError } from './clouds/cloud.ts'
import type { CallOptions, CloudErrorFacts } from './clouds/cloud.ts'
import { createAttempt, withFacts } from './upstream-attempt.ts'
import type { Attempt, Fetch } from './upstream-attempt.ts'
import { createCredentialBreaker } from './upstream-breaker.ts'
import type { CredentialBreaker, Pass } from './upstream-breaker.ts'
import { createBudget } from './upstream-budget.ts'
import type { AttemptSeen, UpstreamAnswer, UpstreamCall } from './upstream-call.ts'
import { createDeadline, DeadlineEnded } from './upstream-deadline.ts'
import type { Deadline, Sleep } from './upstream-deadline.ts'
import { createHealthKeeper } from './upstream-health.ts'
import { sleep as realSleep } from './upstream-sleep.ts'

export interface UpstreamOptions extends CallOptions {
  /** Epoch milliseconds; for a call that is a part of a longer one. Default: `deadlineMs` from now. */
  deadlineAt?: number | undefined
}

export interface Upstream {
  readonly deadlineMs: number
  /** A good answer whose `json` is there; throws `CloudError`, nothing else. */
  call(call: UpstreamCall, options?: UpstreamOptions): Promise<UpstreamAnswer>
  health(): Health
}

export interface UpstreamDeps {
  fetch: Fetch
  now: () => number
  /** Resolves after so many milliseconds, or sooner when the signal fires. Default: the timers of the platform. */
  sleep?: Sleep | undefined
  /** 0 ≤ x < 1. */
  random: () => number
  requestsPerSecond: number
  /** One overall deadline of a call, its waiting and its retries. Default 15 s. */
  deadlineMs?: number | undefined
  /** Calls that may wait for their turn. Default 200. */
  maxQueued?: number | undefined
  /** Size of a decoded body. Default 8 MiB. */
  maxBodyBytes?: number | undefined
  /** Guards the key. Sources that use the same key should share one; default: one of its own. */
  breaker?: CredentialBreaker | undefined
  /** Told of every attempt that ended by itself. */
  onAttempt?: ((seen: AttemptSeen) => void) | undefined
}

const maxRetries = 2
/** The cloud knew the key, and said no to something else. */
const knewWhoAsked = new Set<ProblemCode>(['bad_request', 'not_found', 'cloud_denied'])

/** The way to one account's cloud: budget, deadline, retries, and what was learned from the last answers. */
export function createUpstream(deps: UpstreamDeps): Upstream {
  const { now, random } = deps
  const sleep = deps.sleep ?? realSleep
  const deadlineMs = deps.deadlineMs ?? 15_000
  const budget = createBudget({ now, sleep, requestsPerSecond: deps.requestsPerSecond, maxQueued: deps.maxQueued ?? 200 })
  const breaker = deps.breaker ?? createCredentialBreaker(now)
  const keeper = createHealthKeeper(now)
  const attempt = createAttempt({ now, maxBodyBytes: deps.maxBodyBytes ?? 8 * 1024 * 1024, fetch: deps.fetch })

  async function watched(call: UpstreamCall, number: number, work: () => ReturnType<Attempt>): ReturnType<Attempt> {
    const startedAt = now()
    const seen = (outcome: AttemptSeen['outcome'], facts: CloudErrorFacts = {}) => {
      const { cloudStatus, cloudCode, requestId: cloudRequestId } = facts
      deps.onAttempt?.({ operation: call.operation, attempt: number, durationMs: now() - startedAt, outcome, cloudStatus, cloudCode, cloudRequestId })
    }
    try {
      const outcome = await work()
      if ('meaning' in outcome) seen(outcome.error.code, outcome.error.facts)
      else seen('ok', { cloudStatus: outcome.status })
      return outcome
    } catch (fault) {
      seen('timeout')
      throw fault
    }
  }

  async function attempts(call: UpstreamCall, deadline: Deadline, pass: Pass, background: boolean): Promise<UpstreamAnswer> {
    let retries = 0
    let hasSetClock = false
    for (let number = 1; ; number += 1) {
      await budget.take(deadline, background)
      const outcome = await watched(call, number, () => attempt(call, deadline))
      if (!('meaning' in outcome)) {
        pass.accepted()
        return outcome
      }
      const { error, meaning } = outcome
      if (meaning === 'clock' && !hasSetClock) {
        hasSetClock = true
        continue
      }
      if (meaning === 'clock' || meaning === 'refused') {
        pass.refused(error)
        throw error
      }
      if (meaning === 'final') {
        if (knewWhoAsked.has(error.code)) pass.accepted()
        throw error
      }
      const told = error.facts.retryAfterSeconds
      const waitMs = told === undefined ? backoffMs(meaning, retries, random()) : told * 1000
      const isLast = retries >= Math.min(maxRetries, outcome.retries ?? maxRetries) || now() + waitMs >= deadline.at
      retries += 1
      if (meaning === 'throttled') {
        budget.pauseUntil(now() + waitMs)
        keeper.failed(error)
        if (isLast || background) throw withFacts(error, { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) })
      } else {
        if (isLast) throw error
        await deadline.race(sleep(waitMs, deadline.signal))
      }
    }
  }

  return {
    deadlineMs,
    health: () => keeper.health(),
    call: async (call, options = {}) => {
      const at = Math.min(options.deadlineAt ?? Infinity, now() + deadlineMs)
      const deadline = createDeadline(at, { now, sleep, signal: options.signal })
      let pass: Pass | undefined
      try {
        pass = await breaker.enter(deadline)
        const answer = await attempts(call, deadline, pass, options.background === true)
        keeper.succeeded()
        return answer
      } catch (fault) {
        const error = toCloudError(fault, deadline)
        if (deadline.ended() !== 'caller') keeper.failed(error)
        throw error
      } finally {
        pass?.leave()
        deadline.stop()
      }
    },
  }
}

/** Milliseconds before the next attempt: 2 to 5 s when throttled, as the vendor advises; else full jitter, growing. */
function backoffMs(meaning: 'retry' | 'throttled', retries: number, chance: number): number {
  if (meaning === 'throttled') return (2000 + 3000 * chance) * 2 ** retries
  return 50 + chance * 400 * 2 ** retries
}

function toCloudError(fault: unknown, deadline: Deadline): CloudError {
  if (fault instanceof CloudError) return fault
  if (fault instanceof DeadlineEnded) {
    return new CloudError('timeout', deadline.ended() === 'caller' ? 'the caller gave up' : 'the call took longer than it may')
  }
  return new CloudError('internal', 'a fault while calling the cloud', { cause: fault })
}
