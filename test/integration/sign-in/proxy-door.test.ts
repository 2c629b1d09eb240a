import { describe, expect, it } from 'vitest'
import { intentHeader } from '#contract/session.ts'
import type { AuditEntry } from '#proxy/log/audit.ts'
import type { RoleWords } from '#proxy/config/sign-in.ts'
import { createProxyDoor } from '#proxy/sign-in/proxy-door.ts'
import { createWorld, metastudio } from '../world.ts'

const secret = 'test-proxy-secret-of-32-characters'
const told = { 'x-understudy-secret': secret, 'x-understudy-user': 'vera@example.com', 'x-understudy-roles': 'viewer,other' }

function setUp(publicUrl?: string, roleWords?: RoleWords) {
  const audited: AuditEntry[] = []
  const door = createProxyDoor({ kind: 'proxy', addresses: ['10.1.2.3', '10.2.0.0/16', 'fd00::/8'], secret, roleWords, publicUrl })
  const world = createWorld({ metastudioJobs: 40, iceJobs: 5, proxy: { door, audit: async (entry) => void audited.push(entry) } })
  const ask = (headers: Record<string, string> = told, address = '10.1.2.3', path = '/api/sources') =>
    world.proxy.fetch(new Request(`http://127.0.0.1:8420${path}`, { headers }), { address })
  return { world, ask, audited }
}

describe('check 20: behind a reverse proxy that signs people in', () => {
  it('believes who it says is asking', async () => {
    const { ask } = setUp()
    const answer = await ask(told, '10.1.2.3', '/api/session')
    expect([answer.status, await answer.json()]).toEqual([200, { user: { name: 'vera@example.com', roles: ['viewer'], can_sign_out: false } }])
    for (const address of ['10.2.255.1', 'fd12::1', '::ffff:10.1.2.3']) expect([address, (await ask(told, address)).status]).toEqual([address, 200])
  })

  const strangers: [name: string, headers: Record<string, string>, address: string, reason: string][] = [
    ['another address', told, '10.1.2.4', 'proxy_address'],
    ['this machine, which is not named', told, '127.0.0.1', 'proxy_address'],
    ['the other kind of address', told, '::1', 'proxy_address'],
    ['no address', told, '', 'proxy_address'],
    ['the forwarded address alone', { ...told, 'x-forwarded-for': '10.1.2.3' }, '10.9.9.9', 'proxy_address'],
    ['no secret', { ...told, 'x-understudy-secret': '' }, '10.1.2.3', 'proxy_secret'],
    ['the beginning of the secret', { ...told, 'x-understudy-secret': secret.slice(0, -1) }, '10.1.2.3', 'proxy_secret'],
    ['more than the secret', { ...told, 'x-understudy-secret': `${secret}x` }, '10.1.2.3', 'proxy_secret'],
    ['the secret twice', { ...told, 'x-understudy-secret': `${secret}, ${secret}` }, '10.1.2.3', 'proxy_secret'],
    ['names with underscores', { x_understudy_secret: secret, x_understudy_user: 'sam', x_understudy_roles: 'support' }, '10.1.2.3', 'proxy_secret'],
    ['no person', { ...told, 'x-understudy-user': '' }, '10.1.2.3', 'no_user'],
    ['two persons: one that a browser sent', { ...told, 'x-understudy-user': 'sam, vera' }, '10.1.2.3', 'user_form'],
    ['a name in another encoding', { ...told, 'x-understudy-user': 'v\u00e9ra' }, '10.1.2.3', 'user_form'],
    ['a name without end', { ...told, 'x-understudy-user': 'x'.repeat(129) }, '10.1.2.3', 'user_form'],
  ]
  it.each(strangers)('lets nobody in with %s; the log has the cause, and who asks has not', async (_, headers, address, reason) => {
    const { world, ask } = setUp()
    const answer = await ask(headers, address)
    expect([answer.status, answer.headers.get('content-type'), (await answer.text()).includes(reason)]).toEqual([401, 'application/problem+json; charset=utf-8', false])
    expect(world.log).toEqual([expect.objectContaining({ status: 401, signIn: reason, route: '/api/sources' })])
  })

  it.each(strangers)('tells a person so who would sign in with %s, and does not send him in circles', async (_, headers, address, reason) => {
    const { world, ask } = setUp()
    const answer = await ask(headers, address, '/signin?to=%2Fice-cn-shanghai%2Fjobs')
    expect([answer.status, answer.headers.get('location'), answer.headers.get('content-type')]).toEqual([403, null, 'text/html; charset=utf-8'])
    expect(await answer.text()).toMatch(/Understudy cannot tell who you are[^]*无法确认您的身份/)
    expect(world.log).toEqual([expect.objectContaining({ status: 403, signIn: reason })])
  })

  it.each<[name: string, words: string, reason: string]>([
    ['no role', '', 'no_role'],
    ['roles of others', 'accounting', 'no_role'],
    ['a role in other letters', 'Viewer', 'no_role'],
    ['two lists of roles: one that a browser sent', 'support, viewer', 'roles_form'],
    ['the same in the other order', 'support ,viewer', 'roles_form'],
    ['a list that a browser sent before an empty one', 'support, ', 'roles_form'],
    ['a list that a browser sent after an empty one', ', support', 'roles_form'],
    ['a list that ends in nothing', 'support,', 'roles_form'],
    ['a list that begins with nothing', ',support', 'roles_form'],
    ['a group whose name has a role in it', 'Desktop support', 'no_role'],
    ['roles with blanks between them', 'viewer support', 'no_role'],
  ])('refuses a person with %s as one who is signed in and may not', async (_, words, reason) => {
    const { world, ask } = setUp()
    const answer = await ask({ ...told, 'x-understudy-roles': words })
    expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code: 'forbidden' })])
    expect(world.log).toEqual([expect.objectContaining({ status: 403, signIn: reason })])
  })

  it.each<[words: string, roles: string[], own?: RoleWords]>([
    ['viewer,support', ['viewer', 'support']],
    ['staff,understudy-support,other', ['support']],
    ['Desktop support,viewer', ['viewer']],
    ['role:viewer,role:understudy:support', ['viewer', 'support'], { viewer: ['role:viewer'], support: ['role:understudy:support'] }],
    ['Desktop support,Job watchers', ['viewer'], { viewer: ['Job watchers'] }],
    ['Job watchers', ['viewer'], { viewer: ['Job watchers'] }],
    ['Job watchers of support', [], { viewer: ['Job watchers'] }],
    ['viewer', [], { viewer: ['Job watchers'] }],
    ['/staff/\u00e5\u00ae\u00a2\u00e6\u009c\u008d', ['support'], { support: ['/staff/客服'] }],
  ])('takes %j as %j, with words of its own: %j', async (words, roles, own) => {
    const { ask } = setUp(undefined, own)
    const answer = await ask({ ...told, 'x-understudy-roles': words }, '10.1.2.3', '/api/session')
    expect(answer.ok ? (await answer.json()).user.roles : []).toEqual(roles)
  })

  it('takes names as people have them, in UTF-8', async () => {
    const { ask } = setUp()
    const sent = String.fromCharCode(...new TextEncoder().encode('Zoë Müller'))
    expect(await (await ask({ ...told, 'x-understudy-user': sent }, '10.1.2.3', '/api/session')).json()).toMatchObject({ user: { name: 'Zoë Müller' } })
  })

  it('reveals to support, and writes down whom the reverse proxy named', async () => {
    const { world, audited } = setUp('https://dash.example.com/')
    const job = world.clouds.jobs('metastudio').find(({ contact }) => /^1\d{10}$/.test(contact ?? ''))
    const reveal = (headers: Record<string, string>) =>
      world.proxy.fetch(
        new Request(`http://127.0.0.1:8420/api/sources/${metastudio}/jobs/${job?.id}/reveal`, {
          method: 'POST',
          body: JSON.stringify({ field: 'contact', why: 'asked for a call' }),
          headers: { ...told, 'content-type': 'application/json', [intentHeader.name]: intentHeader.value, ...headers },
        }),
        { address: '10.1.2.3' },
      )
    expect((await reveal({ 'sec-fetch-site': 'same-origin' })).status).toBe(403)
    expect((await reveal({ origin: 'https://evil.example', 'x-understudy-roles': 'support' })).status).toBe(403)
    const answer = await reveal({ origin: 'https://dash.example.com', 'x-understudy-roles': 'support' })
    expect([answer.status, await answer.json()]).toEqual([200, { contact: job?.contact }])
    const who = { user: 'vera@example.com', jobId: job?.id }
    expect(audited).toEqual([expect.objectContaining({ event: 'reveal_refused', because: 'role', ...who }), expect.objectContaining({ event: 'reveal', ...who })])
  })

  it('sends whoever signed in on the way back to where he was, and nowhere else', async () => {
    const { world, ask } = setUp()
    expect(world.proxy.routes.flatMap(({ method, route }) => (route.startsWith('/signin') ? [`${method} ${route}`] : []))).toEqual(['GET /signin'])
    const back = async (query: string) => {
      const answer = await ask(told, '10.1.2.3', `/signin${query}`)
      return [answer.status, answer.headers.get('location')]
    }
    expect(await back('?to=%2Fice-cn-shanghai%2Fjobs%3Fphase%3Dfailed')).toEqual([303, '/ice-cn-shanghai/jobs?phase=failed'])
    expect(await back('')).toEqual([303, '/'])
    for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%2f/evil.example']) expect([to, ...(await back(`?to=${encodeURIComponent(to)}`))]).toEqual([to, 400, null])
  })

  it('counts requests by person, not by the address of the reverse proxy', async () => {
    const { ask } = setUp()
    const statuses = await Promise.all(Array.from({ length: 520 }, () => ask().then(({ status }) => status)))
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    expect((await ask({ ...told, 'x-understudy-user': 'kay' })).status).toBe(200)
  })
})
