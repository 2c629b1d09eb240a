import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { OutboundProxy } from '#proxy/config/outbound.ts'
import type { OpenIdConfig } from '#proxy/config/sign-in.ts'
import { createCloudFetch } from '#proxy/node/cloud-fetch.ts'
import { createOpenIdDoor } from '#proxy/sign-in/openid-door.ts'
import { clientId } from '../../setup/identity-provider.ts'
import { createSignInWorld, publicUrl, sessionKey, type SignInWorld } from './visitor.ts'

type Options = NonNullable<Parameters<typeof createSignInWorld>[0]>

/** What the person reads, and what the log says. */
async function seen(world: SignInWorld, answer: Response): Promise<unknown> {
  const title = /<h1>(.*?)<\/h1>/.exec(await answer.text())?.[1]
  return [answer.status, title, world.log.findLast(({ route }) => route !== '/signin/refused')?.signIn]
}
/** The same claims, over another signature. */
const resigned = (token: string) => `${token.slice(0, token.lastIndexOf('.') + 1)}${Buffer.alloc(256, 7).toString('base64url')}`
const unfit = 'Sign-in is not set up rightly'
const unreachable = 'The identity provider cannot be reached'

/** A port at which nobody listens any more. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  await new Promise((resolve) => server.close(resolve))
  return bound === null || typeof bound === 'string' ? 1 : bound.port
}

describe('somebody who begins to sign in', () => {
  it.each<[what: string, toIssuer: (issuer: string) => string | Promise<string>, status: number, title: string, reason: unknown]>([
    ['at an address where nobody listens', async () => `http://127.0.0.1:${await deadPort()}`, 502, unreachable, 'ECONNREFUSED'],
    ['at a name that no server has', () => 'https://provider.invalid', 502, unreachable, expect.stringMatching(/^E(?:NOTFOUND|AI_AGAIN)$/)],
    ['where TLS fails', (issuer) => issuer.replace('http:', 'https:'), 502, unreachable, expect.stringMatching(/^(?:ERR_SSL|EPROTO)/)],
    ['below a path that the provider does not have', (issuer) => `${issuer}/realms/nobody`, 502, unreachable, 'response_is_not_conform'],
    ['where the provider calls itself otherwise', (issuer) => issuer.replace('localhost', '127.0.0.1'), 500, unfit, 'issuer_mismatch'],
  ])('%s reads why, and the log names it', async (_, toIssuer, status, title, reason) => {
    const world = await createSignInWorld()
    const changed = world.restarted({ issuer: await toIssuer(world.provider.issuer) })
    expect(await seen(changed, await changed.visitor().get('/signin'))).toEqual([status, title, reason])
  })
})

describe('somebody who comes back', () => {
  it.each<[what: string, options: Options, expected: unknown]>([
    ['where the client secret is wrong', { config: { clientSecret: 'test-another-secret' } }, [500, unfit, 'invalid_client']],
    ['where the client has no secret but needs one', { config: { clientSecret: undefined } }, [500, unfit, 'invalid_client']],
    ['without an ID token', { toTokens: (tokens) => ({ ...tokens, id_token: undefined }) }, [500, unfit, 'invalid_response']],
    ['with an ID token that is none', { toTokens: (tokens) => ({ ...tokens, id_token: 'a.b.c' }) }, [500, unfit, expect.stringMatching(/^[a-z_]+$/)]],
    ['with an ID token that somebody else signed', { toTokens: (tokens) => ({ ...tokens, id_token: resigned(String(tokens['id_token'])) }) }, [500, unfit, expect.stringMatching(/^[a-z_]+$/)]],
  ])('%s is not told to begin again', async (_, options, expected) => {
    const world = await createSignInWorld(options)
    expect(await seen(world, await world.visitor().signIn('vera'))).toEqual(expected)
  })

  it.each<[what: string, claims: object, rolesClaim: string, reason: string]>([
    ['has no such claim', { roles: undefined }, 'roles', 'no_claim'],
    ['has it under another name', { roles: ['viewer'] }, 'groups', 'no_claim'],
    ['has it without a word of ours', { roles: ['Viewer', 'accounting'] }, 'roles', 'no_role'],
    ['has one of ours between blanks alone', { roles: 'Desktop watchers' }, 'roles', 'claim_with_blanks'],
    ['has none left', { roles: [] }, 'roles', 'no_role'],
    ['is in too many groups to be told of (Entra ID)', { roles: undefined, _claim_names: { roles: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.test' } } }, 'roles', 'claim_elsewhere'],
  ])('and %s: the log says so', async (_, claims, rolesClaim, reason) => {
    const world = await createSignInWorld({ config: { rolesClaim, ...(reason === 'claim_with_blanks' && { roleWords: { viewer: ['watchers'], support: ['Helpers'] } }) }, provider: { claims: { openid: ['sub'], profile: ['name', 'roles', '_claim_names', '_claim_sources'] } } })
    world.provider.accounts.set('kay', { name: 'Kay', roles: undefined, ...claims })
    expect(await seen(world, await world.visitor().signIn('kay'))).toEqual([403, 'You may not use Understudy', reason])
  })

  it.each([
    ['too late', (world: SignInWorld) => (world.clock.advance(10 * 60_000), world), 'too_late'],
    ['to a process with another key', (world: SignInWorld) => world.restarted({ sessionKeys: ['test-session-key-of-32-characters-2'] }), 'other_key'],
  ])('%s: the log says so', async (_, change, reason) => {
    const world = await createSignInWorld()
    const before = world.visitor()
    const back = await before.authorize('vera')
    const changed = change(world)
    const visitor = changed.visitor()
    visitor.jar.set('127.0.0.1:8420', before.jar.get('127.0.0.1:8420') ?? new Map())
    expect(await seen(changed, await visitor.get(back.slice(publicUrl.length - 1)))).toEqual([400, 'This sign-in cannot be finished', reason])
  })
})

/** What is said at the start of the provider at this address. */
const check = (issuer: string, outboundProxy?: OutboundProxy) => {
  const way = createCloudFetch({ outboundProxy })
  onTestFinished(() => way.close())
  const config: OpenIdConfig = { kind: 'openid', issuer, clientId, rolesClaim: 'roles', scopes: 'openid', publicUrl, sessionKeys: [sessionKey] }
  return createOpenIdDoor({ config, fetch: way.fetchWhole, now: Date.now }).check?.()
}

/** A server of HTTP, and its port. */
async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const bound = server.address()
  return bound === null || typeof bound === 'string' ? 1 : bound.port
}

it('an outbound proxy that lets nobody through to the provider is named by its answer', async () => {
  const port = await listening(createHttpServer().on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')))
  expect(await check('https://provider.invalid', { address: `http://127.0.0.1:${port}`, except: '' })).toBe('PROXY_407')
})

it('an answer of a provider that has no end is read no further than a mebibyte', async () => {
  const port = await listening(createHttpServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    // As long as it is read: `write` says no when the other side takes no more.
    const more = () => {
      while (response.writable && response.write(' '.repeat(65_536)));
    }
    response.on('drain', more).on('error', () => undefined)
    more()
  }))
  expect(await check(`http://127.0.0.1:${port}`)).toBe('ANSWER_TOO_LARGE')
})

it('at the start it is said whether the provider can be used', async () => {
  const { provider } = await createSignInWorld()
  expect(await check(provider.issuer)).toBeUndefined()
  expect(await check(`http://127.0.0.1:${await deadPort()}`)).toBe('ECONNREFUSED')
})
