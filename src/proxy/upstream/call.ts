import type { ProblemCode } from '#contract/problem.ts'
import type { CloudError } from '../clouds/cloud.ts'

/** One request, signed and ready. The host header is set by `fetch` from the address. */
export interface UpstreamRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
}

/** Of the headers of an answer, as much as is needed: the value by its name in any case. */
export type AnswerHeaders = Pick<Headers, 'get'>

/** What a cloud answered. `json` is absent when the body is no JSON. */
export interface UpstreamAnswer {
  status: number
  headers: AnswerHeaders
  text: string
  json?: unknown
}

/**
 * What an answer means for the calls to come.
 * `retry` the same call may succeed now · `throttled` wait · `refused` the key was refused, do not use it ·
 * `clock` the time was refused · `final` nothing to do.
 */
export interface Verdict {
  error: CloudError
  meaning: 'retry' | 'throttled' | 'refused' | 'clock' | 'final'
  /** With `retry`: at most so many, if fewer than usual. */
  retries?: number
}

/** What a call asks for, in our words. */
export type Operation = 'list' | 'detail' | 'token'

/** One attempt of a call, as logs and metrics may know it. */
export interface AttemptSeen {
  operation: Operation
  /** 1 for the first. */
  attempt: number
  durationMs: number
  /** Nobody waited for it. */
  background: boolean
  /** How long it waited for its turn, milliseconds. */
  waitedMs: number
  /** By how much the cloud's clock is ahead of ours, in whole seconds, where a good answer told. */
  clockSkewSeconds?: number | undefined
  /** `ok`, or the code of what went wrong. */
  outcome: 'ok' | ProblemCode
  cloudStatus?: number | undefined
  cloudCode?: string | undefined
  cloudRequestId?: string | undefined
  /** Where no answer came: host and port, and the network's code (`ECONNREFUSED`, `ENOTFOUND`, that of a certificate). */
  cloudHost?: string | undefined
  networkCode?: string | undefined
}

/** A read: making it twice does no harm. */
export interface UpstreamCall {
  operation: Operation
  /** What is asked, where some questions may fail and others not: the same text for the same question. */
  question?: string
  /** Builds and signs one attempt. `at` is the cloud's time in epoch milliseconds, as far as it is known. */
  request(at: number): Promise<UpstreamRequest>
  /** `undefined` when the answer is good. */
  judge(answer: UpstreamAnswer): Verdict | undefined
}
