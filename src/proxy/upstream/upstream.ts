import type { ProblemCode } from '#contract/problem.ts'
import type { Health } from '#contract/source.ts'
import { CloudError } from '../clouds/cloud.ts'
import type { CallOptions, CloudErrorFacts } from '../clouds/cloud.ts'
import { readHttpDate } from '../http-date.ts'
import { createAttempt, withFacts } from './attempt.ts'
import type { Attempt, Fetch } from './attempt.ts'
import { createCredentialBreaker } from './breaker.ts'
import type { CredentialBreaker, Pass } from './breaker.ts'
import { createBudget } from './budget.ts'
import type { Turn } from './budget.ts'
import type { AnswerHeaders, AttemptSeen, UpstreamAnswer, UpstreamCall, Verdict } from './call.ts'
import { createDeadline, DeadlineEnded } from './deadline.ts'
import type { Deadline, Sleep } from './deadline.ts'
import { createHealthKeeper } from './health.ts'
import { createOutage, toPresence } from './outage.ts'
import type { Leave } from './outage.ts'
import { createRetryAllowance } from './retries.ts'
import { createSecretKeeper } from './secrets.ts'
import { sleep as realSleep } from './sleep.ts'

export interface UpstreamOptions extends CallOptions {
  /** Epoch milliseconds; for a call that is a part of a longer one. Default: `deadlineMs` from now. */
  deadlineAt?: number | undefined
}

export interface Upstream {
  readonly deadlineMs: number
  /** A good answer whose `json` is there; throws `CloudError`, nothing else. */
  call(call: UpstreamCall, options?: UpstreamOptions): Promise<UpstreamAnswer>
  /** An answer that was good JSON turned out to be something else. */
  unreadable(error: CloudError): void
  health(): Health
  /** Several calls in a row failed, or one that nobody answered: most of those to come fail without being made. */
  isDown(): boolean
  /** Its key was refused, and is not used for a while. */
  isKeyResting(): boolean
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
  /** What no answer of the cloud may bring to light: the account's keys, passwords and tokens. Signatures are known by their form. */
  secrets?: readonly string[] | undefined
  /** Told of every attempt that ended by itself. */
  onAttempt?: ((seen: AttemptSeen) => void) | undefined
}

const maxRetries = 2
/** Who waited so long for a word of the cloud waits for no further attempt: he is told, and asks again when he likes. */
const silenceMs = 5_000
/** A call that ran out of its time says something of the cloud only if the cloud had this share of it: the rest may have gone by in the line. */
const fairShare = 1 / 3
/** Nor does one that ended so much too late: the machine was asleep, or its clock was set. */
const lateMs = 2_000
/** The cloud knew the key, and said no to something else. */
const knewWhoAsked = new Set<ProblemCode>(['bad_request', 'not_found', 'cloud_denied'])

/** The way to one account's cloud: budget, deadline, retries, and what was learned from the last answers. */
export function createUpstream(deps: UpstreamDeps): Upstream {
  const { now, random } = deps
  const sleep = deps.sleep ?? realSleep
  const deadlineMs = deps.deadlineMs ?? 15_000
  const breaker = deps.breaker ?? createCredentialBreaker(now)
  const budget = createBudget({ now, sleep, requestsPerSecond: deps.requestsPerSecond, maxQueued: deps.maxQueued ?? 200, breaker })
  const outage = createOutage({ now, sleep, onHopeless: (error) => budget.dismiss(error) })
  const allowance = createRetryAllowance()
  const keeper = createHealthKeeper(now)
  const attempt = createAttempt({
    now,
    fetch: deps.fetch,
    maxBodyBytes: deps.maxBodyBytes ?? 8 * 1024 * 1024,
    secrets: createSecretKeeper(deps.secrets ?? []),
  })

  type Known = Pick<AttemptSeen, 'operation' | 'attempt' | 'background' | 'waitedMs'>

  async function watched(known: Known, work: () => ReturnType<Attempt>): ReturnType<Attempt> {
    const startedAt = now()
    const seen = (outcome: AttemptSeen['outcome'], facts: CloudErrorFacts = {}, clockSkewSeconds?: number) => {
      const { cloudStatus, cloudCode, requestId: cloudRequestId, cloudHost, networkCode } = facts
      const durationMs = now() - startedAt
      deps.onAttempt?.({ durationMs, outcome, cloudStatus, cloudCode, cloudRequestId, cloudHost, networkCode, clockSkewSeconds, ...known })
    }
    try {
      const outcome = await work()
      if ('meaning' in outcome) seen(outcome.error.code, outcome.error.facts)
      else seen('ok', { cloudStatus: outcome.status }, toClockSkew(outcome.headers, now()))
      return outcome
    } catch (fault) {
      seen('timeout')
      throw fault
    }
  }

  /** One attempt in its turn. What the cloud makes of the key is known before the next one may use it. */
  async function attemptInTurn(course: Course, number: number, isClockSet: boolean): ReturnType<Attempt> {
    const { call, deadline, turn } = course
    const askedAt = now()
    const pass = await budget.take(deadline, turn)
    course.pass = pass
    const startedAt = now()
    const known = { operation: call.operation, attempt: number, background: turn.background, waitedMs: startedAt - askedAt }
    try {
      const outcome = await watched(known, () => attempt(call, deadline))
      tellBreaker(pass, outcome, isClockSet)
      return outcome
    } finally {
      course.underWayMs += now() - startedAt
    }
  }

  async function attempts(course: Course): Promise<UpstreamAnswer> {
    const { deadline, turn } = course
    let retries = 0
    let hasSetClock = false
    allowance.earn()
    for (let number = 1; ; number += 1) {
      const outcome = await attemptInTurn(course, number, hasSetClock)
      if (!('meaning' in outcome)) return outcome
      const { error, meaning } = outcome
      if (meaning === 'clock' && !hasSetClock) {
        hasSetClock = true
        course.pass?.leave()
        continue
      }
      if (meaning === 'clock' || meaning === 'refused' || meaning === 'final') throw error
      const told = error.facts.retryAfterSeconds
      const waitMs = told === undefined ? backoffMs(meaning, retries, random()) : told * 1000
      const isTooMany = retries >= Math.min(maxRetries, outcome.retries ?? maxRetries) || now() + waitMs >= deadline.at || outage.isDown
      const isSilent = error.code === 'timeout' && course.underWayMs >= silenceMs
      const isLast = isTooMany || isSilent || (meaning === 'throttled' && turn.background) || !allowance.spend()
      retries += 1
      if (meaning === 'throttled') {
        budget.pauseUntil(now() + waitMs)
        keeper.failed(error)
        if (isLast) throw withFacts(error, { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) })
      }
      if (isLast) throw error
      course.pass?.leave()
      if (meaning === 'retry') await deadline.race(sleep(waitMs, deadline.signal))
    }
  }

  async function run(call: UpstreamCall, leave: Leave, { signal, deadlineAt = Infinity, background = false, caller = '' }: UpstreamOptions): Promise<UpstreamAnswer> {
    const deadline = createDeadline(Math.min(deadlineAt, now() + deadlineMs), { now, sleep, signal })
    const course: Course = { call, deadline, turn: { background, caller }, underWayMs: 0 }
    try {
      const answer = await attempts(course)
      keeper.succeeded()
      leave.answered()
      return answer
    } catch (fault) {
      const error = toCloudError(fault, deadline)
      const saysNothing = course.underWayMs < deadlineMs * fairShare || now() - deadline.at > lateMs
      const isCutShort = deadline.ended() === 'caller' || (fault instanceof DeadlineEnded && saysNothing)
      if (!isCutShort) keeper.failed(error)
      tellOutage(leave, isCutShort ? undefined : error)
      throw error
    } finally {
      // Not before: whoever goes next in this one's place would go to a cloud that is known to be silent.
      course.pass?.leave()
      deadline.stop()
    }
  }

  return {
    deadlineMs,
    unreadable: (error) => keeper.failed(error),
    health: () => keeper.health(),
    isDown: () => outage.isDown,
    isKeyResting: () => breaker.isResting(),
    call: async (call, options = {}) => {
      const leave = await outage.enter(call.question)
      return leave.hear(run(call, leave, options))
    },
  }
}

/** A call on its way. */
interface Course {
  call: UpstreamCall
  deadline: Deadline
  turn: Turn
  /** Leave for its last attempt. */
  pass?: Pass
  /** For how long attempts of it were under way, milliseconds. */
  underWayMs: number
}

function tellBreaker(pass: Pass, outcome: UpstreamAnswer | Verdict, isClockSet: boolean): void {
  if (!('meaning' in outcome)) return pass.accepted()
  const { error, meaning } = outcome
  if (meaning === 'refused' || (meaning === 'clock' && isClockSet)) pass.refused(error)
  else if (meaning === 'clock') pass.doubted()
  else if (meaning === 'final' && knewWhoAsked.has(error.code)) pass.accepted()
}

function tellOutage(leave: Leave, error: CloudError | undefined): void {
  const presence = error === undefined ? undefined : toPresence(error)
  if (presence === 'there') leave.answered()
  else if (presence === 'away' && error !== undefined) leave.failed(error)
  else leave.ended()
}

/** By how many seconds the cloud's clock is ahead of ours: its `Date` has whole seconds, so less than one cannot be told. */
function toClockSkew(headers: AnswerHeaders, at: number): number | undefined {
  const skewMs = readHttpDate(headers.get('date')) - at
  return Number.isNaN(skewMs) ? undefined : Math.trunc(skewMs / 1000)
}

/** Milliseconds before the next attempt: 2 to 5 s when throttled, as the vendor advises; else full jitter, growing. */
function backoffMs(meaning: 'retry' | 'throttled', retries: number, chance: number): number {
  if (meaning === 'throttled') return (2000 + 3000 * chance) * 2 ** retries
  return chance * 500 * 2 ** retries
}

function toCloudError(fault: unknown, deadline: Deadline): CloudError {
  if (fault instanceof CloudError) return fault
  if (fault instanceof DeadlineEnded) {
    const { cloudStatus } = fault
    return new CloudError('timeout', deadline.ended() === 'caller' ? 'the caller gave up' : 'the call took longer than it may', { cloudStatus })
  }
  return new CloudError('internal', 'a fault while calling the cloud', { cause: fault })
}
