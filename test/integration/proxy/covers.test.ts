import { describe, expect, it } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { Problem } from '#contract/problem.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

/** Jobs of MetaStudio whose cover is of a kind, as the emulator made it. */
const withCover = (world: World, kind: string) => world.clouds.jobs('metastudio').filter(({ cover }) => cover === kind)
const fetches = (world: World) => world.clouds.requests.filter(({ to }) => to === 'storage').length
const coverOf = (source: string, id: string, query = 'width=192') => `/api/sources/${source}/jobs/${id}/cover?${query}`

async function listedVersion(world: World, id: string) {
  const { body } = await world.json(`/api/sources/${metastudio}/jobs?job_id=${id}`)
  return JobList.parse(body).jobs[0]?.cover_version ?? ''
}

describe('a cover', () => {
  it('is a picture that may be kept for ever under its version, and asked for again without', async () => {
    const world = createWorld()
    const id = withCover(world, 'good')[0]?.id ?? ''
    const v = await listedVersion(world, id)
    expect(v).not.toBe('')
    const current = await world.get(coverOf(metastudio, id, `width=96&v=${v}`))
    expect(current.status).toBe(200)
    expect(current.headers.get('content-type')).toBe('image/png')
    expect(current.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(current.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(current.headers.get('vary')).toBe('Accept')
    expect((await current.arrayBuffer()).byteLength).toBeGreaterThan(100)
    for (const query of ['width=96', 'width=96&v=older']) {
      expect((await world.get(coverOf(metastudio, id, query))).headers.get('cache-control')).toBe('private, no-cache')
    }
    const etag = current.headers.get('etag') ?? ''
    const again = await world.get(coverOf(metastudio, id, 'width=96'), { 'If-None-Match': etag })
    expect(again.status).toBe(304)
    expect((await world.get(coverOf(metastudio, id, 'width=192'), { 'If-None-Match': etag })).status).toBe(200)
  })

  it('is fetched once, however many ask, and needs no call when the list has been seen', async () => {
    const world = createWorld()
    const id = withCover(world, 'good')[0]?.id ?? ''
    await listedVersion(world, id)
    const calls = world.calls('metastudio')
    await Promise.all(Array.from({ length: 20 }, () => world.get(coverOf(metastudio, id))))
    await world.get(coverOf(metastudio, id))
    expect(fetches(world)).toBe(1)
    expect(world.calls('metastudio')).toBe(calls)
  })

  it('of a job that was never listed is found by its detail, in both clouds', async () => {
    const world = createWorld()
    const id = withCover(world, 'good')[0]?.id ?? ''
    expect((await world.get(coverOf(metastudio, id))).status).toBe(200)
    const done = world.clouds.jobs('ice').find(({ cover }) => cover === 'good')
    expect((await world.get(coverOf(ice, done?.id ?? ''))).status).toBe(200)
  })

  it('whose address has expired gets a new one from the cloud, once', async () => {
    const world = createWorld()
    const id = withCover(world, 'good')[0]?.id ?? ''
    await listedVersion(world, id)
    // The addresses are good for 24 hours by the clouds, and a little less by us.
    world.clock.advance(23.9 * 3600_000)
    expect((await world.get(coverOf(metastudio, id))).status).toBe(200)
    world.clock.advance(0.2 * 3600_000)
    const calls = world.calls('metastudio')
    expect((await world.get(coverOf(metastudio, id, 'width=640'))).status).toBe(200)
    expect(world.calls('metastudio')).toBe(calls + 1)
  })

  it('that the storage refuses even with a new address is none', async () => {
    const world = createWorld()
    for (const kind of ['expired', 'gone'] as const) {
      const id = withCover(world, kind)[0]?.id ?? ''
      await listedVersion(world, id)
      const before = fetches(world)
      const { status, body } = await world.json(coverOf(metastudio, id))
      expect({ kind, status, code: Problem.parse(body).code }).toEqual({ kind, status: 404, code: 'not_found' })
      expect(fetches(world) - before).toBe(2)
      await world.json(coverOf(metastudio, id))
      expect(fetches(world) - before, 'it is not tried again at once').toBe(2)
    }
  })

  it('whose address has expired while the cloud is down is the cloud’s trouble, not “no cover”', async () => {
    const world = createWorld()
    const id = withCover(world, 'expired')[0]?.id ?? ''
    await world.json(`/api/sources/${metastudio}/jobs/${id}`)
    world.clock.advance(60_000)
    world.clouds.fail('metastudio', 'outage')
    expect(await world.json(coverOf(metastudio, id))).toMatchObject({ status: 502, body: { code: 'cloud_error' } })
    // While the old answer stands in, too.
    expect(await world.json(coverOf(metastudio, id))).toMatchObject({ status: 502, body: { code: 'cloud_error' } })
    world.clouds.recover()
    world.clock.advance(60_000)
    expect(await world.json(coverOf(metastudio, id)), 'and nothing of it is remembered').toMatchObject({ status: 404 })
  })

  it('is fetched once for all the widths and types that are asked for at the same time and soon after', async () => {
    const made: string[] = []
    const world = createWorld({
      proxy: {
        resizeCover: async ({ bytes }, { width, type }) => {
          made.push(`${width} ${type}`)
          return { bytes, type }
        },
      },
    })
    const id = withCover(world, 'good')[0]?.id ?? ''
    await listedVersion(world, id)
    const answers = await Promise.all([96, 192, 640].map((width) => world.get(coverOf(metastudio, id, `width=${width}`))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    await world.get(coverOf(metastudio, id, 'width=640'), { Accept: 'image/avif' })
    expect(made.toSorted()).toEqual(['192 image/webp', '640 image/avif', '640 image/webp', '96 image/webp'])
    expect(fetches(world)).toBe(1)
    world.clock.advance(61_000)
    await world.get(coverOf(metastudio, id, 'width=192'), { Accept: 'image/avif' })
    expect(fetches(world), 'originals are not kept for long').toBe(2)
  })

  it('that is slow to resize holds up the fetch of others: six originals are in memory at most', async () => {
    let opened = 0
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const world = createWorld({
      proxy: {
        openCover: async () => {
          opened += 1
          return { status: 200, body: [new Uint8Array([0xff, 0xd8, 0xff, 0xe0])] }
        },
        resizeCover: async (picture) => {
          await held
          return picture
        },
      },
    })
    const ids = withCover(world, 'good').slice(0, 40).map(({ id }) => id)
    await world.get(`/api/sources/${metastudio}/jobs?limit=100`)
    const answers = ids.map((id) => world.get(coverOf(metastudio, id)))
    await expect.poll(() => opened).toBe(6)
    // Whoever could still fetch has had the turns to do so.
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
    expect(opened).toBe(6)
    release()
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]))
    expect(opened).toBe(ids.length)
  })

  it('that is no picture is not passed on', async () => {
    const world = createWorld()
    const id = withCover(world, 'unreadable')[0]?.id ?? ''
    const { status, body } = await world.json(coverOf(metastudio, id))
    expect(status).toBe(502)
    expect(Problem.parse(body).code).toBe('unreadable')
  })

  it('that does not exist is a 404, and so is that of a job nobody knows', async () => {
    const world = createWorld()
    const id = withCover(world, 'absent')[0]?.id ?? ''
    expect(await world.json(coverOf(metastudio, id))).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await world.json(coverOf(metastudio, '0'.repeat(32)))).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await world.json(coverOf('elsewhere', id))).toMatchObject({ status: 404, body: { code: 'unknown_source' } })
  })

  it.each([
    [undefined, 'image/webp'],
    ['image/avif,image/webp,*/*;q=0.8', 'image/avif'],
    ['image/*', 'image/webp'],
    ['*/*', 'image/webp'],
    ['image/jpeg', 'image/jpeg'],
    ['image/webp;q=0, */*', 'image/jpeg'],
  ])('for %s is made as %s', async (accept, type) => {
    const asked: string[] = []
    const world = createWorld({
      proxy: {
        resizeCover: async ({ bytes }, format) => {
          asked.push(`${format.width} ${format.type}`)
          return { bytes, type: format.type }
        },
      },
    })
    const id = withCover(world, 'good')[0]?.id ?? ''
    const response = await world.get(coverOf(metastudio, id, 'width=640'), accept === undefined ? {} : { Accept: accept })
    expect(response.headers.get('content-type')).toBe(type)
    expect(asked).toEqual([`640 ${type}`])
  })

  it.each([
    ['cannot be reached', () => Promise.reject(new Error('connect ECONNREFUSED https://bucket.test/a?Signature=TESTSIGNATURE')), 'unreachable'],
    ['is larger than any picture', async () => ({ status: 200, body: huge() }), 'unreadable'],
    ['redirects', async () => ({ status: 302, body: [] }), 'unreadable'],
    ['fails', async () => ({ status: 500, body: [] }), 'unreadable'],
    ['is a page', async () => ({ status: 200, body: [new TextEncoder().encode('<html>')] }), 'unreadable'],
    ['is a drawing with a script', async () => ({ status: 200, body: [new TextEncoder().encode('<svg onload="alert(1)"/>')] }), 'unreadable'],
  ] as const)('whose origin %s is a problem without any address', async (_, open, code) => {
    const world = createWorld({ proxy: { openCover: open } })
    const id = withCover(world, 'good')[0]?.id ?? ''
    const { body } = await world.json(coverOf(metastudio, id))
    expect(Problem.parse(body).code).toBe(code)
    expect(JSON.stringify([body, world.log])).not.toMatch(/TESTSIGNATURE|bucket\.test|clouds\.test/)
  })

  it('that many ask for at once is fetched six at a time, and what exceeds the queue is told to wait', async () => {
    let open = 0
    let most = 0
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const world = createWorld({
      metastudioJobs: 900,
      proxy: {
        openCover: async () => {
          open += 1
          most = Math.max(most, open)
          await held
          open -= 1
          return { status: 200, body: [new Uint8Array([0xff, 0xd8, 0xff, 0xe0])] }
        },
      },
    })
    const ids = withCover(world, 'good').map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(400)
    for (let offset = 0; offset < 900; offset += 100) await world.get(`/api/sources/${metastudio}/jobs?limit=100&offset=${offset}`)
    const answers = ids.map((id) => world.json(coverOf(metastudio, id)).catch(() => ({ status: 200 })))
    await expect.poll(() => most).toBe(6)
    release()
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 503).length).toBe(ids.length - 306)
    expect(most).toBe(6)
  })
})

/** Thirty megabytes that begin like a picture. */
function* huge() {
  yield new Uint8Array([0xff, 0xd8, 0xff, 0xe0])
  for (let part = 0; part < 30; part += 1) yield new Uint8Array(1024 * 1024)
}
