import type * as z from 'zod/mini'
import { Problem } from '#contract/problem.ts'
import { hearServerTime } from './server-clock.ts'

/** What the proxy answered, when the cloud answered it, and the cloud's own id of that answer. */
export interface Answer<Body> {
  body: Body
  /** Epoch ms: now less the answer's `Age`. */
  answeredAt: number
  requestId?: string
  /** The cloud is being asked again: a newer answer will be there in a moment. */
  isRefreshing: boolean
}

/**
 * A call that gave no answer to show.
 *
 * `problem` is the proxy's own account. Without one: `offline` (the proxy was not reached), `turned-away` (something in front of it
 * wants people to sign in first) or `unreadable` (it sent something that is not in the contract).
 */
export class ApiError extends Error {
  readonly kind: 'problem' | 'offline' | 'turned-away' | 'unreadable'
  readonly problem: Problem | undefined

  constructor(kind: ApiError['kind'], options: { problem?: Problem; cause?: unknown } = {}) {
    super(options.problem?.detail ?? kind, { cause: options.cause })
    this.name = 'ApiError'
    this.kind = kind
    this.problem = options.problem
  }
}

/**
 * The one caller of `fetch`: asks the proxy and parses its answer by the contract.
 *
 * @param path relative to the base of the document, from `#contract/paths.ts`
 * @param sent what is sent along, where it is more than a question
 * @throws ApiError, or the abort of `signal`
 */
export async function ask<Schema extends z.ZodMiniType>(
  path: string,
  params: URLSearchParams,
  schema: Schema,
  signal: AbortSignal,
  sent?: { method: 'POST'; body: string; headers: Record<string, string> },
): Promise<Answer<z.output<Schema>>> {
  const query = params.toString()
  let response: Response
  try {
    response = await fetch(new URL(query === '' ? path : `${path}?${query}`, document.baseURI), {
      ...sent,
      // The proxy leads nowhere else: whoever does stands before it.
      redirect: 'manual',
      headers: { accept: 'application/json, application/problem+json', ...sent?.headers },
      signal,
    })
  } catch (cause) {
    signal.throwIfAborted()
    throw new ApiError('offline', { cause })
  }
  hearServerTime(response.headers.get('date'))
  const kind = isOfGate(response) ? 'turned-away' : 'unreadable'
  const json: unknown = await response.json().catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new ApiError(kind, { cause })
  })
  if (!response.ok) {
    const problem = Problem.safeParse(json)
    throw problem.success ? new ApiError('problem', { problem: problem.data }) : new ApiError(kind)
  }
  const body = schema.safeParse(json)
  if (!body.success) throw new ApiError('unreadable', { cause: body.error })
  const age = Number(response.headers.get('age') ?? 0)
  const requestId = response.headers.get('x-request-id')
  return {
    body: body.data,
    answeredAt: Date.now() - (Number.isFinite(age) ? age : 0) * 1000,
    isRefreshing: response.headers.has('cache-status'),
    ...(requestId === null ? {} : { requestId }),
  }
}

/** Whether an answer, unless it is a problem of ours, is that of somebody who signs people in: a refusal, a way elsewhere (its status is 0), a page. */
function isOfGate({ ok, status, headers }: Response): boolean {
  return ok ? headers.get('content-type')?.startsWith('text/html') === true : status < 400 || status === 401 || status === 403
}
