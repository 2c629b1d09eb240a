import { describe, expect, it } from 'vitest'
import { recheckMs } from '#proxy/sign-in/sessions.ts'
import { clientId, clientSecret, type Account } from '../../setup/identity-provider.ts'
import { createSignInWorld, type SignInWorld, type Visitor } from './visitor.ts'

type Options = Parameters<typeof createSignInWorld>[0]
const statusOf = async (visitor: Visitor) => (await visitor.get('/api/sources')).status

async function signedIn(options: Options = {}, more: Partial<Account> = {}): Promise<{ world: SignInWorld; visitor: Visitor }> {
  const world = await createSignInWorld(options)
  world.provider.accounts.set('vera', { name: 'Vera Viewer', roles: ['viewer'], ...more })
  const visitor = world.visitor()
  expect((await visitor.signIn('vera')).status).toBe(303)
  return { world, visitor }
}
/** Claims in the ID token too, as many providers have it. */
const inBoth = { conformIdTokenClaims: false }
const withoutIdToken = ({ id_token, ...tokens }: Record<string, unknown>, isRefresh: boolean) => (isRefresh ? tokens : { ...tokens, id_token })

/** After each recheck what the person's browser is answered. */
async function afterRechecks({ world, visitor }: { world: SignInWorld; visitor: Visitor }, rounds: readonly unknown[]): Promise<unknown[]> {
  const seen: unknown[] = []
  const account = world.provider.accounts.get('vera') ?? { name: '' }
  for (const roles of rounds) {
    world.provider.accounts.set('vera', { ...account, roles })
    world.clock.advance(recheckMs)
    seen.push([roles, await statusOf(visitor)])
  }
  return seen
}

describe('a provider that gave a new token and then fails', () => {
  it.each<[what: string, path: string, options: Options]>([
    ['the userinfo', '/me', {}],
    ['the keys that its ID token is signed with', '/jwks', { provider: inBoth }],
  ])('to tell %s: the session goes on with the new token, in a copy of ours that remembers nothing too', async (_, path, options) => {
    const { world, visitor } = await signedIn(options)
    const restarted = world.restarted()
    const again = restarted.visitor()
    again.jar.set('127.0.0.1:8420', visitor.jar.get('127.0.0.1:8420') ?? new Map())
    const sealedBefore = again.jar.get('127.0.0.1:8420')?.get('understudy-session')
    restarted.clock.advance(recheckMs)
    world.provider.failOnce(path)
    expect(await statusOf(again)).toBe(200)
    const asked = () => world.provider.requests.filter((one) => one === '/token').length
    const before = asked()
    expect(again.jar.get('127.0.0.1:8420')?.get('understudy-session')).not.toBe(sealedBefore)

    const third = restarted.restarted()
    third.clock.advance(recheckMs + 30_000)
    const later = third.visitor()
    later.jar.set('127.0.0.1:8420', again.jar.get('127.0.0.1:8420') ?? new Map())
    expect([await statusOf(later), asked()]).toEqual([200, before + 1])
    world.provider.accounts.set('vera', { name: 'Vera Viewer', roles: [] })
    third.clock.advance(recheckMs)
    expect(await statusOf(later)).toBe(401)
  })

  it('is shown the new token also by a request that brings the form before, and gives the browser the new one at once', async () => {
    const { world, visitor } = await signedIn()
    const cookieOf = () => visitor.jar.get('127.0.0.1:8420')?.get('understudy-session')
    world.clock.advance(recheckMs - 1_000)
    expect(await statusOf(visitor)).toBe(200)
    const before = new Map(visitor.jar.get('127.0.0.1:8420'))
    world.clock.advance(1_000)
    world.provider.failOnce('/me')
    expect([await statusOf(visitor), cookieOf() === before.get('understudy-session')]).toEqual([200, false])
    visitor.jar.set('127.0.0.1:8420', new Map(before))
    world.clock.advance(30_000)
    expect([await statusOf(visitor), cookieOf() === before.get('understudy-session')]).toEqual([200, false])
  })

  it('is asked again after half a minute, not with each request, and one hour long', async () => {
    const { world, visitor } = await signedIn()
    const asked = () => world.provider.requests.filter((one) => one === '/token').length
    const atSignIn = asked()
    world.clock.advance(recheckMs)
    world.provider.failOnce('/me')
    expect([await statusOf(visitor), await statusOf(visitor), asked() - atSignIn]).toEqual([200, 200, 1])
    world.clock.advance(30_000)
    expect([await statusOf(visitor), asked() - atSignIn]).toEqual([200, 2])
    // That one was heard: the next is due after the usual time.
    world.clock.advance(30_000)
    expect([await statusOf(visitor), asked() - atSignIn]).toEqual([200, 2])
    for (let minutes = 20; minutes <= 60; minutes += 20) {
      world.provider.failOnce('/me')
      world.clock.advance(20 * 60_000)
      expect([minutes, await statusOf(visitor)]).toEqual([minutes, minutes < 60 ? 200 : 401])
    }
  })
})

describe('a provider that drops the claim together with the last role', () => {
  it.each<[where: string, options: Options]>([
    ['in the userinfo, and gives no ID token again', { toTokens: withoutIdToken }],
    ['in the userinfo, and gives an ID token that never had it', {}],
    ['in both, and gives no ID token again', { provider: inBoth, toTokens: withoutIdToken }],
    ['in both', { provider: inBoth }],
  ])('%s: nobody stays', async (_, options) => {
    expect(await afterRechecks(await signedIn(options), [['viewer'], ['viewer'], undefined])).toEqual([[['viewer'], 200], [['viewer'], 200], [undefined, 401]])
  })

  it('in both, at the first time it is asked again', async () => {
    expect(await afterRechecks(await signedIn({ provider: inBoth, toTokens: withoutIdToken }), [undefined])).toEqual([[undefined, 401]])
  })

  it('in the ID token, which is all that ever had it: nobody stays, though the userinfo fails', async () => {
    const { world, visitor } = await signedIn({ provider: inBoth }, { onlyIn: 'id_token' })
    world.provider.failOnce('/me')
    expect(await afterRechecks({ world, visitor }, [undefined])).toEqual([[undefined, 401]])
  })
})

describe('a provider that tells the roles in the ID token only', () => {
  const only = { onlyIn: 'id_token' } as const
  const noUserinfo = { ...inBoth, features: { userinfo: { enabled: false }, devInteractions: { enabled: false } } }

  it.each<[what: string, options: Options]>([
    ['and gives none again, with a userinfo', { provider: inBoth, toTokens: withoutIdToken }],
    ['and gives none again, without a userinfo', { provider: noUserinfo, toTokens: withoutIdToken }],
  ])('%s: what it told holds on', async (_, options) => {
    expect(await afterRechecks(await signedIn(options, only), [['viewer'], undefined])).toEqual([[['viewer'], 200], [undefined, 200]])
  })

  it('each time: what it tells is taken on, its silence too', async () => {
    expect(await afterRechecks(await signedIn({ provider: inBoth }, only), [['viewer'], ['support'], undefined])).toEqual([[['viewer'], 200], [['support'], 200], [undefined, 401]])
  })

  it('and fails at the userinfo: people come in all the same, and its silence is taken on', async () => {
    const world = await createSignInWorld({ provider: inBoth })
    world.provider.failOnce('/me')
    const visitor = world.visitor()
    expect([(await visitor.signIn('vera')).status, world.provider.requests.includes('/me')]).toEqual([303, true])
    expect(await afterRechecks({ world, visitor }, [['viewer'], undefined])).toEqual([[['viewer'], 200], [undefined, 401]])
  })
})

describe('signing out while the provider is asked', () => {
  it('gives back the token that it gives at that moment', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const given: unknown[] = []
    const { world, visitor } = await signedIn({
      // Some end all they gave with one token; this one knows a used token no more.
      provider: { features: { devInteractions: { enabled: false }, revocation: { enabled: true, allowedPolicy: (_, __, token) => !('consumed' in token && token.consumed !== undefined) } } },
      toTokens: async (tokens, isRefresh) => {
        given.push(tokens['refresh_token'])
        if (isRefresh) await gate
        return tokens
      },
    })
    const copy = world.visitor()
    copy.jar.set('127.0.0.1:8420', new Map(visitor.jar.get('127.0.0.1:8420')))
    world.clock.advance(recheckMs)
    const late = statusOf(copy)
    await expect.poll(() => given).toHaveLength(2)
    expect((await visitor.post('/signin/out')).status).toBe(200)
    open()
    expect(await late).toBe(401)
    expect(new Set(given).size).toBe(2)
    // The newest first: a provider that is shown a used one takes it for theft, and ends all.
    for (const token of given.toReversed()) {
      const answer = await fetch(`${world.provider.issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(token) }),
      })
      expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_grant' })])
    }
  })
})
