import { describe, expect, it } from 'vitest'
import { Found } from '#contract/find.ts'
import { Reasons } from '#contract/reasons.ts'
import { JobDetail } from '#contract/job-detail.ts'
import { JobList } from '#contract/job-list.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

const world = createWorld()

async function find(text: string, of: World = world) {
  const { status, body } = await of.json(`/api/find?q=${encodeURIComponent(text)}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return Found.parse(body)
}

const list = async () => JobList.parse((await world.json(`/api/sources/${metastudio}/jobs?limit=100`)).body).jobs

const phoneOf = (contact: string | undefined) => /(1[3-9]\d{9})$/.exec(contact?.replace(/[\s-]/g, '') ?? '')?.[1]

describe('finding', () => {
  it('a pasted id leads to its job in either cloud', async () => {
    for (const [source, cloud] of [
      [metastudio, 'metastudio'],
      [ice, 'ice'],
    ] as const) {
      const id = world.clouds.jobs(cloud)[5]?.id ?? ''
      const { matches, sources } = await find(`  ${id} `)
      expect(matches.map(({ job_id, source }) => ({ job_id, source }))).toEqual([{ job_id: id, source }])
      expect(sources).toEqual([{ id: metastudio }, { id: ice }])
    }
  })

  it('what support is told in words leads to the same jobs as the digits and the batch alone, and the id as the list shows it to its job', async () => {
    const given = (await list()).find((job) => /\d{4}$/.test(job.contact ?? '') && /^[\da-z-]+$/.test(job.batch_name ?? ''))
    const [digits, batch, id] = [given?.contact?.slice(-4) ?? '', given?.batch_name ?? '', given?.job_id ?? '']
    const ids = async (text: string) => (await find(text)).matches.map(({ job_id }) => job_id)
    const both = await ids(`${digits} ${batch}`)
    expect(both).toContain(id)
    for (const text of [`${digits} batch ${batch}`, `尾号 ${digits} 批次 ${batch}`, `job of phone ending in ${digits}, batch ${batch}, what happened?`]) {
      expect(await ids(text), text).toEqual(both)
    }
    const alone = await ids(digits)
    for (const text of [`phone ${digits}`, `ending in ${digits}`, `尾号${digits}`]) expect(await ids(text), text).toEqual(alone)
    for (const dots of ['…', '...']) expect(await ids(`${id.slice(0, 8)}${dots}${id.slice(-4)}`)).toEqual([id])
    expect((await find(`batch ${batch}`)).sources[0]?.batches?.map(({ value }) => value)).toContain(batch)
  })

  it('says what it looked for where small words were dropped, and says nothing where they were not', async () => {
    const digits = (await list()).find((job) => /\d{4}$/.test(job.contact ?? ''))?.contact?.slice(-4) ?? ''
    for (const text of [`phone ${digits}`, `has ${digits} failed`, `尾号${digits}卡住了`]) expect([text, (await find(text)).meant]).toEqual([text, digits])
    expect((await find(digits)).meant).toBeUndefined()
    expect((await find('the phone of nobody-is-called-so')).meant, 'nor is it found without them').toBe('nobody-is-called-so')
    // Nobody’s number is repeated.
    expect((await find('phone 13900001234 no-such-batch')).meant).toBe('139****1234 no-such-batch')
  })

  it('knows an id among small words also beyond the jobs that are read', async () => {
    const own = createWorld({ metastudioJobs: 2_600, iceJobs: 3 })
    const oldest = own.clouds.jobs('metastudio').toSorted((a, b) => a.createTime - b.createTime)[0]?.id ?? ''
    const { matches, meant, sources } = await find(`status of ${oldest}`, own)
    expect(sources[0]?.scanned?.jobs, 'it is not among those').toBeLessThan(2_600)
    expect([meant, matches.map(({ job_id }) => job_id)]).toEqual([oldest, [oldest]])
  })

  it('a name that holds such a word is found as it was typed, and nothing else', async () => {
    const named = (await list())[7]?.job_id
    // A job of the other cloud is called so without the small words: it is not what was typed.
    const other = world.clouds.jobs('ice')[0]?.name ?? ''
    expect((await find(`phone of ${other}`)).matches.map(({ source }) => source)).toContain(ice)
    const own = createWorld({
      tamper: (answer) => ('jobs' in answer && Array.isArray(answer.jobs) ? { ...answer, jobs: answer.jobs.map((job: { job_id?: string }) => (job.job_id === named ? { ...job, name: `Phone of ${other}` } : job)) } : answer),
    })
    const { matches, meant } = await find(`phone of ${other}`, own)
    expect(matches.map(({ job_id }) => job_id)).toEqual([named])
    expect(meant).toBeUndefined()
  })

  it('a pasted id has its job first, also before a newer one that is called by it', async () => {
    let [newest, meant] = ['', '']
    const own = createWorld({
      tamper: (answer) => ('jobs' in answer && Array.isArray(answer.jobs) ? { ...answer, jobs: answer.jobs.map((job: { job_id?: string }) => (job.job_id === newest ? { ...job, name: `again ${meant}` } : job)) } : answer),
    })
    const byAge = own.clouds.jobs('metastudio').toSorted((a, b) => a.createTime - b.createTime)
    newest = byAge.at(-1)?.id ?? ''
    meant = byAge.at(-20)?.id ?? ''
    expect((await find(meant, own)).matches.map(({ job_id }) => job_id)).toEqual([meant, newest])
  })

  it('a part of a name finds it in any case, in both clouds', async () => {
    const name = world.clouds.jobs('metastudio').find(({ name }) => /^[A-Z][a-z]+ [a-z]/i.test(name))?.name ?? ''
    const part = name.slice(1, 7).trim().toUpperCase()
    const { matches } = await find(part)
    expect(matches.map(({ name }) => name)).toContain(name)
    expect(matches.map(({ name }) => name).filter((name) => !name.toUpperCase().includes(part))).toEqual([])
    const mateo = world.clouds.jobs('ice')[0]?.name ?? ''
    expect((await find(mateo)).matches.some(({ source, name }) => source === ice && name === mateo)).toBe(true)
  })

  it('a part of a batch finds the jobs that are in it', async () => {
    const job = world.clouds.jobs('metastudio').find(({ contact, createTime }) => phoneOf(contact) !== undefined && createTime > 0)
    const batch = (await list()).find(({ batch_name }) => batch_name !== undefined && batch_name.length > 5)?.batch_name ?? ''
    expect([job === undefined, batch]).not.toEqual([true, ''])
    const { matches } = await find(batch.slice(1).toUpperCase())
    expect(matches.length).toBeGreaterThan(0)
    expect(matches.filter(({ batch_name }) => batch_name !== batch)).toEqual([])
  })

  it('tells the batches and tags that the text may mean, with how many jobs each holds', async () => {
    const counts = new Map<string, number>()
    const jobs = (await Promise.all([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200].map((offset) => world.json(`/api/sources/${metastudio}/jobs?limit=100&offset=${offset}`)))).flatMap(({ body }) => JobList.parse(body).jobs)
    for (const { batch_name } of jobs) if (batch_name !== undefined) counts.set(batch_name, (counts.get(batch_name) ?? 0) + 1)
    const [batch = '', inBatch] = [...counts].find(([name]) => /^[a-z]+-/.test(name)) ?? []
    const [word = ''] = batch.split('-')
    const { sources } = await find(word.toUpperCase())
    expect(sources[0]?.batches).toContainEqual({ value: batch, jobs: inBatch })
    // A word in the midst is none that begins so.
    expect((await find(word.slice(1))).sources[0]?.batches ?? []).not.toContainEqual({ value: batch, jobs: inBatch })
    const vip = jobs.filter(({ tags }) => tags?.includes('vip')).length
    expect(vip).toBeGreaterThan(0)
    expect((await find('vip')).sources).toEqual([{ id: metastudio, tags: [{ value: 'vip', jobs: vip }] }, { id: ice }])
  })

  it('the end of a phone number and a part of a batch together find the jobs that have both', async () => {
    const listed = (await list()).find(({ batch_name, contact }) => batch_name !== undefined && batch_name !== '' && /\d{4}$/.test(contact ?? ''))
    const digits = listed?.contact?.slice(-4) ?? ''
    const part = listed?.batch_name?.slice(1, 7) ?? ''
    const { matches } = await find(`${digits} ${part}`)
    expect(matches.map(({ job_id }) => job_id)).toContain(listed?.job_id)
    expect(matches.filter(({ contact, batch_name }) => contact?.endsWith(digits) !== true || batch_name?.includes(part) !== true)).toEqual([])
    expect((await find(`${digits} no-such-batch`)).matches).toEqual([])
  })

  it.each([
    ['the last four digits', (phone: string) => phone.slice(-4)],
    ['the last six', (phone: string) => phone.slice(-6)],
    ['the whole number', (phone: string) => phone],
    ['with country code and blanks', (phone: string) => `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)}`],
  ])('%s of a phone number find its jobs, masked', async (_, toText) => {
    const job = world.clouds.jobs('metastudio').find(({ contact }) => phoneOf(contact) !== undefined)
    const phone = phoneOf(job?.contact) ?? ''
    const { matches } = await find(toText(phone))
    expect(matches.map(({ job_id }) => job_id)).toContain(job?.id)
    expect(matches.find(({ job_id }) => job_id === job?.id)?.contact).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`)
  })

  it('a number as the page writes it finds its jobs, and so it does with a batch behind a comma', async () => {
    const listed = (await list()).find(({ batch_name, contact }) => batch_name !== undefined && batch_name !== '' && /^1\d\d\*{4}\d{4}$/.test(contact ?? ''))
    const [contact, batch] = [listed?.contact ?? '', listed?.batch_name ?? '']
    for (const text of [contact, `*${contact.slice(-4)}`, `${contact.slice(-4)},`, `${contact.slice(-4)}, ${batch}`, `${batch}；${contact}`]) {
      const { matches } = await find(text)
      expect([text, matches.map(({ job_id }) => job_id)]).toEqual([text, expect.arrayContaining([listed?.job_id])])
      expect(matches.filter((job) => job.contact?.endsWith(contact.slice(-4)) !== true)).toEqual([])
    }
    expect((await find(`${batch},`)).sources[0]?.batches).toContainEqual(expect.objectContaining({ value: batch }))
  })

  it('a whole number that differs in a digit that is shown finds nothing', async () => {
    const phone = phoneOf(world.clouds.jobs('metastudio').find(({ contact }) => phoneOf(contact) !== undefined)?.contact) ?? ''
    const other = `1${phone[1] === '9' ? '8' : '9'}${phone.slice(2)}`
    const { matches } = await find(other)
    expect(matches.filter(({ contact }) => contact === `${phone.slice(0, 3)}****${phone.slice(-4)}`)).toEqual([])
  })

  it('a whole phone number is answered with the advice to use its last digits; nothing else is', async () => {
    const phone = phoneOf(world.clouds.jobs('metastudio').find(({ contact }) => phoneOf(contact) !== undefined)?.contact) ?? ''
    for (const text of [phone, `+86 ${phone}`, '13900000000']) expect([text, (await find(text)).hint]).toEqual([text, 'use_last_digits'])
    for (const text of [phone.slice(-4), phone.slice(1), '23900000000', world.clouds.jobs('metastudio')[0]?.id ?? '']) {
      expect([text, (await find(text)).hint]).toEqual([text, undefined])
    }
  })

  it('tells of each job what a reader knows it by: when it came, whose it is, whose move it is', async () => {
    const job = world.clouds.jobs('metastudio').findLast(({ contact, createTime }) => phoneOf(contact) !== undefined && createTime > 0)
    const { matches } = await find(job?.id ?? '')
    const listed = (await list()).find(({ job_id }) => job_id === job?.id)
    expect(matches[0]).toMatchObject({ create_time: listed?.create_time, contact: listed?.contact, actor: listed?.actor })
    expect(listed?.create_time).toMatch(/Z$/)
    expect(listed?.contact).toMatch(/^1\d\d\*{4}\d{4}$/)
  })

  it('carries the age and the id of the oldest answer behind it', async () => {
    const own = createWorld({ metastudioJobs: 40, iceJobs: 12 })
    const asked = own.clouds.jobs('ice')[3]?.id ?? ''
    const detail = await own.get(`/api/sources/${ice}/jobs/${asked}`)
    own.clock.advance(6_000)
    const { headers } = await own.get(`/api/find?q=${asked}`)
    expect(headers.get('age')).toBe('6')
    expect(headers.get('x-request-id')).toBe(detail.headers.get('x-request-id'))
    own.clouds.fail('metastudio', 'denied')
    own.clouds.fail('ice', 'denied')
    own.clock.advance(30 * 60_000)
    expect((await own.get(`/api/find?q=${asked}`)).headers.has('age'), 'nobody answered').toBe(false)
  })

  it('nothing is nothing, not an error', async () => {
    expect(await find('no such person')).toEqual({ matches: [], meant: 'such person', sources: [{ id: metastudio }, { id: ice }] })
    expect(await find('0123456789abcdef0123456789abcdef')).toEqual({ matches: [], sources: [{ id: metastudio }, { id: ice }] })
  })

  it('one cloud’s trouble is told, and does not hide what the other holds', async () => {
    const own = createWorld({ metastudioJobs: 40, iceJobs: 12 })
    own.clouds.fail('metastudio', 'denied')
    const name = own.clouds.jobs('ice')[0]?.name ?? ''
    const { matches, sources } = await find(name, own)
    expect(matches.map(({ source }) => source)).toContain(ice)
    expect(sources).toMatchObject([{ id: metastudio, problem: { code: 'cloud_denied', source: metastudio } }, { id: ice }])
    expect(sources[1]?.problem).toBeUndefined()
  })

  it('says how far it looked where there are more than 2,000 jobs, and finds older names by the cloud’s own filter', async () => {
    const own = createWorld({ metastudioJobs: 2_300, iceJobs: 3 })
    const oldest = own.clouds.jobs('metastudio')[0]
    const { matches, sources } = await find(oldest?.name ?? '', own)
    expect(sources[0]).toEqual({ id: metastudio, scanned: { jobs: 2_000, of: 2_300 } })
    expect(matches.some(({ name }) => name === oldest?.name)).toBe(true)
    expect((await find(oldest?.id ?? '', own)).matches.map(({ job_id }) => job_id)).toEqual([oldest?.id])
  })
})

describe('reasons', () => {
  const failed = () => world.clouds.jobs('metastudio').filter(({ state, lastFailure }) => state.endsWith('FAILED') && lastFailure !== undefined)
  const ask = async (source: string, ids: readonly string[], of: World = world) => {
    const { status, body } = await of.json(`/api/sources/${source}/reasons?ids=${ids.join(',')}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return Reasons.parse(body)
  }

  it('of failed jobs are those of their details, in the cloud’s words', async () => {
    const ids = failed().map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(5)
    const { reasons, pending } = await ask(metastudio, ids)
    expect(pending).toEqual([])
    for (const { id, lastFailure } of failed()) {
      const { reason } = JobDetail.parse((await world.json(`/api/sources/${metastudio}/jobs/${id}`)).body)
      expect(reasons[id] ?? undefined).toEqual(reason)
      expect(reason?.log_type).toBe(lastFailure?.logType)
    }
    expect(Object.values(reasons).some((reason) => reason?.text !== undefined)).toBe(true)
  })

  it('carry the age and the id of the oldest answer behind them, and neither while none is there', async () => {
    const own = createWorld({ metastudioJobs: 100, iceJobs: 3 })
    const [one, other] = own.clouds.jobs('metastudio').map(({ id }) => id)
    const address = (...ids: unknown[]) => `/api/sources/${metastudio}/reasons?ids=${ids.join(',')}`
    const first = await own.get(address(one))
    expect(first.headers.get('age')).toBe('0')
    const requestId = first.headers.get('x-request-id')
    expect(requestId).toBe((await own.get(`/api/sources/${metastudio}/jobs/${one}`)).headers.get('x-request-id'))
    own.clock.advance(100_000)
    const both = await own.get(address(one, other))
    expect([both.headers.get('age'), both.headers.get('x-request-id')]).toEqual(['100', requestId])
    const tag = both.headers.get('etag') ?? ''
    const held = await own.get(address(one, other), { 'If-None-Match': tag })
    expect([held.status, held.headers.get('age'), held.headers.get('x-request-id')]).toEqual([304, '100', requestId])
    own.clouds.fail('metastudio', 'denied')
    const none = await own.get(address('0'.repeat(32)))
    expect([none.status, none.headers.get('age'), none.headers.get('x-request-id')]).toEqual([200, null, null])
  })

  it('are read once for a job and its state', async () => {
    const ids = failed().map(({ id }) => id)
    await ask(metastudio, ids)
    const before = world.calls('metastudio')
    world.clock.advance(120_000)
    await ask(metastudio, ids)
    expect(world.calls('metastudio')).toBe(before)
  })

  it('of the other cloud need no call when the list has told them', async () => {
    await world.get(`/api/sources/${ice}/jobs?limit=100`)
    const jobs = world.clouds.jobs('ice').filter(({ state }) => state === 'Fail')
    const before = world.calls('ice')
    const { reasons, pending } = await ask(ice, jobs.map(({ id }) => id))
    expect(pending).toEqual([])
    const told = jobs.filter(({ id }) => reasons[id]?.text !== undefined)
    expect(told.length).toBeGreaterThan(0)
    expect(world.calls('ice') - before).toBeLessThanOrEqual(jobs.length - told.length)
  })

  it('that are slow do not hold up an answer for more than a second', async () => {
    const own = createWorld({ metastudioJobs: 200, iceJobs: 3 })
    const ids = own.clouds.jobs('metastudio').slice(0, 30).map(({ id }) => id)
    // A key that nobody has proven is tried by one call alone.
    await own.get(`/api/sources/${metastudio}/jobs?limit=1`)
    own.clouds.fail('metastudio', 'slow', 1)
    const answer = ask(metastudio, ids, own)
    await expect.poll(() => own.calls('metastudio')).toBeGreaterThan(20)
    own.clock.advance(1_000)
    const { reasons, pending } = await answer
    expect(pending.length).toBeGreaterThanOrEqual(1)
    expect(Object.keys(reasons).length + pending.length).toBe(30)
    expect(Object.keys(reasons).length).toBeGreaterThan(10)
    own.clouds.recover()
    await expect.poll(async () => (await ask(metastudio, ids, own)).pending).toEqual([])
  })

  it('of a cloud in trouble stay pending, and are not asked for again at once', async () => {
    const own = createWorld({ metastudioJobs: 50, iceJobs: 3 })
    const ids = own.clouds.jobs('metastudio').slice(0, 5).map(({ id }) => id)
    own.clouds.fail('metastudio', 'denied')
    expect((await ask(metastudio, ids, own)).pending.toSorted()).toEqual(ids.toSorted())
    const before = own.calls('metastudio')
    await ask(metastudio, ids, own)
    expect(own.calls('metastudio')).toBe(before)
    own.clouds.recover()
    own.clock.advance(20_000)
    expect((await ask(metastudio, ids, own)).pending).toEqual([])
  })

  it('of an id that the cloud does not have are none, at once and without another call', async () => {
    for (const [source, id] of [[metastudio, 'zzz'], [metastudio, '0'.repeat(32)], [ice, 'zzz']] as const) {
      const own = createWorld({ metastudioJobs: 20, iceJobs: 3 })
      expect(await ask(source, [id], own), `${id} of ${source}`).toEqual({ reasons: { [id]: null }, pending: [] })
      const calls = () => own.calls('metastudio') + own.calls('ice')
      const before = calls()
      own.clock.advance(120_000)
      expect(await ask(source, [id], own), `${id} of ${source}`).toEqual({ reasons: { [id]: null }, pending: [] })
      expect(calls()).toBe(before)
    }
  })

  it('of a word that objects know are no accident', async () => {
    const { body } = await world.json(`/api/sources/${metastudio}/reasons?ids=__proto__,constructor`)
    expect(JSON.stringify(body)).toBe('{"reasons":{"__proto__":null,"constructor":null},"pending":[]}')
  })
})
