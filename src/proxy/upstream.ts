import type { Health } from '#contract/source.ts'
import type { CallOptions, CloudError } from './clouds/cloud.ts'

/** One request, signed and ready. The host header is set by `fetch` from the address. */
export interface UpstreamRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
}

/** What a cloud answered. `json` is absent when the body is no JSON. */
export interface UpstreamAnswer {
  status: number
  headers: Headers
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

export interface UpstreamCall {
  /** Builds and signs one attempt. `at` is the cloud's time in epoch milliseconds, as far as it is known. */
  request(at: number): Promise<UpstreamRequest>
  /** `undefined` when the answer is good. */
  judge(answer: UpstreamAnswer): Verdict | undefined
}

export interface UpstreamOptions extends CallOptions {
  /** Epoch milliseconds; for a call that is a part of a longer one. Default: `deadlineMs` from now. */
  deadlineAt?: number
}

export interface Upstream {
  readonly deadlineMs: number
  /** A good answer whose `json` is there; throws `CloudError`, nothing else. */
  call(call: UpstreamCall, options?: UpstreamOptions): Promise<UpstreamAnswer>
  health(): Health
}

export interface UpstreamDeps {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  now: () => number
  /** Resolves after so many milliseconds, or sooner when the signal fires. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** 0 ≤ x < 1. */
  random: () => number
  requestsPerSecond: number
  /** One overall deadline of a call, its waiting and its retries. Default 15 s. */
  deadlineMs?: number
  /** Calls that may wait for their turn. Default 200. */
  maxQueued?: number
  /** Size of a decoded body. Default 8 MiB. */
  maxBodyBytes?: number
}

/** The way to one account's cloud: budget, deadline, retries, and what was learned from the last answers. */
export function createUpstream(deps: UpstreamDeps): Upstream {
  throw new Error(`not wired: ${deps.requestsPerSecond}`)
}
