import { onTestFinished } from 'vitest'
import { intentHeader } from '#contract/session.ts'
import type { OpenIdConfig } from '#proxy/config/sign-in.ts'
import type { AuditEntry } from '#proxy/log/audit.ts'
import { createOpenIdDoor } from '#proxy/sign-in/openid-door.ts'
import { clientId, clientSecret, startIdentityProvider, type IdentityProvider } from '../../setup/identity-provider.ts'
import { createWorld, type World, type WorldOptions } from '../world.ts'

export const publicUrl = 'http://127.0.0.1:8420/'
export const sessionKey = 'test-session-key-of-32-characters-1'

export interface SignInWorld extends World {
  provider: IdentityProvider
  audited: AuditEntry[]
  /** A browser of its own. */
  visitor: () => Visitor
  /** The same product with other keys or limits: a restart. */
  restarted: (config?: Partial<OpenIdConfig>) => SignInWorld
}

type Tokens = Record<string, unknown>

async function retold(answer: Response, tell: (tokens: Tokens) => Tokens | Promise<Tokens>): Promise<Response> {
  const told = (await answer.json()) as Tokens
  return Response.json(answer.ok ? await tell(told) : told, { status: answer.status })
}

/** The product with a door, and a real provider over HTTP. `toTokens` changes what it answers where others answer otherwise. */
export async function createSignInWorld(options: WorldOptions & { config?: Partial<OpenIdConfig>; provider?: Parameters<typeof startIdentityProvider>[1]; toTokens?: (tokens: Tokens, isRefresh: boolean) => Tokens | Promise<Tokens>; audit?: (entry: AuditEntry) => Promise<void> } = {}): Promise<SignInWorld> {
  const home = options.config?.publicUrl ?? publicUrl
  const { toTokens = (tokens) => tokens } = options
  const provider = await startIdentityProvider([home], options.provider)
  onTestFinished(() => provider.stop())
  const make = (config: Partial<OpenIdConfig>): SignInWorld => {
    const audited: AuditEntry[] = []
    let now = () => Date.now()
    const door = createOpenIdDoor({
      config: { kind: 'openid', issuer: provider.issuer, clientId, clientSecret, rolesClaim: 'roles', scopes: 'openid profile email', publicUrl: home, sessionKeys: [sessionKey], ...config },
      fetch: async (url, init) => {
        const answer = await fetch(url, init)
        const isRefresh = typeof init.body === 'string' && init.body.includes('grant_type=refresh_token')
        return url.endsWith('/token') ? retold(answer, (tokens) => toTokens(tokens, isRefresh)) : answer
      },
      now: () => now(),
    })
    const audit = options.audit ?? (async (entry: AuditEntry) => void audited.push(entry))
    const world = createWorld({ metastudioJobs: 40, iceJobs: 5, ...options, proxy: { basePath: new URL(home).pathname, door, audit, ...options.proxy } })
    now = world.clock.now
    return { ...world, provider, audited, visitor: () => createVisitor((request) => world.proxy.fetch(request), home), restarted: (changed = {}) => make({ ...config, ...changed }) }
  }
  return make(options.config ?? {})
}

export interface Visitor {
  /** Cookies by host and name. */
  jar: Map<string, Map<string, string>>
  /** Follows nothing but the way to the page that says why somebody was turned away. */
  get: (path: string, headers?: Record<string, string>) => Promise<Response>
  /** As the page does it; a header that is `undefined` is left out. */
  post: (path: string, body?: unknown, headers?: Record<string, string | undefined>) => Promise<Response>
  /** Goes to the provider and gives the address it sends back to, with the code. */
  authorize: (account: string, path?: string) => Promise<string>
  /** All the way in. Gives the answer of the callback, or that page. */
  signIn: (account: string, path?: string) => Promise<Response>
}

/** A browser of somebody who comes to `home`; `fetch` leads there and follows nothing. */
export function createVisitor(fetchOurs: (request: Request) => Promise<Response>, home: string): Visitor {
  const jar: Visitor['jar'] = new Map()
  const cookiesOf = (host: string) => jar.get(host) ?? jar.set(host, new Map()).get(host) ?? new Map<string, string>()
  async function ask(address: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    const url = new URL(address, home)
    const cookies = cookiesOf(url.host)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie !== '' && { cookie }), ...init.headers }
    const isOurs = url.origin === new URL(home).origin
    const response = isOurs ? await fetchOurs(new Request(url, { ...init, headers, redirect: 'manual' })) : await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const at = pair.indexOf('=')
      const isGone = attributes.some((attribute) => /^(?:Max-Age=0|expires=Thu, 01 Jan 1970)/i.test(attribute))
      if (isGone) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    // Nobody sees the address in between.
    return response.headers.get('location')?.endsWith('/signin/refused') === true ? ask(below('/signin/refused')) : response
  }
  const below = (path: string) => new URL(path.replace(/^\//, ''), home).href
  const isBack = (address: string) => address.startsWith(`${home}signin/callback`)

  async function authorize(account: string, path = '/signin'): Promise<string> {
    let response = await ask(below(path))
    let at = home
    for (let step = 0; step < 12; step += 1) {
      const location = response.headers.get('location')
      if (location === null) {
        if (!new URL(at).pathname.includes('/interaction/')) throw new Error(`nowhere to go from ${new URL(at).pathname} (${response.status})`)
        response = await ask(at, { method: 'POST', body: new URLSearchParams(account === '' ? { cancel: 'yes' } : { login: account }) })
        continue
      }
      at = new URL(location, at).href
      if (isBack(at)) return at
      response = await ask(at)
    }
    throw new Error('the provider sends in circles')
  }
  return {
    jar,
    get: (path, headers = {}) => ask(below(path), { headers }),
    post: (path, body = {}, headers = {}) => {
      const usual = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', [intentHeader.name.toLowerCase()]: intentHeader.value }
      const sent = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
      return ask(below(path), { method: 'POST', body: JSON.stringify(body), headers: Object.fromEntries(sent) })
    },
    authorize,
    signIn: async (account, path) => ask(await authorize(account, path)),
  }
}
