import type * as z from 'zod/mini'
import { Problem } from '#contract/problem.ts'

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
 * `problem` is the proxy's own account. Without one: `offline` (the proxy was not reached) or `unreadable` (it sent
 * something that is not in the contract).
 */
export class ApiError extends Error {
  readonly kind: 'problem' | 'offline' | 'unreadable'
  readonly problem: Problem | undefined

  constructor(kind: ApiError['kind'], options: { problem?: Problem; cause?: unknown } = {}) {
    super(options.problem?.detail ?? kind, { cause: options.cause })
    this.name = 'ApiError'
    this.kind = kind
    this.problem = options.problem
  }
}

/**
 * Asks the proxy and parses its answer by the contract.
 *
 * @param path relative to the base of the document, from `#contract/paths.ts`
 * @throws ApiError, or the abort of `signal`
 */
export function ask<Schema extends z.ZodMiniType>(
  path: string,
  params: URLSearchParams,
  schema: Schema,
  signal: AbortSignal,
): Promise<Answer<z.output<Schema>>> {
  const query = params.toString()
  return call(query === '' ? path : `${path}?${query}`, { signal }, schema)
}

/** The one caller of `fetch`. */
export async function call<Schema extends z.ZodMiniType>(
  address: string,
  { signal, headers, ...init }: RequestInit & { headers?: Record<string, string>; signal?: AbortSignal },
  schema: Schema,
): Promise<Answer<z.output<Schema>>> {
  let response: Response
  try {
    response = await fetch(new URL(address, document.baseURI), {
      ...init,
      headers: { accept: 'application/json, application/problem+json', ...headers },
      signal: signal ?? null,
    })
  } catch (cause) {
    signal?.throwIfAborted()
    throw new ApiError('offline', { cause })
  }
  const json: unknown = await response.json().catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw new ApiError('unreadable', { cause })
  })
  if (!response.ok) {
    const problem = Problem.safeParse(json)
    throw problem.success ? new ApiError('problem', { problem: problem.data }) : new ApiError('unreadable')
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
