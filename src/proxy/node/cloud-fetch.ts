import { Agent, type buildConnector, EnvHttpProxyAgent, fetch as fetchOver, Pool, request } from 'undici'
import type { OutboundProxy } from '../config/outbound.ts'
import { readBounded } from '../read-bounded.ts'
import type { Fetch } from '../upstream/attempt.ts'
import { acceptedEncodings, toFetched } from './cloud-answer.ts'

export interface CloudFetchOptions {
  /** To open a connection, the handshake included; behind an outbound proxy, until that has opened one. */
  connectTimeoutMs?: number
  /** Until the headers of the answer are there. */
  headersTimeoutMs?: number
  /** Between two pieces of its body. */
  idleTimeoutMs?: number
  /** Certificates of authorities to trust instead of the platform's, PEM. */
  ca?: string
  /** Through which `https:` addresses are reached; this machine never is. */
  outboundProxy?: OutboundProxy | undefined
}

export interface CloudFetch {
  fetch: Fetch
  /** The same way for a client that needs the platform's own `fetch`. For small answers: they are read whole, and one beyond a mebibyte is a fault, `ANSWER_TOO_LARGE`. */
  fetchWhole: (url: string, init: RequestInit) => Promise<Response>
  close: () => Promise<void>
}

const longestWhole = 1024 * 1024
/** Said of every call to a cloud, and signed by none. */
const usual = { accept: '*/*', 'accept-encoding': acceptedEncodings, 'user-agent': 'understudy' }

/**
 * The way to the clouds and to the provider over the network. Its own limits end what hangs; how long a call takes as a whole is the
 * caller's to say, since a body in drips never hangs. Certificates are always checked, those behind an outbound proxy too: it only
 * passes bytes on.
 */
export function createCloudFetch({ connectTimeoutMs = 3_000, headersTimeoutMs = 8_000, idleTimeoutMs = 8_000, ca, outboundProxy }: CloudFetchOptions = {}): CloudFetch {
  // Certificates said aloud, because a variable of the shell would take the check away.
  const connect = { timeout: connectTimeoutMs, autoSelectFamily: true, rejectUnauthorized: true, ...(ca !== undefined && { ca }) }
  const options: Agent.Options = { headersTimeout: headersTimeoutMs, bodyTimeout: idleTimeoutMs, maxHeaderSize: 16_384, connect }
  const agent = outboundProxy === undefined ? new Agent(options) : createProxied(outboundProxy, options, connect, connectTimeoutMs)
  return {
    fetch: async (url, { method, headers, body, signal }) => {
      const answer = await request(url, { method, headers: { ...usual, ...headers }, body: body ?? null, signal, dispatcher: agent })
      return toFetched(answer)
    },
    fetchWhole: async (url, init) => {
      const asked = new Request(url, init)
      const { method, headers, redirect, signal } = asked
      const body = await asked.text()
      const answer = await fetchOver(url, { method, headers: [...headers], redirect, signal, ...(body !== '' && { body }), dispatcher: agent })
      const bytes = await readBounded(answer.body ?? [], longestWhole)
      if (bytes === undefined) throw Object.assign(new TypeError('the answer is too large'), { code: 'ANSWER_TOO_LARGE' })
      return new Response(bytes.byteLength === 0 ? null : bytes, { status: answer.status, headers: [...answer.headers] })
    },
    close: () => agent.destroy(),
  }
}

/** All is said here: what is left out, undici would read from the environment itself, where nobody checked it. */
function createProxied({ address, except }: OutboundProxy, options: Agent.Options, tls: buildConnector.BuildOptions, headersTimeout: number): EnvHttpProxyAgent {
  const noProxy = [except, 'localhost', '127.0.0.1', '[::1]'].join(',')
  // Its own client would wait five minutes for a proxy that is silent.
  const clientFactory = (origin: URL, more: object) => new Pool(origin, { ...more, headersTimeout })
  return new EnvHttpProxyAgent({ ...options, httpProxy: '', httpsProxy: address, noProxy, requestTls: tls, proxyTls: tls, clientFactory })
}
