import { describe, expect, it } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { Problem } from '#contract/problem.ts'
import { createWorld, ice, metastudio } from '../world.ts'

const jobs = `/api/sources/${metastudio}/jobs`
const small = { metastudioJobs: 60, iceJobs: 12 }

describe('an answer’s age', () => {
  it('is counted from the cloud’s answer, and a fresh one is not asked for again', async () => {
    const world = createWorld(small)
    const first = await world.get(jobs)
    expect(first.headers.get('age')).toBe('0')
    world.clock.advance(5_000)
    const second = await world.get(jobs)
    expect(second.headers.get('age')).toBe('5')
    expect(second.headers.get('x-request-id')).toBe(first.headers.get('x-request-id'))
    expect(world.calls('metastudio')).toBe(1)
    world.clock.advance(5_000)
    const third = await world.get(jobs)
    expect(third.headers.get('age')).toBe('0')
    expect(third.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
    expect(world.calls('metastudio')).toBe(2)
  })

  it('stands on a 304 as well, whose body the caller has', async () => {
    const world = createWorld(small)
    const first = await world.get(jobs)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"[0-9a-f]{24}"$/)
    world.clock.advance(3_000)
    for (const held of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      const again = await world.get(jobs, { 'If-None-Match': held })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('age')).toBe('3')
      expect(again.headers.get('etag')).toBe(etag)
      expect(again.headers.get('x-request-id')).toBe(first.headers.get('x-request-id'))
      expect(again.headers.get('cache-control')).toBe('private, no-cache')
    }
    expect((await world.get(jobs, { 'If-None-Match': 'W/"0123456789abcdef01234567"' })).status).toBe(200)
  })

  it.each(['a list', 'a job', 'counts'])('is told of an answer that stands in while a slow cloud is asked, and nobody waits for that one: %s', async (what) => {
    const world = createWorld(small)
    const first = await world.get(jobs)
    const id = JobList.parse(await first.clone().json()).jobs[0]?.job_id ?? ''
    const address = { 'a list': jobs, 'a job': `${jobs}/${id}` }[what] ?? `/api/sources/${metastudio}/counts`
    await world.get(address)
    world.clouds.fail('metastudio', 'slow')
    world.clock.advance(20_000)
    const before = world.calls('metastudio')
    const asked = Promise.all([world.get(address), world.get(address)])
    await expect.poll(() => world.calls('metastudio')).toBe(before + 1)
    world.clock.advance(250)
    for (const answer of [...(await asked), await world.get(address)]) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('age')).toBe('20')
      expect(answer.headers.get('cache-status')).toBe('understudy; hit; detail=refreshing')
      expect(await answer.json()).not.toHaveProperty('stale')
    }
    expect(world.calls('metastudio')).toBe(before + 1)
    if (what !== 'a list') return
    expect((await world.get(jobs, { 'If-None-Match': first.headers.get('etag') ?? '' })).status).toBe(304)
    // The cloud never answers: from then on the answer is an old one, and says so, for ten minutes.
    world.clock.advance(15_000)
    await expect.poll(async () => JobList.parse((await world.json(jobs)).body).stale).toBe(true)
  })

  it('is there after a second too where it is of minutes ago, and nobody waits for a silent cloud with an old view before him', async () => {
    const world = createWorld(small)
    await world.get(jobs)
    world.clouds.fail('metastudio', 'slow')
    world.clock.advance(590_000)
    const before = world.calls('metastudio')
    const asked = world.get(jobs)
    await expect.poll(() => world.calls('metastudio')).toBe(before + 1)
    world.clock.advance(1_000)
    const answer = await asked
    expect(answer.status).toBe(200)
    expect(answer.headers.get('age')).toBe('591')
    expect(answer.headers.get('cache-status')).toBe('understudy; hit; detail=refreshing')
  })

  it('is told of a histogram too', async () => {
    const world = createWorld(small)
    const address = `/api/sources/${metastudio}/histogram`
    expect((await world.get(address)).headers.has('cache-status')).toBe(false)
    world.clouds.fail('metastudio', 'slow')
    world.clock.advance(20_000)
    const before = world.calls('metastudio')
    const asked = world.get(address)
    await expect.poll(() => world.calls('metastudio')).toBe(before + 1)
    world.clock.advance(250)
    const answer = await asked
    expect(answer.headers.get('age')).toBe('20')
    expect(answer.headers.get('cache-status')).toBe('understudy; hit; detail=refreshing')
  })

  it('does not change the tag: another answer with the same jobs has the same one, in another process too', async () => {
    const [one, two] = [createWorld(small), createWorld(small)]
    const first = await one.get(jobs)
    await two.get(`${jobs}?limit=3`)
    const second = await two.get(jobs)
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
    const id = JobList.parse(await first.json()).jobs[7]?.job_id ?? ''
    expect((await one.get(`${jobs}/${id}`)).headers.get('etag')).toBe((await two.get(`${jobs}/${id}`)).headers.get('etag'))
  })
})

describe('one question', () => {
  it('asked by many at once is one call', async () => {
    const world = createWorld(small)
    const answers = await Promise.all(Array.from({ length: 25 }, () => world.json(jobs)))
    expect(world.calls('metastudio')).toBe(1)
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  })

  it('is the same however its parameters are written', async () => {
    const world = createWorld(small)
    await world.get(`${jobs}?tag=vip&state=TRAINING,TRAIN_FAILED&limit=50`)
    await world.get(`${jobs}?state=TRAIN_FAILED,TRAINING,TRAINING&tag=%20vip&offset=0`)
    await world.get(`${jobs}?sort_dir=desc&tag=vip&state=TRAINING%2CTRAIN_FAILED`)
    expect(world.calls('metastudio')).toBe(1)
  })

  it('about jobs or about their number is another one', async () => {
    const world = createWorld(small)
    await world.get(jobs)
    await world.get(`${jobs}?limit=51`)
    await world.get(`${jobs}?sort_dir=asc`)
    expect(world.calls('metastudio')).toBe(3)
  })
})

describe('a cloud in trouble', () => {
  const faults = [
    ['outage', 502, 'cloud_error'],
    ['unavailable', 502, 'cloud_error'],
    ['unsuccessful', 502, 'cloud_error'],
    ['throttled', 429, 'throttled'],
    ['wrong-key', 502, 'cloud_rejected_credentials'],
    ['denied', 502, 'cloud_denied'],
    ['html', 502, 'cloud_error'],
    ['html-200', 502, 'unreadable'],
    ['empty-body', 502, 'unreadable'],
    ['truncated', 502, 'unreadable'],
    ['unreachable', 502, 'unreachable'],
  ] as const

  for (const [source, cloud] of [
    [metastudio, 'metastudio'],
    [ice, 'ice'],
  ] as const) {
    it.each(faults)(`${cloud}: %s is a clear problem (%i %s) that carries no secret`, async (fault, status, code) => {
      const world = createWorld(small)
      world.clouds.fail(cloud, fault)
      const { status: given, body, headers } = await world.json(`/api/sources/${source}/jobs`)
      const problem = Problem.parse(body)
      expect({ status: given, code: problem.code, source: problem.source }).toEqual({ status, code, source })
      expect(headers.get('cache-control')).toBe('no-store')
      if (code === 'throttled') expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
      if (code === 'cloud_rejected_credentials') expect(problem.cloud_message).toBeUndefined()
      const { metastudio: huawei, ice: alibaba } = world.clouds.credentials
      const written = JSON.stringify([body, [...headers], world.log])
      for (const secret of [huawei.accessKey, huawei.secretKey, alibaba.accessKeyId, alibaba.accessKeySecret]) expect(written).not.toContain(secret)
      expect(written).not.toMatch(/HMAC-SHA256|Signature=|clouds\.test/)
      expect(world.log.at(-1)).toMatchObject({ code, source, status, route: '/api/sources/:source/jobs' })
    })
  }

  it('shows its older answer, says that it is stale, and recovers by itself', async () => {
    const world = createWorld(small)
    const good = await world.json(`${jobs}?sort_dir=asc`)
    world.clouds.fail('metastudio', 'outage')
    world.clock.advance(60_000)
    const old = await world.json(`${jobs}?sort_dir=asc`)
    expect(old.status).toBe(200)
    expect(old.headers.get('age')).toBe('60')
    expect(old.headers.get('x-request-id')).toBe(good.headers.get('x-request-id'))
    expect(old.body).toEqual({ ...JobList.parse(good.body), stale: true })
    expect(old.headers.get('etag')).not.toBe(good.headers.get('etag'))
    world.clouds.recover()
    world.clock.advance(10_000)
    const again = await world.json(`${jobs}?sort_dir=asc`)
    expect(JobList.parse(again.body).stale).toBeUndefined()
    expect(again.headers.get('age')).toBe('0')
  })

  it('is not asked again for every reader while it is down', async () => {
    const world = createWorld(small)
    await world.get(jobs)
    world.clouds.fail('metastudio', 'denied')
    world.clock.advance(60_000)
    for (let reader = 0; reader < 10; reader += 1) await world.get(jobs)
    expect(world.calls('metastudio')).toBe(2)
  })

  it('has no answer any more after ten minutes', async () => {
    const world = createWorld(small)
    await world.get(jobs)
    world.clouds.fail('metastudio', 'outage')
    world.clock.advance(11 * 60_000)
    expect((await world.json(jobs)).status).toBe(502)
  })

  it('that no longer knows a job is believed at once', async () => {
    const world = createWorld(small)
    const id = world.clouds.jobs('metastudio').at(-1)?.id ?? ''
    expect((await world.json(`${jobs}/${id}`)).status).toBe(200)
    expect((await world.json(`${jobs}/${'0'.repeat(32)}`)).status).toBe(404)
  })

  it('leaves the other cloud’s jobs alone', async () => {
    const world = createWorld(small)
    world.clouds.fail('metastudio', 'unreachable')
    expect((await world.json(jobs)).status).toBe(502)
    expect((await world.json(`/api/sources/${ice}/jobs`)).status).toBe(200)
  })

  it('that never answers is given up after its deadline', async () => {
    const world = createWorld(small)
    world.clouds.fail('metastudio', 'slow')
    const answer = world.json(jobs)
    await expect.poll(() => world.calls('metastudio')).toBe(1)
    world.clock.advance(16_000)
    expect(await answer).toMatchObject({ status: 504, body: { code: 'timeout' } })
  })

  it('survives answers of a shape that nobody promised', async () => {
    const world = createWorld(small)
    for (const [source, cloud] of [
      [metastudio, 'metastudio'],
      [ice, 'ice'],
    ] as const) {
      world.clouds.fail(cloud, 'odd-shape', 6)
      for (let time = 0; time < 6; time += 1) {
        const { status, body } = await world.json(`/api/sources/${source}/jobs?offset=${time}`)
        if (status === 200) expect(JobList.safeParse(body).error).toBeUndefined()
        else expect(Problem.parse(body).code).toBe('unreadable')
      }
    }
  })

  it('that ignores a filter is caught at it', async () => {
    const world = createWorld()
    world.clouds.fail('metastudio', 'literal-update-until')
    const { body } = await world.json(`${jobs}?update_until=2026-03-12T00:00:00Z`)
    expect(JobList.parse(body).cloud_ignored).toEqual(['update_until'])
  })
})

describe('wrong accounts', () => {
  it('a wrong key is refused by both clouds, and then left unused', async () => {
    const world = createWorld({
      ...small,
      sources: (accounts) =>
        accounts.map((account) =>
          account.cloud === 'ice'
            ? { ...account, credentials: { ...account.credentials, accessKeySecret: 'test-wrong-secret' } }
            : { ...account, credentials: { kind: 'aksk', accessKey: keyOf(account.credentials), secretKey: 'test-wrong-secret' } },
        ),
    })
    for (const source of [metastudio, ice]) {
      const { status, body } = await world.json(`/api/sources/${source}/jobs`)
      expect(status).toBe(502)
      expect(body).toMatchObject({ code: 'cloud_rejected_credentials' })
      expect(JSON.stringify(body)).not.toContain('test-wrong-secret')
    }
    const asked = world.clouds.requests.length
    for (let time = 0; time < 5; time += 1) await world.get(`${jobs}?limit=${time + 1}`)
    expect(world.clouds.requests.length, 'five refusals in a row lock a key for everybody').toBe(asked)
  })

  it('a project of another region is a clear problem', async () => {
    const world = createWorld({
      ...small,
      sources: (accounts) => accounts.map((account) => (account.cloud === 'ice' ? account : { ...account, projectId: '0'.repeat(32) })),
    })
    const { status, body } = await world.json(jobs)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(['cloud_rejected_credentials', 'cloud_denied', 'bad_request', 'not_found']).toContain(Problem.parse(body).code)
    expect(Problem.parse(body).cloud_code).toBeDefined()
  })
})

const keyOf = (credentials: object) => ('accessKey' in credentials ? String(credentials.accessKey) : '')
