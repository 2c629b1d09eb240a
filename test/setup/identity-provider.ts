import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Provider, type Adapter, type AdapterPayload, type ClientMetadata, type Configuration } from 'oidc-provider'

export interface Account {
  name: string
  /** The claim `roles`. */
  roles: unknown
  /** Where that claim is told alone. */
  onlyIn?: 'id_token' | 'userinfo'
}

export interface IdentityProvider {
  issuer: string
  /** By what people type at the form; a test may change them. */
  accounts: Map<string, Account>
  /** Ends what a person was granted, as an administrator would. */
  revoke: (account: string) => Promise<void>
  /** How many requests came to an endpoint, by the end of its path. */
  requests: string[]
  /** The next request to this path gets status 503. */
  failOnce: (path: string) => void
  stop: () => Promise<void>
}

const day = 24 * 3600
export const clientId = 'understudy-test'
export const clientSecret = 'test-client-secret-of-nobody'

export interface ProviderSettings extends Configuration {
  /** What is registered otherwise about Understudy. */
  client?: Partial<ClientMetadata>
  /** Where the provider is, below its host. */
  path?: string
}

/**
 * A real OpenID provider on loopback: its form takes the name of an account and no password. It gives each refresh token once.
 *
 * @param publicUrls under which addresses Understudy may be, each with a slash at the end
 */
export async function startIdentityProvider(publicUrls: readonly string[], { client, path = '', ...settings }: ProviderSettings = {}): Promise<IdentityProvider> {
  const accounts = new Map<string, Account>([
    ['vera', { name: 'Vera Viewer', roles: ['viewer'] }],
    ['sam', { name: 'Sam Support', roles: ['understudy-support', 'other'] }],
    ['norma', { name: 'Norma Nobody', roles: ['accounting'] }],
  ])
  const requests: string[] = []
  const failing = new Set<string>()
  const grants = new Map<string, string[]>()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  // Another site than 127.0.0.1, so that cookies meet what they meet in life.
  const issuer = `http://localhost:${address.port}${path}`

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: publicUrls.map((url) => `${url}signin/callback`),
        post_logout_redirect_uris: [...publicUrls],
        ...client,
      },
    ],
    jwks: { keys: [signingKey, ...otherKeys] },
    adapter: createMemory(),
    cookies: { keys: ['test-cookie-key-of-the-provider'] },
    claims: { openid: ['sub'], profile: ['name', 'roles'], email: ['email'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: async (context, logoutForm) => {
          context.body = `<!doctype html><html lang="en"><title>Test provider</title>${logoutForm}<button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button></html>`
        },
      },
      revocation: { enabled: true, allowedPolicy: () => true },
    },
    pkce: { required: () => true },
    ttl: { AccessToken: 3600, Grant: day, IdToken: 3600, Interaction: 3600, RefreshToken: day, Session: day },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    interactions: { url: (_, { uid }) => `${path}/interaction/${uid}` },
    findAccount: async (_, sub) => {
      const account = accounts.get(sub)
      if (account === undefined) return undefined
      const { onlyIn, ...claims } = account
      return { accountId: sub, claims: async (use) => ({ sub, ...claims, roles: (onlyIn ?? use) === use ? account.roles : undefined }) }
    },
    loadExistingGrant: async ({ oidc }) => {
      const account = oidc.session?.accountId ?? ''
      const known = oidc.session?.grantIdFor(clientId)
      if (known !== undefined) return provider.Grant.find(known)
      const grant = new provider.Grant({ clientId, accountId: account })
      grant.addOIDCScope('openid profile email')
      grants.set(account, [...(grants.get(account) ?? []), await grant.save()])
      return grant
    },
    ...settings,
  })
  const answer = provider.callback()
  server.on('request', (request: IncomingMessage & { originalUrl?: string }, response: ServerResponse) => {
    // As a framework does that leads a path to what knows nothing of it.
    request.originalUrl = request.url ?? '/'
    request.url = request.originalUrl.slice(path.length)
    const { pathname } = new URL(request.url, issuer)
    requests.push(pathname)
    if (failing.delete(pathname)) response.writeHead(503).end()
    // Browsers ask every site for it.
    else if (pathname === '/favicon.ico') response.writeHead(204).end()
    else if (pathname.startsWith('/interaction/')) void interact(provider, request, response)
    else void answer(request, response)
  })

  return {
    issuer,
    accounts,
    requests,
    failOnce: (path) => void failing.add(path),
    revoke: async (account) => {
      for (const grantId of grants.get(account) ?? []) {
        await Promise.all([provider.RefreshToken.revokeByGrantId(grantId), provider.AccessToken.revokeByGrantId(grantId)])
        await (await provider.Grant.find(grantId))?.destroy()
      }
      grants.delete(account)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const signingKey = { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }

const otherKeys = [
  { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'test-ec' },
  { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'EdDSA', kid: 'test-ed' },
]

/** What the provider remembers. Its own memory complains of being one. */
function createMemory(): (name: string) => Adapter {
  const kept = new Map<string, AdapterPayload>()
  return (name) => {
    const find = (isIt: (payload: AdapterPayload) => boolean) => [...kept].find(([key, payload]) => key.startsWith(`${name}:`) && isIt(payload))?.[1]
    return {
      upsert: async (id, payload) => void kept.set(`${name}:${id}`, payload),
      find: async (id) => kept.get(`${name}:${id}`),
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
      consume: async (id) => void kept.set(`${name}:${id}`, { ...kept.get(`${name}:${id}`), consumed: Math.floor(Date.now() / 1000) }),
      destroy: async (id) => void kept.delete(`${name}:${id}`),
      revokeByGrantId: async (grantId) => {
        for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}

const form = `<!doctype html><html lang="en"><title>Test provider</title>
<form method="post"><label>Account <input name="login" autofocus></label> <button>Sign in</button> <button name="cancel" value="yes">Cancel</button></form></html>`

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(form)
    return
  }
  let body = ''
  for await (const chunk of request) body += String(chunk)
  const given = new URLSearchParams(body)
  const result = given.has('cancel') ? { error: 'access_denied', error_description: '<b>no</b>' } : { login: { accountId: given.get('login') ?? '' } }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}
