import { describe, expect, it } from 'vitest'
import { metastudio, ice } from '../world.ts'
import { createSignInWorld, type SignInWorld, type Visitor } from './visitor.ts'

const why = 'Customer 4711 asked for a call back'

async function enter(account: string, options: Parameters<typeof createSignInWorld>[0] = {}): Promise<{ world: SignInWorld; visitor: Visitor }> {
  const world = await createSignInWorld(options)
  const visitor = world.visitor()
  await visitor.signIn(account)
  return { world, visitor }
}

/** A job whose contact the cloud knows, and that contact. */
function contactOf(world: SignInWorld): { path: string; id: string; contact: string } {
  const job = world.clouds.jobs('metastudio').find(({ contact }) => /^1\d{10}$/.test(contact ?? ''))
  return { id: job?.id ?? '', contact: job?.contact ?? '', path: `/api/sources/${metastudio}/jobs/${job?.id}/reveal` }
}

describe('check 12: a contact is revealed', () => {
  it('gives it to somebody with the role support, and writes who, what, which job, why, when and in which request', async () => {
    const { world, visitor } = await enter('sam')
    const { path, id, contact } = contactOf(world)
    const answer = await visitor.post(path, { field: 'contact', why: ` ${why} ` })
    expect([answer.status, answer.headers.get('cache-control'), await answer.json()]).toEqual([200, 'no-store', { contact }])
    const { requestId } = world.log.at(-1) ?? {}
    expect(world.audited).toEqual([
      { at: world.clock.now(), event: 'reveal', user: 'sam', name: 'Sam Support', source: metastudio, jobId: id, field: 'contact', why, requestId },
    ])
    expect(JSON.stringify(world.log)).not.toContain(contact)
    expect(JSON.stringify(world.audited)).not.toContain(contact)
  })

  it('leaves it masked everywhere else: in the list, in the detail and in what is kept', async () => {
    const { world, visitor } = await enter('sam')
    const { path, id, contact } = contactOf(world)
    await visitor.post(path, { field: 'contact', why })
    for (const other of [`/api/sources/${metastudio}/jobs?job_id=${id}`, `/api/sources/${metastudio}/jobs/${id}`]) {
      const text = await (await visitor.get(other)).text()
      expect(text).toContain(`${contact.slice(0, 3)}****${contact.slice(-4)}`)
      expect(text).not.toContain(contact)
    }
  })

  it('writes the line before the number leaves', async () => {
    const order: string[] = []
    let isWritten = () => {}
    const { world, visitor } = await enter('sam', {
      audit: () => new Promise<void>((resolve) => {
        order.push('asked to write')
        isWritten = () => {
          order.push('written')
          resolve()
        }
      }),
    })
    const answer = visitor.post(contactOf(world).path, { field: 'contact', why }).then((response) => {
      order.push('answered')
      return response
    })
    await expect.poll(() => order).toEqual(['asked to write'])
    isWritten()
    expect((await answer).status).toBe(200)
    expect(order).toEqual(['asked to write', 'written', 'answered'])
  })

  it('gives no number when the line cannot be written, and says so to the person and in the log', async () => {
    const fault = Object.assign(new Error('disk full: 15312340046'), { code: 'ENOSPC' })
    const { world, visitor } = await enter('sam', { audit: () => Promise.reject(fault) })
    const { path, contact } = contactOf(world)
    const answer = await visitor.post(path, { field: 'contact', why })
    const text = await answer.text()
    expect([answer.status, text.includes(contact), text.includes('disk full')]).toEqual([500, false, false])
    expect(JSON.parse(text)).toMatchObject({ code: 'audit_unwritable', detail: expect.stringMatching(/^Nothing is revealed: no line can be added to the audit log\./) })
    expect(world.log.at(-1)).toMatchObject({ status: 500, code: 'audit_unwritable', systemCode: 'ENOSPC', trace: undefined })
    expect(JSON.stringify(world.log)).not.toContain('15312340046')
  })

  it('masks a number that somebody wrote into the reason', async () => {
    const { world, visitor } = await enter('sam')
    await visitor.post(contactOf(world).path, { field: 'contact', why: 'asked by 153 1234 0046' })
    expect(world.audited[0]?.why).toBe('asked by 153****0046')
  })

  it('is for the role support alone', async () => {
    const { world, visitor } = await enter('vera')
    const answer = await visitor.post(contactOf(world).path, { field: 'contact', why })
    expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code: 'forbidden', detail: 'This needs the role support.' })])
    const { requestId } = world.log.at(-1) ?? {}
    expect(world.audited, 'who tried is written down').toEqual([
      { at: world.clock.now(), event: 'reveal_refused', because: 'role', user: 'vera', name: 'Vera Viewer', source: metastudio, jobId: contactOf(world).id, field: 'contact', requestId },
    ])
    expect((await world.visitor().post(contactOf(world).path, { field: 'contact', why })).status).toBe(401)
  })

  it('is refused to others also where that cannot be written down; the log says that it could not', async () => {
    const fault = Object.assign(new Error('disk full'), { code: 'ENOSPC' })
    const { world, visitor } = await enter('vera', { audit: () => Promise.reject(fault) })
    const answer = await visitor.post(contactOf(world).path, { field: 'contact', why })
    expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code: 'forbidden' })])
    expect(world.log.at(-1)).toMatchObject({ status: 403, code: 'forbidden', systemCode: 'ENOSPC', trace: undefined })
  })

  it('ends with the role', async () => {
    const { world, visitor } = await enter('sam')
    world.provider.accounts.set('sam', { name: 'Sam Support', roles: ['viewer'] })
    world.clock.advance(5 * 60_000)
    expect((await visitor.post(contactOf(world).path, { field: 'contact', why })).status).toBe(403)
  })

  it('does not exist where nobody has to sign in', async () => {
    const world = await createSignInWorld({ proxy: { door: undefined } })
    const answer = await world.visitor().post(contactOf(world).path, { field: 'contact', why })
    expect(answer.status).toBe(404)
  })

  it('is limited: ten at once, then two a minute', async () => {
    const { world, visitor } = await enter('sam')
    const { path } = contactOf(world)
    const ask = () => visitor.post(path, { field: 'contact', why })
    for (let asked = 0; asked < 10; asked += 1) expect((await ask()).status).toBe(200)
    const refused = await ask()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30'])
    expect(world.audited).toHaveLength(11)
    expect(world.audited.at(-1)).toMatchObject({ event: 'reveal_refused', because: 'limit', why })
    for (let asked = 0; asked < 20; asked += 1) await ask()
    expect(world.audited, 'the lines of refusals are limited too').toHaveLength(20)
    world.clock.advance(30_000)
    expect((await ask()).status).toBe(200)
  })

  it('says so when there is none', async () => {
    const { world, visitor } = await enter('sam')
    const [job] = world.clouds.jobs('ice')
    const answer = await visitor.post(`/api/sources/${ice}/jobs/${job?.id}/reveal`, { field: 'contact', why })
    expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ detail: 'The cloud gives no contact of this job.' })])
    expect((await visitor.post(`/api/sources/${metastudio}/jobs/nobody-knows-it/reveal`, { field: 'contact', why })).status).toBe(404)
    expect(world.audited).toEqual([])
  })

  it.each<[name: string, body: unknown]>([
    ['no reason', { field: 'contact' }],
    ['an empty reason', { field: 'contact', why: '   ' }],
    ['a reason too short', { field: 'contact', why: 'no' }],
    ['a reason too long', { field: 'contact', why: 'x'.repeat(201) }],
    ['a reason with a line end', { field: 'contact', why: 'a reason\n{"audit":"reveal"}' }],
    ['another field', { field: 'name', why }],
    ['a field that is not known', { field: 'contact', why, who: 'vera' }],
    ['a list', [why]],
    ['nothing', null],
    ['a body too long', { field: 'contact', why, more: 'x'.repeat(5_000) }],
  ])('%s is refused in words', async (_, body) => {
    const { world, visitor } = await enter('sam')
    const answer = await visitor.post(contactOf(world).path, body)
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: 'bad_request', detail: expect.stringMatching(/^The body m/) })])
    expect(world.audited).toEqual([])
  })
})

describe('check 13: a request that changes something', () => {
  const attacks: [name: string, headers: Record<string, string>, status: number][] = [
    ['of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['of a neighbour on the same host', { 'sec-fetch-site': 'same-site' }, 403],
    ['from a link or the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['without the header of the page', { 'x-understudy-intent': '' }, 403],
    ['with another value of it', { 'x-understudy-intent': 'yes' }, 403],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['as plain text', { 'content-type': 'text/plain' }, 400],
    ['without a type', { 'content-type': '' }, 400],
  ]
  it.each(attacks)('%s is refused', async (_, headers, status) => {
    const { world, visitor } = await enter('sam')
    for (const [path, body] of [[contactOf(world).path, { field: 'contact', why }], ['/signin/out', {}]] as const) {
      expect((await visitor.post(path, body, headers)).status, path).toBe(status)
    }
    expect(world.audited).toEqual([])
    expect((await visitor.get('/api/sources')).status, 'nobody was signed out').toBe(200)
  })

  it('of a browser that says nothing of its site is judged by its origin', async () => {
    const { world, visitor } = await enter('sam')
    const { path } = contactOf(world)
    const statuses = await Promise.all(['http://127.0.0.1:8420', 'http://evil.test', 'http://127.0.0.1', 'null', undefined].map(async (origin) => {
      return (await visitor.post(path, { field: 'contact', why }, { 'sec-fetch-site': undefined, origin })).status
    }))
    expect(statuses).toEqual([200, 403, 403, 403, 403])
  })
})
