import { Agent, fetch as fetchOver } from 'undici'
import type { Fetch } from '../upstream-attempt.ts'

export interface CloudFetchOptions {
  /** To open a connection, the handshake included. */
  connectTimeoutMs?: number
  /** Until the headers of the answer are there. */
  headersTimeoutMs?: number
  /** Between two pieces of its body. */
  idleTimeoutMs?: number
  /** Certificates of authorities to trust instead of the platform's, PEM. */
  ca?: string
}

/**
 * The way to the clouds over the network. Its own limits end what hangs; how long a call takes as a whole is the caller's to say,
 * since a body in drips never hangs. Certificates are always checked.
 */
export function createCloudFetch({ connectTimeoutMs = 3_000, headersTimeoutMs = 10_000, idleTimeoutMs = 10_000, ca }: CloudFetchOptions = {}): {
  fetch: Fetch
  close: () => Promise<void>
} {
  const agent = new Agent({
    headersTimeout: headersTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    maxHeaderSize: 16_384,
    // Said aloud, because a variable of the shell would take it away.
    connect: { timeout: connectTimeoutMs, autoSelectFamily: true, rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
  })
  return {
    fetch: async (url, init) => {
      const response = await fetchOver(url, { ...init, dispatcher: agent })
      return response
    },
    close: () => agent.destroy(),
  }
}
