import { describe, expect, it } from 'vitest'
import { createSeals } from '#proxy/sign-in/seals.ts'
import { absoluteMs, idleMs, recheckMs } from '#proxy/sign-in/sessions.ts'
import { cookieOf, signedIn, statusOf } from './signed-in.ts'
import { createSignInWorld, publicUrl, sessionKey } from './visitor.ts'

const text = async (response: Promise<Response>) => (await response).text()

describe('check 17: a session', () => {
  it('ends after an hour in which nothing was asked', async () => {
    const world = await createSignInWorld({ provider: { issueRefreshToken: async () => false } })
    const visitor = await signedIn(world)
    for (let time = 0; time < 3; time += 1) {
      world.clock.advance(idleMs - 1)
      expect(await statusOf(visitor)).toBe(200)
    }
    world.clock.advance(idleMs)
    const answer = await visitor.get('/api/sources')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8'])
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' })
    expect(cookieOf(visitor), 'the browser is told to forget it').toBeUndefined()
  })

  it('ends after twelve hours, however much was asked', async () => {
    const world = await createSignInWorld({ provider: { issueRefreshToken: async () => false } })
    const visitor = await signedIn(world)
    for (let asked = 0; asked < absoluteMs / (idleMs / 2) - 1; asked += 1) {
      world.clock.advance(idleMs / 2)
      expect(await statusOf(visitor)).toBe(200)
    }
    world.clock.advance(idleMs / 2)
    expect(await statusOf(visitor)).toBe(401)
  })

  it('ends within five minutes once it was ended at the provider', async () => {
    const world = await createSignInWorld()
    const visitor = await signedIn(world)
    await world.provider.revoke('vera')
    expect(await statusOf(visitor)).toBe(200)
    world.clock.advance(recheckMs)
    expect(await statusOf(visitor)).toBe(401)
  })

  it('asks the provider once for all requests that come at the same time, and goes on with what it gave', async () => {
    const world = await createSignInWorld()
    const visitor = await signedIn(world)
    for (let round = 0; round < 3; round += 1) {
      world.clock.advance(recheckMs)
      const before = world.provider.requests.filter((path) => path === '/token').length
      expect(await Promise.all(Array.from({ length: 6 }, () => statusOf(visitor)))).toEqual(Array.from({ length: 6 }, () => 200))
      expect(world.provider.requests.filter((path) => path === '/token').length - before).toBe(1)
    }
    expect(await statusOf(visitor), 'a token that was given once was not shown twice').toBe(200)
  })

  it('outlives a provider that is down, for an hour', async () => {
    const world = await createSignInWorld()
    const visitor = await signedIn(world)
    await world.provider.stop()
    for (let minutes = 0; minutes < 60; minutes += 20) {
      world.clock.advance(20 * 60_000)
      expect(await statusOf(visitor)).toBe(200)
    }
    world.clock.advance(20 * 60_000)
    expect(await statusOf(visitor)).toBe(401)
  })

  it('ends where the provider answers for somebody else', async () => {
    const tokens: unknown[] = []
    const world = await createSignInWorld({
      toTokens: (told, isRefresh) => {
        tokens.push(told['id_token'])
        return isRefresh ? { ...told, id_token: tokens[0] } : told
      },
    })
    const support = await signedIn(world, 'sam')
    const visitor = await signedIn(world)
    world.clock.advance(recheckMs)
    expect([await statusOf(support), await statusOf(visitor)]).toEqual([200, 401])
  })

  it('takes on a role that was changed at the provider, at the next check and at the next sign-in', async () => {
    const world = await createSignInWorld()
    const visitor = await signedIn(world)
    const rolesNow = async () => ((await (await visitor.get('/api/session')).json()) as { user?: { roles: string[] } }).user?.roles
    world.provider.accounts.set('vera', { name: 'Vera Viewer', roles: ['support'] })
    expect(await rolesNow()).toEqual(['viewer'])
    await visitor.signIn('vera')
    expect(await rolesNow()).toEqual(['support'])
    world.provider.accounts.set('vera', { name: 'Vera Viewer', roles: ['viewer'] })
    world.clock.advance(recheckMs)
    expect(await rolesNow()).toEqual(['viewer'])
    world.provider.accounts.set('vera', { name: 'Vera Viewer', roles: [] })
    world.clock.advance(recheckMs)
    expect(await statusOf(visitor)).toBe(401)
  })

  it('takes on a role that was changed also where only the userinfo tells it again', async () => {
    const world = await createSignInWorld({ toTokens: ({ id_token, ...tokens }, isRefresh) => (isRefresh ? tokens : { ...tokens, id_token }) })
    const visitor = await signedIn(world)
    for (const [roles, status] of [[['viewer'], 200], [['support'], 200], [[], 401]] as const) {
      world.provider.accounts.set('vera', { name: 'Vera Viewer', roles })
      world.clock.advance(recheckMs)
      expect([roles, await statusOf(visitor)]).toEqual([roles, status])
    }
  })

  it('goes on without a token to ask with where that is too long for a cookie, and the log says so', async () => {
    const world = await createSignInWorld({ toTokens: (tokens) => ({ ...tokens, refresh_token: 'x'.repeat(4_000) }) })
    const visitor = await signedIn(world)
    expect(world.log.at(-1)).toMatchObject({ route: '/signin/callback', status: 303, signIn: 'token_too_long' })
    const asked = world.provider.requests.length
    world.clock.advance(recheckMs)
    expect([await statusOf(visitor), world.provider.requests.length]).toEqual([200, asked])
  })

  it('is another one after each sign-in, and the one before has ended', async () => {
    const world = await createSignInWorld()
    const visitor = await signedIn(world)
    const before = new Map(visitor.jar.get('127.0.0.1:8420'))
    await visitor.signIn('vera')
    const thief = world.visitor()
    thief.jar.set('127.0.0.1:8420', before)
    expect([await statusOf(visitor), await statusOf(thief)]).toEqual([200, 401])
  })

  it('is not taken from the browser by an answer that was on its way with the one before', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    let isAsked = false
    const world = await createSignInWorld({
      toTokens: async (tokens, isRefresh) => {
        if (isRefresh) {
          isAsked = true
          await gate
        }
        return tokens
      },
    })
    const visitor = await signedIn(world)
    const before = { cookie: `understudy-session=${cookieOf(visitor)}` }
    world.clock.advance(recheckMs)
    const late = visitor.get('/api/sources')
    await expect.poll(() => isAsked).toBe(true)
    await visitor.signIn('vera')
    open()
    for (const answer of [await late, await visitor.get('/api/sources', before)]) expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []])
    expect(await statusOf(visitor)).toBe(200)
  })

  it('that a version sealed which knew less is still one', async () => {
    const world = await createSignInWorld()
    const at = world.clock.now()
    const sealed = await createSeals([sessionKey]).seal({ kind: 'session', id: 'a-session-of-before', person: 'vera', name: 'Vera Viewer', roles: ['viewer'], startedAt: at, seenAt: at, checkedAt: at })
    expect((await world.get('/api/sources', { cookie: `understudy-session=${sealed}` })).status).toBe(200)
  })

  it('is not what somebody made or changed himself', async () => {
    const world = await createSignInWorld()
    const visitor = await signedIn(world)
    const sealed = cookieOf(visitor) ?? ''
    const attempt = world.visitor()
    await attempt.get('/signin')
    const [other] = [...(attempt.jar.get('127.0.0.1:8420')?.values() ?? [])]
    const middle = Math.floor(sealed.length / 2)
    const flipped = `${sealed.slice(0, middle)}${sealed[middle] === 'A' ? 'B' : 'A'}${sealed.slice(middle + 1)}`
    for (const forged of ['', 'x', flipped, sealed.slice(0, -5), other ?? '', `${sealed}; understudy-session=${sealed}`, JSON.stringify({ kind: 'session' }), 'Fe26.2*'.repeat(2000)]) {
      const answer = await world.get('/api/sources', { cookie: `understudy-session=${forged}` })
      expect(answer.status, forged.slice(0, 40)).toBe(401)
    }
    expect(await statusOf(visitor)).toBe(200)
  })

  it('outlives a restart and a new key as long as the old one is listed', async () => {
    const world = await createSignInWorld()
    const visitor = await signedIn(world)
    const cookie = { cookie: `understudy-session=${cookieOf(visitor)}` }
    const [newer, newest] = ['test-session-key-of-32-characters-2', 'test-session-key-of-32-characters-3']
    expect((await world.restarted().get('/api/sources', cookie)).status).toBe(200)
    expect((await world.restarted({ sessionKeys: [newer, sessionKey] }).get('/api/sources', cookie)).status).toBe(200)
    expect((await world.restarted({ sessionKeys: [newest, newer] }).get('/api/sources', cookie)).status).toBe(401)
  })

  it('is not given back to the browser by an answer that was on its way while the person signed out', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    let isAsked = false
    const world = await createSignInWorld({
      audit: () => {
        isAsked = true
        return gate
      },
    })
    const visitor = await signedIn(world, 'sam')
    const { id } = world.clouds.jobs('metastudio').find(({ contact }) => /^1\d{10}$/.test(contact ?? '')) ?? { id: '' }
    world.clock.advance(2 * 60_000)
    const late = visitor.post(`/api/sources/metastudio-cn-north-4/jobs/${id}/reveal`, { field: 'contact', why: 'asked for a call' })
    await expect.poll(() => isAsked).toBe(true)
    await visitor.post('/signin/out')
    open()
    expect((await late).headers.getSetCookie()).toEqual([])
    expect(cookieOf(visitor)).toBeUndefined()
  })

  it('ends by signing out: here for every copy of it, and at the provider', async () => {
    const world = await createSignInWorld()
    const visitor = await signedIn(world)
    const copy = world.visitor()
    copy.jar.set('127.0.0.1:8420', new Map(visitor.jar.get('127.0.0.1:8420')))
    const answer = await visitor.post('/signin/out')
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const { to } = (await answer.json()) as { to: string }
    const asked = new URL(to)
    expect([asked.origin, asked.pathname, asked.searchParams.get('post_logout_redirect_uri')]).toEqual([world.provider.issuer, '/session/end', publicUrl])
    expect(asked.searchParams.get('id_token_hint')).toMatch(/^ey/)
    expect([await statusOf(visitor), await statusOf(copy)]).toEqual([401, 401])
    expect([...(visitor.jar.get('127.0.0.1:8420')?.keys() ?? [])]).toEqual([])
    expect(world.provider.requests).toContain('/token/revocation')
    expect((await world.restarted().get('/api/sources', { cookie: 'understudy-session=gone' })).status).toBe(401)
  })
})

it('no token, code, key or cookie of a sign-in is in the log or in an answer of the API', async () => {
  const world = await createSignInWorld()
  const visitor = await signedIn(world, 'sam')
  const bodies = await Promise.all(['/api/session', '/api/sources', '/metrics', '/'].map((path) => text(visitor.get(path))))
  const all = `${JSON.stringify(world.log)}${bodies.join('')}`
  for (const secret of [sessionKey, 'test-client-secret', cookieOf(visitor) ?? '?', 'Fe26', 'eyJ', 'refresh_token', 'code=']) expect(all).not.toContain(secret)
})
