import { describe, expect, it } from 'vitest'
import { intentHeader } from '#contract/session.ts'
import type { AuditEntry } from '#proxy/audit.ts'
import { createProxyDoor } from '#proxy/sign-in/proxy-door.ts'
import { createWorld, metastudio } from '../world.ts'

const secret = 'test-proxy-secret-of-32-characters'
const told = { 'x-understudy-secret': secret, 'x-understudy-user': 'vera@example.com', 'x-understudy-roles': 'viewer other' }

function setUp(publicUrl?: string) {
  const audited: AuditEntry[] = []
  const door = createProxyDoor({ kind: 'proxy', addresses: ['10.1.2.3', '10.2.0.0/16', 'fd00::/8'], secret, publicUrl })
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

  it.each<[name: string, headers: Record<string, string>, address: string]>([
    ['another address', told, '10.1.2.4'],
    ['this machine, which is not named', told, '127.0.0.1'],
    ['the other kind of address', told, '::1'],
    ['no address', told, ''],
    ['no secret', { ...told, 'x-understudy-secret': '' }, '10.1.2.3'],
    ['the beginning of the secret', { ...told, 'x-understudy-secret': secret.slice(0, -1) }, '10.1.2.3'],
    ['more than the secret', { ...told, 'x-understudy-secret': `${secret}x` }, '10.1.2.3'],
    ['the secret twice', { ...told, 'x-understudy-secret': `${secret}, ${secret}` }, '10.1.2.3'],
    ['no person', { ...told, 'x-understudy-user': '' }, '10.1.2.3'],
    ['two persons: one that a browser sent', { ...told, 'x-understudy-user': 'sam, vera' }, '10.1.2.3'],
    ['two lists of roles', { ...told, 'x-understudy-roles': 'support, viewer' }, '10.1.2.3'],
    ['a name in letters that no header carries', { ...told, 'x-understudy-user': 'v\u00e9ra' }, '10.1.2.3'],
    ['names with underscores', { x_understudy_secret: secret, x_understudy_user: 'sam', x_understudy_roles: 'support' }, '10.1.2.3'],
    ['the forwarded address alone', { ...told, 'x-forwarded-for': '10.1.2.3' }, '10.9.9.9'],
  ])('lets nobody in with %s', async (_, headers, address) => {
    const answer = await setUp().ask(headers, address)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8'])
  })

  it('refuses a person without a role', async () => {
    expect((await setUp().ask({ ...told, 'x-understudy-roles': 'accounting' })).status).toBe(403)
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
    expect(audited).toEqual([expect.objectContaining({ user: 'vera@example.com', jobId: job?.id })])
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
