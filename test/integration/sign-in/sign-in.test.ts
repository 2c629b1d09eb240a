import { describe, expect, it } from 'vitest'
import { recheckMs } from '#proxy/sign-in/sessions.ts'
import { cookieOf, signedIn, statusOf } from './signed-in.ts'
import { createSignInWorld, publicUrl } from './visitor.ts'

describe('signing in at a provider', () => {
  it('asks with PKCE, state and nonce, and comes back to the address it began from', async () => {
    const world = await createSignInWorld()
    const visitor = world.visitor()
    const begun = await visitor.get('/signin?to=%2Fmetastudio-cn-north-4%2Fjobs%3Fphase%3Dfailed')
    expect(begun.status).toBe(303)
    const asked = new URL(begun.headers.get('location') ?? '').searchParams
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: `${publicUrl}signin/callback`, scope: 'openid profile email' })
    expect(['state', 'nonce', 'code_challenge'].map((name) => (asked.get(name) ?? '').length > 30)).toEqual([true, true, true])
    expect(begun.headers.getSetCookie().join()).toMatch(/^understudy-attempt-[\w-]{8}=Fe26[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)

    const answer = await visitor.signIn('vera', '/signin?to=%2Fmetastudio-cn-north-4%2Fjobs%3Fphase%3Dfailed')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${publicUrl}metastudio-cn-north-4/jobs?phase=failed`])
    expect(await (await visitor.get('/api/session')).json()).toEqual({ user: { name: 'Vera Viewer', roles: ['viewer'], can_sign_out: true } })
    expect(await statusOf(visitor)).toBe(200)
  })

  it('knows the roles by words of one’s own, such as groups', async () => {
    const world = await createSignInWorld({ config: { roleWords: { viewer: ['CN=Watch,OU=Staff', 'watchers'], support: ['Support team'] } } })
    const rolesOf = async (roles: string[]) => {
      world.provider.accounts.set('kay', { name: 'Kay', roles })
      const visitor = world.visitor()
      const { status } = await visitor.signIn('kay')
      return status === 303 ? ((await (await visitor.get('/api/session')).json()) as { user: { roles: string[] } }).user.roles : status
    }
    expect(await rolesOf(['CN=Watch,OU=Staff', 'Support team'])).toEqual(['viewer', 'support'])
    expect([await rolesOf(['watchers']), await rolesOf(['viewer', 'support', 'team'])]).toEqual([['viewer'], 403])
    // A name in a list is one name, whatever stands in it.
    for (const name of ['watchers,Support team', 'watchers;Support team', '| watchers | Support team |', 'watchers Support team']) expect(await rolesOf([name]), name).toBe(403)
  })

  it('reads the roles from the ID token too, from an inner claim, and from a text', async () => {
    const world = await createSignInWorld({ config: { rolesClaim: 'realm_access.roles' }, provider: { conformIdTokenClaims: false, claims: { openid: ['sub'], profile: ['name', 'realm_access'] } } })
    world.provider.accounts.set('kay', { name: 'Kay', roles: [], realm_access: { roles: 'support other' } } as never)
    const visitor = await signedIn(world, 'kay')
    expect(await (await visitor.get('/api/session')).json()).toMatchObject({ user: { roles: ['support'] } })
    world.provider.requests.length = 0
    world.clock.advance(recheckMs)
    expect([await statusOf(visitor), world.provider.requests]).toEqual([200, ['/token']])
  })

  it('sends people back only to its public address, whatever name they came by', async () => {
    const world = await createSignInWorld({ config: { publicUrl: 'https://dash.example.com/a/b/' }, proxy: { isAllowedHost: () => true } })
    const begun = await world.proxy.fetch(new Request('http://evil.test/a/b/signin', { headers: { host: 'evil.test', 'x-forwarded-host': 'evil.test' } }))
    expect(new URL(begun.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe('https://dash.example.com/a/b/signin/callback')
    expect(begun.headers.getSetCookie().join()).toMatch(/^__Host-understudy-a-b-attempt-.*; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/)
  })

  it('works below a path', async () => {
    const world = await createSignInWorld({ config: { publicUrl: 'http://127.0.0.1:8420/a/b/' } })
    const visitor = world.visitor()
    expect((await visitor.get('/api/sources')).status).toBe(401)
    const answer = await visitor.signIn('vera', '/signin?to=%2Fa%2Fb%2Fice-cn-shanghai%2Fjobs')
    expect(answer.headers.get('location')).toBe('http://127.0.0.1:8420/a/b/ice-cn-shanghai/jobs')
    expect((await visitor.get('/api/sources')).status).toBe(200)
  })

  it('keeps two tabs apart that sign in at once', async () => {
    const visitor = (await createSignInWorld()).visitor()
    const first = await visitor.authorize('vera', '/signin?to=%2Fice-cn-shanghai%2Fjobs')
    const second = await visitor.authorize('vera')
    expect((await visitor.get(first.slice(publicUrl.length - 1))).headers.get('location')).toBe(`${publicUrl}ice-cn-shanghai/jobs`)
    expect((await visitor.get(second.slice(publicUrl.length - 1))).headers.get('location')).toBe(publicUrl)
  })

  it('keeps no more than four attempts in one browser: the newest', async () => {
    const visitor = (await createSignInWorld()).visitor()
    const begun: string[] = []
    for (let tab = 0; tab < 7; tab += 1) {
      const { headers } = await visitor.get('/signin')
      begun.push(`understudy-attempt-${new URL(headers.get('location') ?? '').searchParams.get('state')?.slice(0, 8)}`)
    }
    expect([...(visitor.jar.get('127.0.0.1:8420')?.keys() ?? [])]).toEqual(begun.slice(-4))
  })

  it('keeps a way back of three hundred characters; from a longer one a person comes home', async () => {
    const world = await createSignInWorld()
    const toOf = (length: number) => '/ice-cn-shanghai/jobs?name='.padEnd(length, 'a')
    for (const [length, to] of [[300, toOf(300)], [301, '/'], [2001, '/']] as const) {
      expect((await world.visitor().signIn('vera', `/signin?to=${encodeURIComponent(toOf(length))}`)).headers.get('location')).toBe(new URL(to, publicUrl).href)
    }
    const visitor = await signedIn(world)
    for (let tab = 0; tab < 4; tab += 1) await visitor.get(`/signin?to=${encodeURIComponent(toOf(300))}`)
    const cookies = [...(visitor.jar.get('127.0.0.1:8420') ?? [])]
    expect(cookies).toHaveLength(6)
    expect(cookies.map(([name, value]) => `${name}=${value}`).join('; ').length).toBeLessThan(8_000)
  })

  it('leads to a source whose name begins as the door does', async () => {
    expect((await (await createSignInWorld()).visitor().signIn('vera', '/signin?to=%2Fsignin-eu%2Fjobs')).headers.get('location')).toBe(`${publicUrl}signin-eu/jobs`)
  })

  it('answers sixty from one address at once, at the beginning and at the end, then asks to wait', async () => {
    const world = await createSignInWorld()
    for (const [path, status] of [['/signin', 303], ['/signin/callback?state=x', 303]] as const) {
      const ask = async () => world.proxy.fetch(new Request(new URL(path, publicUrl)), { address: '203.0.113.9' })
      const answers: Response[] = []
      for (let time = 0; time < 61; time += 1) answers.push(await ask())
      expect([new Set(answers.slice(0, 60).map((answer) => answer.status)), answers[60]?.status, answers[60]?.headers.get('retry-after')]).toEqual([new Set([status]), 429, '2'])
      world.clock.advance(2_000)
      expect((await ask()).status).toBe(status)
    }
  })
})

describe('check 17: what does not get in', () => {
  it('an answer with a wrong state', async () => {
    const visitor = (await createSignInWorld()).visitor()
    const back = new URL(await visitor.authorize('vera'))
    back.searchParams.set('state', 'another-state-of-the-same-length-as-theirs')
    const answer = await visitor.get(`/signin/callback${back.search}`)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('This sign-in cannot be finished')])
    expect(await statusOf(visitor)).toBe(401)
  })

  it('a state that shares its beginning with one that was begun', async () => {
    const visitor = (await createSignInWorld()).visitor()
    const back = new URL(await visitor.authorize('vera'))
    back.searchParams.set('state', `${back.searchParams.get('state')?.slice(0, 8)}${'x'.repeat(30)}`)
    expect((await visitor.get(`/signin/callback${back.search}`)).status).toBe(400)
  })

  it('a code that was used before, with the cookies of that time', async () => {
    const world = await createSignInWorld()
    const visitor = world.visitor()
    const back = (await visitor.authorize('vera')).slice(publicUrl.length - 1)
    const cookies = new Map(visitor.jar.get('127.0.0.1:8420'))
    expect((await visitor.get(back)).status).toBe(303)
    expect((await visitor.get(back)).status, 'the attempt is used up').toBe(400)
    const thief = world.visitor()
    thief.jar.set('127.0.0.1:8420', cookies)
    expect((await thief.get(back)).status, 'the provider knows the code').toBe(400)
    expect(await statusOf(thief)).toBe(401)
    expect(world.log.findLast(({ signIn }) => signIn === 'invalid_grant')).toMatchObject({ route: '/signin/callback', status: 303 })
  })

  it('an answer that another browser asked for: nobody is signed in as somebody else', async () => {
    const world = await createSignInWorld()
    const back = await world.visitor().authorize('vera')
    const victim = world.visitor()
    expect((await victim.get(back.slice(publicUrl.length - 1))).status).toBe(400)
    expect(await statusOf(victim)).toBe(401)
  })

  it('an attempt that took longer than ten minutes', async () => {
    const world = await createSignInWorld()
    const visitor = world.visitor()
    const back = await visitor.authorize('vera')
    world.clock.advance(10 * 60_000)
    expect((await visitor.get(back.slice(publicUrl.length - 1))).status).toBe(400)
  })

  it('somebody who cancelled: the words of the provider are not repeated', async () => {
    const world = await createSignInWorld()
    const answer = await world.visitor().signIn('')
    const page = await answer.text()
    expect([answer.status, page.includes('<b>no</b>'), page.includes('confirm who you are')]).toEqual([403, false, true])
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  })

  it('somebody without a role: he is told so in words, and may come as somebody else', async () => {
    const world = await createSignInWorld()
    const visitor = world.visitor()
    const answer = await visitor.signIn('norma', '/signin?to=%2Fice-cn-shanghai%2Fjobs')
    const page = await answer.text()
    expect(answer.status).toBe(403)
    for (const words of ['Norma Nobody', 'no role here', '没有角色', '/signin?as=another&amp;to=%2Fice-cn-shanghai%2Fjobs']) expect(page).toContain(words)
    expect(cookieOf(visitor)).toBeUndefined()
    const again = await visitor.get('/signin?as=another')
    expect(new URL(again.headers.get('location') ?? '').searchParams.get('prompt')).toBe('login')
  })

  it('anybody while the provider is down, and he is told what it is', async () => {
    const world = await createSignInWorld()
    await world.provider.stop()
    const answer = await world.visitor().get('/signin')
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('cannot be reached')])
  })
})

describe('check 16: where a person goes after signing in', () => {
  const attacks = [
    'https://evil.example', '//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/%09/evil.example', '/%2F/evil.example', '/%2f%2fevil.example',
    '/%5Cevil.example', '/..//evil.example', '/a/../../evil.example', '/./\\evil.example', '/%2e%2e/evil', 'javascript:alert(1)', '/\u0000', '/\r\nSet-Cookie: a=b',
    'evil.example', '', '/a//b', '/%252f%252fevil.example', '/\u2028', '/signin', '/signin/', '/signin?to=/', '/signin/out', '/@evil.example/..//x', `//${'a'.repeat(2001)}`,
  ]
  it('is never elsewhere, however the address is spelled', async () => {
    const world = await createSignInWorld()
    for (const to of attacks) {
      const answer = await world.visitor().get(`/signin?to=${encodeURIComponent(to)}`)
      expect([to, answer.status, answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual([to, 400, null, []])
    }
  })

  it('is below the path of the product', async () => {
    const world = await createSignInWorld({ config: { publicUrl: 'http://127.0.0.1:8420/a/b/' } })
    for (const to of ['/', '/other', '/a/bc', '/a/b/../c']) expect((await world.visitor().get(`/signin?to=${encodeURIComponent(to)}`)).status).toBe(400)
    for (const to of ['/a/b', '/a/b/', '/a/b/x/jobs?name=%25%2F%2F']) expect((await world.visitor().get(`/signin?to=${encodeURIComponent(to)}`)).status).toBe(303)
  })
})
