import { describe, expect, it } from 'vitest'
import { metastudio } from '../world.ts'
import { createSignInWorld, type Visitor } from './visitor.ts'

/** What each route answers to whom: signed out, signed in without a role left, viewer, support. */
const table: Record<string, readonly [out: number, viewer: number, support: number]> = {
  'GET /signin': [303, 303, 303],
  'GET /signin/callback': [400, 400, 400],
  'GET /signin/refused': [400, 400, 400],
  'POST /signin/out': [200, 200, 200],
  'GET /api/session': [401, 200, 200],
  'POST /api/sources/:source/jobs/:job_id/reveal': [401, 403, 200],
  'GET /api/sources': [401, 200, 200],
  'GET /api/sources/:source/jobs': [401, 200, 200],
  'GET /api/sources/:source/jobs/:job_id': [401, 200, 200],
  'GET /api/sources/:source/jobs/:job_id/cover': [401, 200, 200],
  'GET /api/sources/:source/counts': [401, 200, 200],
  'GET /api/sources/:source/histogram': [401, 200, 200],
  'GET /api/sources/:source/reasons': [401, 200, 200],
  'GET /api/find': [401, 200, 200],
  'GET /api/openapi.json': [401, 200, 200],
  'GET /api/docs': [401, 200, 200],
  'GET /api/docs.css': [401, 200, 200],
  'GET /healthz': [200, 200, 200],
  'GET /readyz': [200, 200, 200],
  // Not a matter of people: from this machine, or with a token.
  'GET /metrics': [200, 200, 200],
  // The page itself holds no data.
  'GET /*': [200, 200, 200],
}
const queries: Record<string, string> = { cover: '?width=96', reasons: '?ids=a', find: '?q=abc', histogram: '?by=day&tz=UTC' }

async function createTable() {
  const world = await createSignInWorld({
    proxy: { page: () => new Response('the page', { headers: { 'Cache-Control': 'no-cache' } }), metrics: { read: async () => ({ text: '', type: 'text/plain' }), token: undefined } },
  })
  const [viewer, support] = [world.visitor(), world.visitor()]
  await viewer.signIn('vera')
  await support.signIn('sam')
  const job = world.clouds.jobs('metastudio').find(({ contact, cover }) => /^1\d{10}$/.test(contact ?? '') && cover === 'good')
  const ask = (who: Visitor, method: string, route: string, headers: Record<string, string> = {}) => {
    const path = `${route.replace(':source', metastudio).replace(':job_id', job?.id ?? '').replace('*', 'nothing')}${queries[route.split('/').at(-1) ?? ''] ?? ''}`
    return method === 'GET' ? who.get(path, headers) : who.post(path, { field: 'contact', why: 'a test of every route' }, headers)
  }
  return { world, viewer, support, ask }
}

it('the log says which requests are one person’s, by a word that is neither name nor id', async () => {
  const { world, viewer, support } = await createTable()
  world.log.length = 0
  for (const who of [viewer, support, viewer]) await who.get('/api/sources')
  await world.visitor().get('/api/sources')
  await viewer.get('/api/nowhere')
  const [first, second, third, nobody, refused] = world.log.map(({ user }) => user)
  expect(first).toMatch(/^[0-9a-f]{12}$/)
  expect([third, refused, nobody]).toEqual([first, first, undefined])
  expect(second).not.toBe(first)
  expect(JSON.stringify(world.log)).not.toMatch(/vera|sam/i)
})

describe('check 35: every route', () => {
  it('is in the table', async () => {
    const { world } = await createTable()
    expect(Object.keys(table).sort()).toEqual(world.proxy.routes.map(({ method, route }) => `${method} ${route}`).sort())
  })

  it.each(Object.entries(table))('%s: to those signed out, viewers and support %j', async (name, statuses) => {
    const { world, viewer, support, ask } = await createTable()
    const [method = '', route = ''] = name.split(' ')
    const got: number[] = []
    for (const who of [world.visitor(), viewer, support]) {
      const answer = await ask(who, method, route)
      got.push(answer.status)
      if (answer.status === 401 || answer.status === 403) {
        expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
        expect([answer.headers.get('location'), answer.headers.get('cache-control')]).toEqual([null, 'no-store'])
      }
    }
    expect(got).toEqual(statuses)
  })

  it('of the API answers a stranger alike, whether it exists or not, and asks no cloud', async () => {
    const { world } = await createTable()
    const calls = world.calls('metastudio')
    const stranger = world.visitor()
    const bodies = new Set<string>()
    for (const path of ['/api/sources', '/api/nothing', '/api/sources/nowhere/jobs', `/api/sources/${metastudio}/jobs?limit=5000`, '/api/', '/%61pi/sources', '/api/sources/..%2F..%2Fsignin']) {
      const answer = await stranger.get(path)
      expect([path, answer.status]).toEqual([path, 401])
      bodies.add(await answer.text())
    }
    expect(bodies.size).toBe(1)
    expect(world.calls('metastudio')).toBe(calls)
  })

  it('of the page answers a stranger alike, whether there is such a source or not', async () => {
    const { world } = await createTable()
    const headersOf = async (source: string) => [...(await world.visitor().get(`/${source}/jobs?limit=10`)).headers]
    expect(await headersOf(metastudio)).toEqual(await headersOf('a-guess'))
    expect(await headersOf(metastudio)).toContainEqual(['link', '</api/sources>; rel=preload; as=fetch; crossorigin=anonymous'])
  })

  it('is answered right also where all ask at the same time', async () => {
    const { world, viewer, support, ask } = await createTable()
    const route = '/api/sources/:source/jobs/:job_id/reveal'
    const stranger = world.visitor()
    const answers = await Promise.all(Array.from({ length: 9 }, (_, index) => ask([stranger, viewer, support][index % 3] ?? stranger, 'POST', route)))
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 200, 401, 403, 200, 401, 403, 200])
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not answered by any', async (method) => {
    const { world } = await createTable()
    for (const { route } of world.proxy.routes) {
      const answer = await world.proxy.fetch(new Request(`http://127.0.0.1:8420${route.replace(':source', metastudio)}`, { method }))
      expect([route, answer.status, answer.headers.get('allow'), answer.headers.get('access-control-allow-origin')]).toEqual([route, 405, 'GET, HEAD', null])
    }
  })

  it('takes POST only where the table says so', async () => {
    const { support, ask } = await createTable()
    for (const name of Object.keys(table)) {
      const [method = '', route = ''] = name.split(' ')
      if (method === 'POST' || Object.hasOwn(table, `POST ${route}`)) continue
      expect([route, (await ask(support, 'POST', route)).status]).toEqual([route, 405])
    }
  })

  it('grants nothing to headers that name a person: nobody stands in front', async () => {
    const { world, ask } = await createTable()
    const claims = { 'x-understudy-user': 'sam', 'x-understudy-roles': 'support', 'x-understudy-secret': 'guess', 'x-forwarded-user': 'sam', authorization: 'Bearer x' }
    expect((await ask(world.visitor(), 'GET', '/api/sources', claims)).status).toBe(401)
  })
})

it('the log says who came in, who was refused and who went out, by the same word and in no other', async () => {
  const world = await createSignInWorld()
  world.provider.accounts.set('nora', { name: 'Nora Nobody', roles: [] })
  const [vera, nora] = [world.visitor(), world.visitor()]
  await vera.signIn('vera')
  await vera.get('/api/sources')
  await vera.post('/signin/out')
  await nora.signIn('nora')
  await vera.post('/signin/out')
  const word = world.log.find(({ route }) => route === '/api/sources')?.user
  expect(word).toMatch(/^[0-9a-f]{12}$/)
  const told = world.log.filter(({ route }) => route === '/signin/callback' || route === '/signin/out').map(({ signIn, user }) => [signIn, user])
  expect(told).toEqual([['signed_in', word], ['signed_out', word], ['no_role', expect.stringMatching(/^[0-9a-f]{12}$/)], [undefined, undefined]])
  expect(JSON.stringify(world.log)).not.toMatch(/vera|nora/i)
})

it.each([
  ['watchers; accounting', ['viewer']],
  ['| watchers | Support team |', ['viewer', 'support']],
  ['accounting,Support team', ['support']],
])('groups in one text are told apart: %j', async (groups, roles) => {
  const world = await createSignInWorld({ config: { roleWords: { viewer: ['watchers'], support: ['Support team'] } } })
  world.provider.accounts.set('nora', { name: 'Nora', roles: groups })
  const nora = world.visitor()
  expect((await nora.signIn('nora')).status).toBe(303)
  expect(await (await nora.get('/api/session')).json()).toMatchObject({ user: { roles } })
})

it('a sign-in that is refused leaves neither code nor state in the address, also where nobody is let in', async () => {
  const world = await createSignInWorld()
  world.provider.accounts.set('nora', { name: 'Nora Nobody', roles: [] })
  const nora = world.visitor()
  const callback = async (address: string, cookie: string) => world.get(new URL(address).pathname + new URL(address).search, { cookie })
  const back = await nora.authorize('nora', '/signin?to=/ice-cn-shanghai/jobs')
  const held = [...(nora.jar.get('127.0.0.1:8420') ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const [cookie, status, words] of [[held, 403, 'Nora Nobody'], ['', 400, 'This sign-in cannot be finished']] as const) {
    const answer = await callback(back, cookie)
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([303, '/signin/refused', ''])
    const refusal = answer.headers.getSetCookie().find((line) => line.startsWith('understudy-refusal='))?.split(';')[0] ?? ''
    expect(refusal).not.toMatch(/Nora|no_role|jobs/)
    const page = await world.get('/signin/refused', { cookie: refusal })
    expect([page.status, (await page.text()).includes(words)]).toEqual([status, true])
  }
  // In the same browser somebody else comes in: nothing is left of her.
  const [again, vera] = [world.visitor(), world.visitor()]
  expect((await again.signIn('nora')).status).toBe(403)
  const left = again.jar.get('127.0.0.1:8420') ?? new Map<string, string>()
  vera.jar.set('127.0.0.1:8420', left)
  expect([...left.keys()]).toContain('understudy-refusal')
  expect((await vera.signIn('vera')).status).toBe(303)
  expect([...left.keys()]).not.toContain('understudy-refusal')
  expect((await vera.get('/signin/refused')).status).toBe(400)
  const bare = await world.get('/signin/refused')
  expect([bare.status, (await bare.text()).includes('This sign-in cannot be finished')]).toEqual([400, true])
})
