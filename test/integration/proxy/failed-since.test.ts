import { describe, expect, it } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { metastudioStates } from '#contract/job-states.ts'
import { Problem } from '#contract/problem.ts'
import { Sources } from '#contract/source.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

const jobs = `/api/sources/${metastudio}/jobs`
const dayMs = 86_400_000

const toTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
const since = (world: World, days: number) => toTime(world.clock.now() - days * dayMs)
const phaseOf = new Map<string, string>(Object.entries(metastudioStates).map(([state, { phase }]) => [state, phase]))

async function list(world: World, query: string) {
  const { status, body } = await world.json(`${jobs}?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return JobList.parse(body)
}

const ids = ({ jobs }: JobList) => jobs.map((job) => job.job_id)

/** What the world knows: jobs failed or stopped now, newest failure first. */
function broken(world: World, days: number) {
  return world.clouds
    .jobs('metastudio')
    .flatMap(({ id, state, lastFailure, createTime }) => {
      const phase = phaseOf.get(state)
      const isBroken = phase === 'failed' || phase === 'stopped'
      return isBroken && lastFailure !== undefined ? [{ id, phase, createTime, at: Math.floor(lastFailure.at / 1000) * 1000 }] : []
    })
    .filter(({ at }) => at >= Date.parse(since(world, days)))
    .sort((one, other) => other.at - one.at)
}

describe('jobs that failed since a time', () => {
  it('are the failed and stopped ones, the newest failure first, and no other', async () => {
    const world = createWorld()
    const truth = broken(world, 7)
    const found = await list(world, `failed_since=${since(world, 7)}`)
    expect(ids(found)).toEqual(truth.map(({ id }) => id))
    expect(found.count).toBe(truth.length)
    expect(found.scanned).toBeUndefined()
    expect(truth.length).toBeGreaterThan(3)
    expect(truth.length).toBeLessThan(broken(world, 365).length)
    expect(new Set(found.jobs.map(({ phase }) => phase))).toEqual(new Set(truth.map(({ phase }) => phase)))
  })

  it('include one whose failure came at that very second', async () => {
    const world = createWorld()
    const [newest] = broken(world, 90)
    const at = newest?.at ?? 0
    expect(ids(await list(world, `failed_since=${toTime(at)}`))).toContain(newest?.id)
    expect(ids(await list(world, `failed_since=${toTime(at + 1000)}`))).not.toContain(newest?.id)
  })

  it('can be narrowed by states and other filters, and sorted as a list is', async () => {
    const world = createWorld()
    const all = await list(world, `failed_since=${since(world, 30)}`)
    const stopped = await list(world, `failed_since=${since(world, 30)}&phase=stopped,done`)
    expect(ids(stopped)).toEqual(ids({ ...all, jobs: all.jobs.filter(({ phase }) => phase === 'stopped') }))
    expect(stopped.count).toBeGreaterThan(0)
    const hidden = await list(world, `failed_since=${since(world, 30)}&hidden_failure=true&phase=-stopped`)
    expect(ids(hidden)).toEqual(ids({ ...all, jobs: all.jobs.filter((job) => job.hidden_failure && job.phase === 'failed') }))
    const created = await list(world, `failed_since=${since(world, 30)}&sort_dir=asc`)
    expect(ids(created)).toEqual(broken(world, 30).sort((one, other) => one.createTime - other.createTime).map(({ id }) => id))
    expect(ids(created)).not.toEqual(ids(all).toReversed())
    const before = world.calls('metastudio')
    expect(await list(world, `failed_since=${since(world, 30)}&phase=done`)).toMatchObject({ count: 0, jobs: [] })
    expect(world.calls('metastudio')).toBe(before)
  })

  it('come in pages', async () => {
    const world = createWorld()
    const all = await list(world, `failed_since=${since(world, 90)}`)
    const pages = [0, 4, 8].map((offset) => list(world, `failed_since=${since(world, 90)}&limit=4&offset=${offset}`))
    expect((await Promise.all(pages)).flatMap(ids)).toEqual(ids(all).slice(0, 12))
    expect((await pages[2])?.count).toBe(all.count)
  })

  it('are read once, together with the reasons, and again when a job changed', async () => {
    const world = createWorld()
    const query = `failed_since=${since(world, 30)}`
    const first = await list(world, query)
    const details = () => world.clouds.requests.filter(({ path, to }) => to === 'metastudio' && path.split('/').length > 6).length
    const read = details()
    expect(read).toBeGreaterThanOrEqual(first.count)
    world.clock.advance(60_000)
    await world.json(`/api/sources/${metastudio}/reasons?ids=${ids(first).slice(0, 100).join(',')}`)
    await list(world, query)
    // A minute may break or mend a job or two.
    expect(details() - read).toBeLessThan(4)
  })

  it('never reach the cloud as a parameter', async () => {
    const world = createWorld()
    await list(world, `failed_since=${since(world, 7)}`)
    expect(world.clouds.requests.filter(({ query }) => query.includes('failed_since'))).toEqual([])
  })

  it('are answered with what is known when details are slow, and are complete later', async () => {
    const world = createWorld()
    const query = `failed_since=${since(world, 90)}`
    const { count } = await list(world, 'phase=failed,stopped&limit=1')
    // Of the next calls the list and three details are answered (nothing asks for update_until); the others hang.
    world.clouds.fail('metastudio', 'literal-update-until', 4)
    world.clouds.fail('metastudio', 'slow')
    const before = world.calls('metastudio')
    const answer = list(world, query)
    // Two are asked for at a time: the fifth detail goes out when the third is read.
    await expect.poll(() => world.calls('metastudio')).toBe(before + 1 + 5)
    world.clock.advance(1_500)
    const part = await answer
    expect(part.scanned).toEqual({ jobs: 3, of: count })
    const whole = broken(world, 90).map(({ id }) => id)
    expect(part.count).toBeLessThan(whole.length)
    expect(whole.filter((id) => ids(part).includes(id))).toEqual(ids(part))
    world.clouds.recover()
    await expect.poll(async () => (await list(world, query)).scanned).toBeUndefined()
    expect(ids(await list(world, query))).toEqual(whole)
  })

  it('are the last known ones when the cloud fails, and no detail is asked for', async () => {
    const world = createWorld()
    const query = `failed_since=${since(world, 30)}`
    const good = await list(world, query)
    world.clouds.fail('metastudio', 'outage')
    world.clock.advance(60_000)
    const before = world.clouds.requests.length
    expect(await list(world, query)).toEqual({ ...good, stale: true })
    expect(world.clouds.requests.slice(before).every(({ query }) => query.includes('limit='))).toBe(true)
  })

  it('of more jobs than are read at all come with how far the reading got', async () => {
    const world = createWorld({ metastudioJobs: 3_600 })
    const found = await list(world, `failed_since=${since(world, 400)}`)
    const { count } = await list(world, 'phase=failed,stopped&limit=1')
    expect(count).toBeGreaterThan(300)
    expect(found.scanned).toEqual({ jobs: 300, of: count })
    expect(found.count).toBeLessThanOrEqual(300)
  })

  it('stay in the list while they are read again after ten minutes', async () => {
    const world = createWorld()
    const query = `failed_since=${since(world, 30)}`
    const first = ids(await list(world, query))
    world.clock.advance(11 * 60_000)
    world.clouds.fail('metastudio', 'literal-update-until', 1)
    world.clouds.fail('metastudio', 'slow')
    const answer = list(world, query)
    await expect.poll(() => world.clouds.requests.filter(({ status }) => status === undefined).length).toBe(2)
    world.clock.advance(1_500)
    const still = broken(world, 31).map(({ id }) => id)
    expect(ids(await answer)).toEqual(first.filter((id) => still.includes(id)))
  })
})

describe('a source without a log', () => {
  it('does not list the filter and refuses it by name', async () => {
    const world = createWorld()
    const { sources } = Sources.parse((await world.json('/api/sources')).body)
    expect(sources.map(({ id, filters }) => [id, filters.includes('failed_since')])).toEqual([[metastudio, true], [ice, false]])
    const { status, body } = await world.json(`/api/sources/${ice}/jobs?failed_since=2026-03-14T00:00:00Z`)
    expect(status).toBe(400)
    expect(Problem.parse(body)).toMatchObject({ parameter: 'failed_since', detail: expect.stringContaining(ice) })
  })
})
