import type { FetchBody } from 'openid-client'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Which refresh token a provider gave in place of which. */
export interface Rotation {
  /** For all that is asked of the provider. */
  fetch: (url: string, init: Omit<RequestInit, 'body'> & { body?: FetchBody }) => Promise<Response>
  /** The token that holds since `shown` was shown: a newer one, or `shown` where none was given. Once; `undefined` when the provider did not take it. */
  take(shown: string): string | undefined
}

/**
 * Remembers it as soon as it arrives. Many providers take a refresh token only once, so its successor must not be lost when what
 * came with it cannot be used: the ID token, for whose key the provider does not answer, or an answer that breaks a rule.
 */
export function createRotation(fetch: Fetch): Rotation {
  const successors = new Map<string, string>()
  return {
    async fetch(url, { body, ...init }) {
      const answer = await fetch(url, { ...init, ...(body !== undefined && { body: toBody(body) }) })
      const shown = body instanceof URLSearchParams && body.get('grant_type') === 'refresh_token' ? body.get('refresh_token') : null
      if (shown !== null && answer.ok) successors.set(shown, (await tokenIn(answer.clone())) ?? shown)
      return answer
    },
    take(shown) {
      const successor = successors.get(shown)
      successors.delete(shown)
      return successor
    },
  }
}

async function tokenIn(answer: Response): Promise<string | undefined> {
  const told: unknown = await answer.json().catch(() => undefined)
  const token = typeof told === 'object' && told !== null && 'refresh_token' in told ? told.refresh_token : undefined
  return typeof token === 'string' && token !== '' ? token : undefined
}

const toBody = (body: FetchBody) => (body instanceof URLSearchParams ? body.toString() : body) as BodyInit | null
