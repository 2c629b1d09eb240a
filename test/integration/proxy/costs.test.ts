import { describe, expect, it } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

const few = { metastudioJobs: 240, iceJobs: 137 }
const many = { metastudioJobs: 2_600, iceJobs: 3_100 }

/** Polls an address every five seconds for a minute. The calls of the first answer, and of all that follow. */
async function cost(world: World, source: string, address: string): Promise<{ cold: number; warm: number }> {
  const calls = () => world.calls(source === ice ? 'ice' : 'metastudio')
  const before = calls()
  expect((await world.get(address)).status).toBe(200)
  const cold = calls() - before
  for (let time = 0; time < 12; time += 1) {
    world.clock.advance(5_000)
    await world.get(address)
  }
  return { cold, warm: calls() - before - cold }
}

/** What is asked, and the most calls that the first answer and a minute of polling may take. */
type Row = [question: string, cold: number, warm: number]

const ofFew: Record<string, Row[]> = {
  [metastudio]: [
    ['jobs', 1, 6],
    ['counts', 3, 12],
    ['counts?states_of=failed,training', 3, 12],
    ['counts?tag=vip&phase=failed', 1, 4],
    ['histogram?by=hour', 3, 12],
    ['jobs?failed_since=2026-02-14T00:00:00Z', 20, 8],
  ],
  [ice]: [
    ['jobs', 2, 6],
    ['counts?states_of=failed', 2, 6],
    ['histogram?by=hour', 2, 6],
  ],
}

const ofMany: Record<string, Row[]> = {
  [metastudio]: [
    ['jobs', 1, 6],
    ['counts', 15, 15],
    ['counts?states_of=failed,training', 54, 54],
    ['histogram?by=day', 182, 20],
    ['jobs?failed_since=2026-02-14T00:00:00Z', 303, 16],
  ],
  [ice]: [
    ['jobs', 32, 90],
    ['counts?states_of=failed', 32, 90],
    ['histogram?by=hour', 32, 90],
  ],
}

describe.each([
  ['few jobs', few, ofFew],
  ['more jobs than are read', many, ofMany],
] as const)('of %s', (_, jobs, table) => {
  const rows = Object.entries(table).flatMap(([source, questions]) => questions.map((row) => [source, ...row] as const))

  it.each(rows)('%s %s costs at most %i calls, and %i in a minute of polling', async (source, question, most, mostWarm) => {
    const { cold, warm } = await cost(createWorld(jobs), source, `/api/sources/${source}/${question}`)
    expect(cold).toBeGreaterThan(0)
    expect(cold).toBeLessThanOrEqual(most)
    expect(warm).toBeLessThanOrEqual(mostWarm)
  })

  it('the same question again at once costs nothing', async () => {
    const world = createWorld(jobs)
    const failed = JobList.parse((await world.json(`/api/sources/${metastudio}/jobs?limit=20&phase=failed`)).body).jobs
    const questions = ['counts', 'histogram?by=week', 'jobs?failed_since=2026-03-01T00:00:00Z', `reasons?ids=${failed.map(({ job_id }) => job_id).join(',')}`]
    const addresses = [...questions.map((question) => `/api/sources/${metastudio}/${question}`), '/api/find?q=0046']
    for (const address of addresses) {
      await world.get(address)
      const before = world.clouds.requests.length
      expect(await world.get(address)).toMatchObject({ status: 200 })
      expect(world.clouds.requests.length, address).toBe(before)
    }
  })

  it('finding by digits, by name and by id shares its reading with the counts and costs two calls more', async () => {
    const world = createWorld(jobs)
    const id = world.clouds.jobs('metastudio')[0]?.id ?? ''
    const { cold } = await cost(world, metastudio, '/api/find?q=0046')
    expect(cold).toBeLessThanOrEqual(22)
    for (const text of ['anna', id]) {
      const before = world.calls('metastudio')
      await world.get(`/api/find?q=${text}`)
      expect(world.calls('metastudio') - before).toBeLessThanOrEqual(2)
    }
    if (jobs.metastudioJobs > 2_000) return
    const before = world.calls('metastudio')
    await world.get(`/api/sources/${metastudio}/counts`)
    expect(world.calls('metastudio')).toBe(before)
  })

  it('reasons cost one call a job, and none while its state stays', async () => {
    const world = createWorld(jobs)
    const list = JobList.parse((await world.json(`/api/sources/${metastudio}/jobs?limit=100&phase=failed`)).body)
    const ids = list.jobs.map(({ job_id }) => job_id)
    expect(ids.length).toBeGreaterThan(10)
    const { cold, warm } = await cost(world, metastudio, `/api/sources/${metastudio}/reasons?ids=${ids.join(',')}`)
    expect(cold).toBe(ids.length)
    expect(warm).toBeLessThanOrEqual(3)
  })
})

it.each(['counts?states_of=failed', 'histogram?by=hour'])('%s of nearly two thousand jobs cost twenty calls, and twenty a minute', async (question) => {
  const world = createWorld({ metastudioJobs: 1_950, iceJobs: 3 })
  const address = `/api/sources/${metastudio}/${question}`
  const pages = Math.ceil(world.clouds.jobs('metastudio').length / 100)
  expect(pages).toBe(20)
  const { cold } = await cost(world, metastudio, address)
  expect(cold).toBe(pages)
  const before = world.calls('metastudio')
  const minutes = 6
  for (let time = 0; time < minutes * 12; time += 1) {
    world.clock.advance(5_000)
    await world.get(address)
  }
  expect((world.calls('metastudio') - before) / minutes).toBeLessThanOrEqual(20)
})

describe('numbers of many views', () => {
  it('wait in one line: never more than two calls are under way for them', async () => {
    const world = createWorld({ metastudioJobs: 2_600, iceJobs: 3 })
    await world.get(`/api/sources/${metastudio}/jobs`)
    world.clouds.fail('metastudio', 'literal-update-until', 20)
    world.clouds.fail('metastudio', 'slow')
    const views = ['counts', 'counts?states_of=failed', 'counts?phase=training', 'histogram?by=week'].map((view) => world.get(`/api/sources/${metastudio}/${view}`))
    const hanging = () => world.clouds.requests.filter(({ status }) => status === undefined).length
    await expect.poll(() => world.calls('metastudio')).toBeGreaterThanOrEqual(23)
    expect(hanging()).toBeLessThanOrEqual(2)
    world.clock.advance(5_000)
    const answers = await Promise.all(views)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    for (const answer of answers) expect(await answer.json()).toMatchObject({ exact: false })
  })
})
