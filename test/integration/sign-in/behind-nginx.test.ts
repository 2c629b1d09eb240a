import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ensureBuilt } from '../../../src/setup/built.mjs'
import { startFront } from '../../setup/front.ts'
import { clientId, clientSecret, startIdentityProvider } from '../../setup/identity-provider.ts'
import { findNginx, startNginx } from '../../setup/nginx.mjs'
import { startProduct } from '../../setup/product.mjs'
import { createVisitor } from './visitor.ts'

/** The built product behind nginx, with the very lines of the README. */

const hasNginx = findNginx() !== undefined
if (!hasNginx) console.log('nginx is not installed: signing in behind it was not tried')

const root = fileURLToPath(new URL('../../../', import.meta.url))
const readme = readFileSync(`${root}README.md`, 'utf8')
const locationOf = (address: string) => (/^ {2}location \/understudy\/ \{\n[^}]*\}/m.exec(readme)?.[0] ?? '').replace('http://127.0.0.1:8420', new URL(address).origin)
const secret = 'test-proxy-secret-of-32-characters'

beforeAll(() => ensureBuilt(root), 120_000)

type ToEnv = (home: string) => Promise<Record<string, string>>

/**
 * @param more what stands in the location besides the lines of the README
 * @param beside what stands in the server besides the location
 */
async function startBehind(toEnv: ToEnv, more = '', beside = '') {
  const front = await startFront()
  onTestFinished(front.close)
  const home = `${front.address}understudy/`
  const product = await startProduct({ UNDERSTUDY_LOG_LEVEL: 'error', UNDERSTUDY_PUBLIC_URL: home, ...(await toEnv(home)) })
  onTestFinished(async () => void (await product.stop()))
  const location = locationOf(product.address)
  expect(location).toContain('proxy_set_header Host')
  const nginx = await startNginx(`${beside} ${location.replace(/\}$/, `${more} }`)}`)
  onTestFinished(nginx.close)
  front.leadTo(nginx.address)
  return { home, visitor: () => createVisitor((request) => fetch(request), home) }
}

describe.skipIf(!hasNginx)('behind nginx as in the README, under a path', () => {
  it('people sign in at a provider, with cookies larger than a page of memory, and sign out', async () => {
    const { home, visitor } = await startBehind(async (publicUrl) => {
      // All claims in the ID token, which is kept for signing out.
      const provider = await startIdentityProvider([publicUrl], { conformIdTokenClaims: false })
      onTestFinished(() => provider.stop())
      provider.accounts.set('sam', { name: 'x'.repeat(800), roles: ['support'] })
      return {
        UNDERSTUDY_OIDC_ISSUER: provider.issuer,
        UNDERSTUDY_OIDC_CLIENT_ID: clientId,
        UNDERSTUDY_OIDC_CLIENT_SECRET: clientSecret,
        UNDERSTUDY_SESSION_KEYS: 'test-session-key-of-32-characters-1',
      }
    })
    const person = visitor()
    expect((await person.get('/api/sources')).status).toBe(401)
    const answer = await person.signIn('sam', `/signin?to=${encodeURIComponent('/understudy/ice-cn-shanghai/jobs?phase=failed')}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${home}ice-cn-shanghai/jobs?phase=failed`])
    expect([...answer.headers].join('').length).toBeGreaterThan(4_096)
    expect([...(person.jar.get(new URL(home).host)?.keys() ?? [])]).toEqual(['understudy-understudy-session', 'understudy-understudy-hint'])
    expect((await person.get('/api/sources')).status).toBe(200)
    const left = await person.post('/signin/out')
    expect([left.status, ((await left.json()) as { to: string }).to]).toEqual([200, expect.stringContaining('id_token_hint=')])
    expect((await person.get('/api/sources')).status).toBe(401)
  })

  it('people are who oauth2-proxy says, with the roles that it knows as groups', async () => {
    // As it does with --set-xauthrequest: a list with commas (oauth2-proxy, pkg/middleware/headers.go), roles of Keycloak with `role:` (providers/keycloak_oidc.go).
    const groups: Record<string, string> = { sam: 'role:offline_access,role:understudy:viewer,role:understudy:support', vera: 'role:understudy:viewer', kay: '/staff/support' }
    const proxy = createServer(({ headers }, answer) => {
      const account = /account=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? ''
      const told = { 'X-Auth-Request-User': `id-of-${account}`, 'X-Auth-Request-Email': `${account}@example.com`, 'X-Auth-Request-Groups': groups[account] ?? '' }
      answer.writeHead(account === '' ? 401 : 202, account === '' ? {} : told).end()
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void proxy.close())
    const address = proxy.address()
    const port = address === null || typeof address === 'string' ? 0 : address.port
    const lines = (/^ {4}auth_request \/oauth2\/auth;[^`]*/m.exec(readme)?.[0] ?? '').replace('"…"', secret)
    const env = Object.fromEntries([...readme.matchAll(/^export (UNDERSTUDY_ROLE_\w+)=(\S+)/gm)].map(([, name = '', value]) => [name, value]))
    const asks = `location = /oauth2/auth { proxy_pass http://127.0.0.1:${port}; proxy_pass_request_body off; proxy_set_header Content-Length ""; }`
    const { visitor } = await startBehind(async () => ({ UNDERSTUDY_TRUST_PROXY_HEADERS: '127.0.0.1', UNDERSTUDY_PROXY_SECRET: secret, ...env }), lines, asks)
    const sessionOf = async (cookie: string) => {
      const answer = await visitor().get('/api/session', { cookie })
      return answer.ok ? ((await answer.json()) as { user: { name: string; roles: string[] } }).user : answer.status
    }
    expect(await sessionOf('account=sam')).toMatchObject({ name: 'sam@example.com', roles: ['viewer', 'support'] })
    expect(await sessionOf('account=vera')).toMatchObject({ roles: ['viewer'] })
    expect([await sessionOf('account=kay'), await sessionOf('')]).toEqual([403, 401])
  })

  it('people are who nginx says, and not who they say themselves', async () => {
    const told = `proxy_set_header X-Understudy-User vera@example.com; proxy_set_header X-Understudy-Roles viewer; proxy_set_header X-Understudy-Secret ${secret};`
    const trust = { UNDERSTUDY_TRUST_PROXY_HEADERS: '127.0.0.1', UNDERSTUDY_PROXY_SECRET: secret }
    const claims = { 'x-understudy-user': 'sam', 'x-understudy-roles': 'support', 'x-understudy-secret': secret }
    const { home, visitor } = await startBehind(async () => trust, told)
    const session = await visitor().get('/api/session', claims)
    expect(await session.json()).toEqual({ user: { name: 'vera@example.com', roles: ['viewer'], can_sign_out: false } })
    const back = await visitor().get(`/signin?to=${encodeURIComponent('/understudy/ice-cn-shanghai/jobs')}`)
    expect(new URL(back.headers.get('location') ?? '', home).href).toBe(`${home}ice-cn-shanghai/jobs`)
  })

  it('nobody is anybody where nginx found nobody out: what a browser sends in its place does not arrive', async () => {
    const none = `set $nobody ""; proxy_set_header X-Understudy-User $nobody; proxy_set_header X-Understudy-Roles $nobody; proxy_set_header X-Understudy-Secret ${secret};`
    const { visitor } = await startBehind(async () => ({ UNDERSTUDY_TRUST_PROXY_HEADERS: '127.0.0.1', UNDERSTUDY_PROXY_SECRET: secret }), none)
    expect((await visitor().get('/api/session', { 'x-understudy-user': 'sam', 'x-understudy-roles': 'support' })).status).toBe(401)
  })
})
