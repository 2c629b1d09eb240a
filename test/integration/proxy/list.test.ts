import { describe, expect, it } from 'vitest'
import type { Filters } from '#contract/job-filters.ts'
import { JobDetail } from '#contract/job-detail.ts'
import { JobList } from '#contract/job-list.ts'
import { isHiddenFailure, metastudioStates, phaseOf, phases, stateFacts } from '#contract/job-states.ts'
import type { Job } from '#contract/job.ts'
import { Source, Sources } from '#contract/source.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

const world = createWorld()

async function list(source: string, params: Record<string, string | number> = {}, of: World = world) {
  const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]))
  const { status, body } = await of.json(`/api/sources/${source}/jobs?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return JobList.parse(body)
}

/** Every page of a list, as a person pages to its end. */
async function whole(source: string, params: Record<string, string | number> = {}, of: World = world) {
  const jobs: Job[] = []
  for (;;) {
    const page = await list(source, { ...params, limit: 100, offset: jobs.length }, of)
    jobs.push(...page.jobs)
    if (page.jobs.length === 0 || jobs.length >= page.count) return { jobs, count: page.count }
  }
}

describe('the sources', () => {
  it('say what they can be asked for', async () => {
    const { sources } = Sources.parse((await world.json('/api/sources')).body)
    expect(sources.map(({ id, cloud, demo }) => ({ id, cloud, demo }))).toEqual([
      { id: metastudio, cloud: 'metastudio', demo: true },
      { id: ice, cloud: 'ice', demo: true },
    ])
    expect(sources.map(({ states }) => states.length)).toEqual([61, 5])
    expect(sources[1]?.sort_keys).not.toContain('asset_order')
  })

  it('tell how the last calls went; who was not asked yet is not known to be in trouble', async () => {
    const own = createWorld({ metastudioJobs: 5, iceJobs: 5 })
    const health = async () => Object.fromEntries(Sources.parse((await own.json('/api/sources')).body).sources.map((source: Source) => [source.id, source.health.status]))
    expect(await health()).toEqual({ [metastudio]: 'ok', [ice]: 'ok' })
    own.clouds.fail('metastudio', 'outage')
    await own.get(`/api/sources/${metastudio}/jobs`)
    await own.get(`/api/sources/${ice}/jobs`)
    expect(await health()).toEqual({ [metastudio]: 'failing', [ice]: 'ok' })
    own.clouds.recover()
    own.clock.advance(60_000)
    await own.get(`/api/sources/${metastudio}/jobs`)
    // Another process never met with the trouble, and is to say the same.
    const fresh = createWorld({ metastudioJobs: 5, iceJobs: 5 })
    expect((await own.get('/api/sources')).headers.get('etag')).toBe((await fresh.get('/api/sources')).headers.get('etag'))
  })
})

describe('paging and order', () => {
  it.each([metastudio, ice])('%s can be paged to its end, each job once', async (source) => {
    const { jobs, count } = await whole(source)
    expect(jobs.length).toBe(count)
    expect(new Set(jobs.map(({ job_id }) => job_id)).size).toBe(count)
    expect(count).toBe(world.clouds.jobs(source === ice ? 'ice' : 'metastudio').length)
    expect(jobs.every((job) => job.source === source)).toBe(true)
  })

  it.each([
    [metastudio, 'create_time', 'desc'],
    [metastudio, 'create_time', 'asc'],
    [metastudio, 'update_time', 'desc'],
    [ice, 'create_time', 'desc'],
    [ice, 'create_time', 'asc'],
    [ice, 'update_time', 'asc'],
  ] as const)('%s is sorted by %s %s', async (source, sortKey, sortDir) => {
    const { jobs } = await whole(source, { sort_key: sortKey, sort_dir: sortDir })
    const times = jobs.flatMap((job) => (sortKey === 'create_time' ? job.create_time : job.last_update_time) ?? []).map((time) => Date.parse(time))
    expect(times.length).toBeGreaterThan(10)
    expect(times).toEqual(times.toSorted((a, b) => (sortDir === 'asc' ? a - b : b - a)))
  })

  it('shows the newest 50 by default', async () => {
    const page = await list(metastudio)
    expect(page).toMatchObject({ offset: 0, limit: 50 })
    expect(page.jobs.length).toBe(50)
    expect(page.jobs[0]?.job_id).toBe(world.clouds.jobs('metastudio').at(-1)?.id)
  })
})

describe('every filter has an effect', () => {
  const truth = () => new Map(world.clouds.jobs('metastudio').map((job) => [job.id, job]))
  const since = '2026-03-11T00:00:00Z'
  const until = '2026-03-13T00:00:00Z'
  const within = (time: string | undefined, from: string, to: string) => time !== undefined && time >= from && time <= to

  const rules: [filters: Filters, isRight: (job: Job) => boolean][] = [
    [{ state: 'TRAINING' }, (job) => job.state === 'TRAINING'],
    [{ state: 'TRAIN_FAILED,COMPILE_FAILED' }, (job) => ['TRAIN_FAILED', 'COMPILE_FAILED'].includes(job.state)],
    [{ phase: 'failed' }, (job) => job.phase === 'failed'],
    [{ phase: 'failed,stopped', state: '-TRAIN_FAILED' }, (job) => ['failed', 'stopped'].includes(job.phase) && job.state !== 'TRAIN_FAILED'],
    [{ phase: '-done' }, (job) => job.phase !== 'done' && job.phase !== 'unknown'],
    [{ phase: 'unknown' }, (job) => job.phase === 'unknown'],
    [{ actor: 'you' }, (job) => job.actor === 'you'],
    [{ actor: 'you', phase: '-suspended' }, (job) => job.actor === 'you' && job.phase !== 'suspended'],
    [{ hidden_failure: 'true' }, (job) => job.hidden_failure],
    [{ create_since: since, create_until: until }, (job) => within(job.create_time, since, until)],
    [{ update_since: since, update_until: until }, (job) => within(job.last_update_time, since, until)],
    [{ tag: 'vip' }, (job) => job.tags?.includes('vip') === true],
    [{ model_resolution: '4K' }, (job) => job.model_resolution === '4K'],
    [{ is_flexus: 'true' }, (job) => job.is_flexus === true],
    [{ is_live_copy: 'true' }, (job) => job.is_live_copy === true],
    [{ is_ondemand_resource: 'true' }, (job) => job.is_ondemand_resource === true],
    [{ train_location: 'cn-east-3' }, (job) => job.optional_training_location?.includes('cn-east-3') === true],
  ]

  it.each(rules)('%o', async (filters, isRight) => {
    const { jobs, count } = await whole(metastudio, filters)
    const all = await whole(metastudio)
    expect(jobs.map(({ job_id }) => job_id)).toEqual(all.jobs.filter(isRight).map(({ job_id }) => job_id))
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(all.count)
    expect(jobs.every(({ job_id, state }) => truth().get(job_id)?.state === state)).toBe(true)
  })

  it('batch_name, name and job_id find the jobs that have them', async () => {
    const sample = world.clouds.jobs('metastudio').find(({ batch }) => batch !== undefined)
    const batch = await whole(metastudio, { batch_name: sample?.batch ?? '' })
    expect(batch.jobs.map(({ job_id }) => job_id)).toContain(sample?.id)
    expect(new Set(batch.jobs.map(({ batch_name }) => batch_name))).toEqual(new Set([sample?.batch]))
    expect((await whole(metastudio, { job_id: sample?.id ?? '' })).jobs.map(({ job_id }) => job_id)).toEqual([sample?.id])
    expect((await whole(metastudio, { name: sample?.name ?? '' })).jobs.map(({ job_id }) => job_id)).toContain(sample?.id)
  })

  it('query_project_id asks for the jobs of another tenant', async () => {
    const { otherProjectId } = world.clouds.credentials.metastudio
    const own = await list(metastudio)
    const other = await list(metastudio, { query_project_id: otherProjectId })
    expect(other.count).not.toBe(own.count)
    expect(world.clouds.requests.at(-1)?.query).toContain(`query_project_id=${otherProjectId}`)
  })

  const iceRules: [filters: Filters, isRight: (job: Job) => boolean][] = [
    [{ state: 'Fail,Init' }, (job) => ['Fail', 'Init'].includes(job.state)],
    [{ state: '-Success' }, (job) => job.state !== 'Success' && job.phase !== 'unknown'],
    [{ phase: 'training' }, (job) => job.phase === 'training'],
    [{ actor: 'you' }, (job) => job.actor === 'you'],
    [{ create_since: '2026-02-01T00:00:00Z' }, (job) => (job.create_time ?? '') >= '2026-02-01T00:00:00Z'],
  ]
  it.each(iceRules)(`${ice}: %o`, async (filters, isRight) => {
    const { jobs, count } = await whole(ice, filters)
    const all = await whole(ice)
    expect(jobs.map(({ job_id }) => job_id)).toEqual(all.jobs.filter(isRight).map(({ job_id }) => job_id))
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(all.count)
  })
})

describe('the state algebra', () => {
  it('answers nothing without a call when no state is left', async () => {
    const before = world.calls('metastudio')
    const page = await list(metastudio, { phase: 'done', actor: 'provider' })
    expect(page).toMatchObject({ count: 0, jobs: [], unknown_excluded: true })
    expect(world.calls('metastudio')).toBe(before)
  })

  it('says that states nobody knows are left out when the question had to be resolved', async () => {
    expect((await list(metastudio, { phase: '-done' })).unknown_excluded).toBe(true)
    expect((await list(metastudio, { actor: 'you' })).unknown_excluded).toBe(true)
    expect((await list(metastudio, { phase: 'failed' })).unknown_excluded).toBeUndefined()
    expect((await list(metastudio)).unknown_excluded).toBeUndefined()
  })

  it('finds unknown states only where all jobs can be read, and says so elsewhere', async () => {
    const big = createWorld({ metastudioJobs: 2_400, iceJobs: 3 })
    const { status, body } = await big.json(`/api/sources/${metastudio}/jobs?phase=unknown`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'bad_request', parameter: 'phase', detail: expect.stringMatching(/up to 2000; here are 2400/) })
    const narrow = await list(metastudio, { phase: 'unknown', create_since: '2026-03-01T00:00:00Z' }, big)
    expect(narrow.jobs.every(({ phase }) => phase === 'unknown')).toBe(true)
    expect(await big.json(`/api/sources/${metastudio}/jobs?actor=unknown`)).toMatchObject({ body: { parameter: 'actor' } })
  })
})

describe('what every job carries', () => {
  it('phase, stage, actor and hidden failure as the catalogue has them', async () => {
    const { jobs } = await whole(metastudio)
    for (const job of jobs) {
      const facts = stateFacts('metastudio', job.state)
      expect(job.phase).toBe(phaseOf('metastudio', job.state))
      expect(job.actor).toBe(facts?.actor ?? 'unknown')
      expect(job.stage).toBe(facts?.stage)
      expect(job.hidden_failure).toBe(isHiddenFailure('metastudio', job.state))
      expect(phases).toContain(job.phase)
    }
    expect(jobs.some(({ state }) => !Object.hasOwn(metastudioStates, state))).toBe(true)
  })

  it('no phone number in clear, no address, no field that is not on the list, in any answer', async () => {
    const contacts = world.clouds.jobs('metastudio').flatMap(({ contact }) => contact ?? [])
    const phones = contacts.flatMap((contact) => contact.replace(/\D/g, '').match(/1[3-9]\d{9}$/) ?? [])
    expect(phones.length).toBeGreaterThan(50)
    const { jobs } = await whole(metastudio)
    const bodies: string[] = [JSON.stringify(jobs), JSON.stringify(await whole(ice))]
    for (const { job_id } of jobs) bodies.push(await (await world.get(`/api/sources/${metastudio}/jobs/${job_id}`)).text())
    for (const { job_id } of (await whole(ice)).jobs) bodies.push(await (await world.get(`/api/sources/${ice}/jobs/${job_id}`)).text())
    bodies.push(await (await world.get('/api/find?q=0046')).text(), JSON.stringify(world.log))
    const text = bodies.join('\n')
    expect(phones.filter((phone) => text.includes(phone))).toEqual([])
    expect(contacts.filter((contact) => contact.includes('@') && text.includes(contact))).toEqual([])
    expect(text).not.toMatch(/_url"/)
    expect(text).not.toMatch(/[?&](Signature|X-Amz-|Expires|AccessKeyId)=?/i)
    expect(text).not.toContain('clouds.test')
    const { credentials } = world.clouds
    for (const secret of [credentials.metastudio.accessKey, credentials.metastudio.secretKey, credentials.ice.accessKeyId, credentials.ice.accessKeySecret]) {
      expect(text).not.toContain(secret)
    }
  })

  it('a detail of both clouds is of the contract and agrees with the list', async () => {
    for (const source of [metastudio, ice]) {
      for (const job of (await list(source, { limit: 20 })).jobs) {
        const { status, body, headers } = await world.json(`/api/sources/${source}/jobs/${job.job_id}`)
        expect(status).toBe(200)
        const detail = JobDetail.parse(body)
        const { job_id, name, state, create_time } = detail.job
        expect([job_id, name, state, create_time]).toEqual([job.job_id, job.name, job.state, job.create_time])
        expect(detail.request_id, 'it travels in a header, so that the body changes only with the job').toBeUndefined()
        expect(headers.get('x-request-id')).toMatch(/^[\w-]{20,}$/)
      }
    }
  })
})
