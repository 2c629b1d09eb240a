import { describe, expect, it } from 'vitest'
import { Histogram } from '#contract/histogram.ts'
import { JobList } from '#contract/job-list.ts'
import { metastudioStates } from '#contract/job-states.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

const world = createWorld()
const big = () => createWorld({ metastudioJobs: 2_600, iceJobs: 3 })
const hourMs = 3_600_000
const dayMs = 24 * hourMs

async function histogram(query = '', of: World = world, source = metastudio) {
  const { status, body } = await of.json(`/api/sources/${source}/histogram?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return Histogram.parse(body)
}

const toTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
const phaseOf = new Map<string, string>(Object.entries(metastudioStates).map(([state, { phase }]) => [state, phase]))

/** Ids of the jobs whose time of creation the cloud leaves out. Nobody can place them but the cloud itself. */
async function untimed(of: World, source = metastudio): Promise<Set<string>> {
  const found = new Set<string>()
  for (let offset = 0, count = 1; offset < count; offset += 100) {
    const page = JobList.parse((await of.json(`/api/sources/${source}/jobs?limit=100&offset=${offset}`)).body)
    for (const job of page.jobs) if (job.create_time === undefined) found.add(job.job_id)
    count = page.count
  }
  return found
}

interface Meant {
  id: string
  state: string
  tags: readonly string[]
}

/** What the world knows of the jobs in the buckets of an answer. */
function truth(of: World, { buckets }: Histogram, isMeant: (job: Meant) => boolean = () => true) {
  const jobs = of.clouds.jobs('metastudio').filter(isMeant).map(({ state, createTime }) => ({ phase: phaseOf.get(state), at: Math.floor(createTime / 1000) * 1000 }))
  return buckets.map(({ from, to }) => {
    const inside = jobs.filter(({ at }) => at >= Date.parse(from) && at < Date.parse(to))
    return { from, to, count: inside.length, failed: inside.filter(({ phase }) => phase === 'failed').length }
  })
}

/** Codes that nobody knows are excluded with a negative. */
const isNotFailed = (state: string) => phaseOf.has(state) && phaseOf.get(state) !== 'failed'

const sum = ({ buckets }: Histogram) => buckets.reduce((total, { count }) => total + count, 0)

describe('the histogram', () => {
  it.each([
    ['by=hour', 48, hourMs],
    ['by=day', 90, dayMs],
    ['by=week', 52, 7 * dayMs],
    ['', 90, dayMs],
  ])('of %j has %i buckets that end now, without a gap', async (query, length, widthMs) => {
    const found = await histogram(query)
    const unplaced = await untimed(world)
    expect(found.buckets).toEqual(truth(world, found, ({ id }) => !unplaced.has(id)))
    expect(unplaced.size).toBeGreaterThan(0)
    expect(found.exact, 'some jobs tell no time of creation').toBe(false)
    expect(found.buckets).toHaveLength(length)
    expect(sum(found)).toBeGreaterThan(0)
    for (const [index, { from, to }] of found.buckets.entries()) {
      expect(Date.parse(to) - Date.parse(from)).toBe(widthMs)
      expect(found.buckets[index + 1]?.from ?? to).toBe(to)
    }
    const last = found.buckets.at(-1)
    expect(Date.parse(last?.from ?? '')).toBeLessThanOrEqual(world.clock.now())
    expect(Date.parse(last?.to ?? '')).toBeGreaterThan(world.clock.now())
  })

  it('has the days of the zone that is asked for', async () => {
    const found = await histogram('by=day&tz=Asia/Shanghai')
    expect(found.buckets.at(-1)).toMatchObject({ from: '2026-03-13T16:00:00Z', to: '2026-03-14T16:00:00Z' })
    const unplaced = await untimed(world)
    expect(found.buckets).toEqual(truth(world, found, ({ id }) => !unplaced.has(id)))
    const newYork = await histogram('by=day&tz=America/New_York&create_since=2026-03-07T12:00:00Z&create_until=2026-03-09T12:00:00Z')
    expect(newYork.buckets.map(({ from }) => from)).toEqual(['2026-03-07T05:00:00Z', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'])
  })

  it('applies the filters, those about states too', async () => {
    const unplaced = await untimed(world)
    const failed = await histogram('phase=failed')
    expect(failed.buckets).toEqual(truth(world, failed, ({ id, state }) => phaseOf.get(state) === 'failed' && !unplaced.has(id)))
    expect(failed.buckets.every(({ count, failed }) => count === failed)).toBe(true)
    const tagged = await histogram('tag=vip&phase=-failed')
    expect(tagged.buckets).toEqual(truth(world, tagged, ({ id, state, tags }) => tags.includes('vip') && isNotFailed(state) && !unplaced.has(id)))
    const done = await histogram('phase=done&create_since=2026-03-10T00:00:00Z')
    expect(done.exact, 'all of them tell their time').toBe(true)
    expect(sum(tagged)).toBeGreaterThan(0)
    expect(sum(await histogram('phase=done&actor=you'))).toBe(0)
  })

  it('counts only jobs within the range, also where it cuts a bucket', async () => {
    const since = toTime(world.clock.now() - 3 * dayMs)
    const found = await histogram(`create_since=${since}`)
    expect(found.buckets).toHaveLength(4)
    const unplaced = await untimed(world)
    const jobs = world.clouds.jobs('metastudio').filter(({ id, createTime }) => createTime >= Date.parse(since) && !unplaced.has(id))
    expect(sum(found)).toBe(jobs.length)
    expect(await histogram('create_since=2030-01-01T00:00:00Z')).toEqual({ buckets: [], exact: true })
  })

  it('shares one reading of the jobs with the counts', async () => {
    const own = createWorld()
    await own.json(`/api/sources/${metastudio}/counts`)
    const before = own.calls('metastudio')
    await Promise.all(['by=hour', 'by=day&tz=Asia/Shanghai', 'by=week&phase=failed'].map((query) => histogram(query, own)))
    expect(own.calls('metastudio')).toBe(before)
  })

  it('follows the clock and says when it is old', async () => {
    const own = createWorld()
    const good = await histogram('by=hour', own)
    own.clock.advance(2 * hourMs)
    const later = await histogram('by=hour', own)
    expect(later.buckets[0]?.from).toBe(good.buckets[2]?.from)
    const unplaced = await untimed(own)
    expect(later.buckets).toEqual(truth(own, later, ({ id }) => !unplaced.has(id)))
    own.clouds.fail('metastudio', 'outage')
    own.clock.advance(60_000)
    expect(await histogram('by=hour', own)).toEqual({ ...later, stale: true })
  })

  it('is there for the other cloud', async () => {
    const found = await histogram('by=week', world, ice)
    const unplaced = await untimed(world, ice)
    const first = Date.parse(found.buckets[0]?.from ?? '')
    const jobs = world.clouds.jobs('ice').filter(({ id, createTime }) => createTime >= first && !unplaced.has(id))
    expect(sum(found)).toBe(jobs.length)
    expect(found.buckets.reduce((total, { failed }) => total + (failed ?? 0), 0)).toBe(jobs.filter(({ state }) => /fail/i.test(state)).length)
    expect(found.exact).toBe(unplaced.size === 0)
  })
})

describe('the histogram of more jobs than are read', () => {
  it('reads those of the range where they are few enough', async () => {
    const own = big()
    const found = await histogram('by=hour', own)
    const calls = own.calls('metastudio')
    const unplaced = await untimed(own)
    expect(found.buckets).toEqual(truth(own, found, ({ id }) => !unplaced.has(id)))
    expect(sum(found)).toBeGreaterThan(100)
    expect(calls).toBeLessThan(8)
  })

  it('comes from calls for one row each, and past buckets are not counted again', async () => {
    const own = big()
    const query = 'by=week&tz=Asia/Shanghai&create_since=2020-01-01T00:00:00Z'
    const found = await histogram(query, own)
    expect(found.exact).toBe(true)
    expect(found.buckets).toEqual(truth(own, found))
    expect(sum(found)).toBe(2_600)
    // The jobs were too many to read; then a call for each bucket, and another for the failures of those that have jobs.
    expect(own.calls('metastudio')).toBe(1 + found.buckets.length + found.buckets.filter(({ count }) => count > 0).length)
    const before = own.calls('metastudio')
    own.clock.advance(5 * 60_000)
    const later = await histogram(query, own)
    expect(later.buckets).toEqual(truth(own, later))
    expect(own.calls('metastudio') - before).toBeLessThan(5)
  })

  it('leaves out what does not come in time, the newest first, and has it the next time', async () => {
    let answered = 0
    const own: World = createWorld({
      metastudioJobs: 2_600,
      iceJobs: 3,
      // From the thirtieth answer on the cloud takes its time.
      tamper: (answer) => {
        answered += 1
        if (answered === 30) own.clouds.fail('metastudio', 'slow')
        return answer
      },
    })
    const query = 'by=week&create_since=2020-01-01T00:00:00Z'
    const answer = histogram(query, own)
    // Two calls at a time are under way with a key: once these are held, nothing moves any more.
    const held = () => (answered < 30 ? 0 : own.clouds.requests.filter(({ status }) => status === undefined).length)
    await expect.poll(held).toBe(2)
    own.clock.advance(5_000)
    const part = await answer
    expect(part.exact).toBe(false)
    // Of a bucket the number of jobs comes first, then how many of them failed.
    const counted = part.buckets.filter(({ failed }) => failed !== undefined)
    expect(counted.length).toBeGreaterThan(5)
    expect(counted).toEqual(truth(own, { ...part, buckets: counted }))
    const toNumbers = ({ from, to, count }: Histogram['buckets'][number]) => ({ from, to, count })
    expect(part.buckets.map(toNumbers)).toEqual(truth(own, part).map(toNumbers))
    expect(Date.parse(part.buckets.at(-1)?.to ?? '')).toBeGreaterThan(own.clock.now())
    own.clouds.recover()
    // The clock stands, so this waits until all is counted.
    expect((await histogram(query, own)).exact).toBe(true)
    expect(sum(await histogram(query, own))).toBe(2_600)
    expect((await histogram(query, own)).buckets.length).toBeGreaterThan(part.buckets.length)
  })

  it('of a cloud whose list is read as a whole needs no further call', async () => {
    const own = createWorld({ metastudioJobs: 3, iceJobs: 2_300 })
    const found = await histogram('by=week&create_since=2020-01-01T00:00:00Z', own, ice)
    const calls = own.calls('ice')
    const unplaced = await untimed(own, ice)
    expect(sum(found)).toBe(2_300 - unplaced.size)
    expect(calls).toBe(23)
  })

  it('refuses states that nobody knows', async () => {
    const own = big()
    const { status, body } = await own.json(`/api/sources/${metastudio}/histogram?phase=unknown&by=week&create_since=2020-01-01T00:00:00Z`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ parameter: 'phase', detail: expect.stringContaining('2000') })
  })
})
