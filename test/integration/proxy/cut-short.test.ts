import { describe, expect, it, vi } from 'vitest'
import { Found } from '#contract/find.ts'
import { Histogram } from '#contract/histogram.ts'
import { Counts, JobList } from '#contract/job-list.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

// Worlds of thousands of jobs take their time where other tests run beside them.
vi.setConfig({ testTimeout: 30_000 })

async function ask<T>(world: World, path: string, schema: { parse: (body: unknown) => T }): Promise<T> {
  const { status, body } = await world.json(path)
  expect(status, JSON.stringify(body)).toBe(200)
  return schema.parse(body)
}

const jobs = (world: World, source: string, query = '') => ask(world, `/api/sources/${source}/jobs?${query}`, JobList)
const counts = (world: World, source: string, query = '') => ask(world, `/api/sources/${source}/counts?${query}`, Counts)
const histogram = (world: World, source: string, query = '') => ask(world, `/api/sources/${source}/histogram?${query}`, Histogram)

describe('an ICE account with more jobs than are read', () => {
  const world = createWorld({ metastudioJobs: 3, iceJobs: 10_150 })
  const scanned = { jobs: 10_000, of: 10_150 }

  it('says in every answer how far the reading got, and calls no number exact', async () => {
    expect((await jobs(world, ice)).scanned).toEqual(scanned)
    expect((await jobs(world, ice, 'phase=unknown')).scanned).toEqual(scanned)
    const all = await counts(world, ice, 'states_of=failed')
    expect(all).toMatchObject({ total: 10_000, exact: false, scanned })
    expect(Object.values(all.phases).reduce((sum, count) => sum + count, 0)).toBe(10_000)
    expect(await histogram(world, ice, 'by=week')).toMatchObject({ exact: false, scanned })
    const { sources } = await ask(world, '/api/find?q=nobody-is-called-so', Found)
    expect(sources[1]).toEqual({ id: ice, scanned })
    expect(world.calls('ice'), 'one reading serves them all').toBe(100)
  })
})

describe('a filter that the cloud does not honour', () => {
  const query = 'update_until=2026-03-12T00:00:00Z'

  it.each([240, 2_600])('is told of %i jobs, also where states have to be looked for, and makes numbers inexact', async (metastudioJobs) => {
    const world = createWorld({ metastudioJobs, iceJobs: 3 })
    expect((await counts(world, metastudio, query)).exact).toBe(true)
    const other = createWorld({ metastudioJobs, iceJobs: 3 })
    other.clouds.fail('metastudio', 'literal-update-until')
    expect((await jobs(other, metastudio, query)).cloud_ignored).toEqual(['update_until'])
    expect((await counts(other, metastudio, query)).exact).toBe(false)
    const dayLong = `${query}&by=day&create_since=2026-03-10T00:00:00Z`
    expect((await histogram(other, metastudio, dayLong)).exact).toBe(false)
    const searched = await jobs(other, metastudio, `${query}&phase=unknown&create_since=2026-03-08T00:00:00Z`)
    expect(searched.cloud_ignored).toEqual(['update_until'])
  })
})

describe('jobs whose ids no address can carry', () => {
  const isList = (value: unknown): value is Record<string, unknown>[] => Array.isArray(value)
  const spoil = (rows: unknown, name: string) => (isList(rows) ? rows.map((row, index) => (index === 1 ? { ...row, [name]: 'a/b?c' } : row)) : rows)
  const world = createWorld({
    metastudioJobs: 30,
    iceJobs: 20,
    tamper: (answer) => {
      if ('jobs' in answer) return { ...answer, jobs: spoil(answer.jobs, 'job_id') }
      if (!('Data' in answer) || typeof answer.Data !== 'object' || answer.Data === null || !('AvatarTrainingJobList' in answer.Data)) return answer
      return { ...answer, Data: { ...answer.Data, AvatarTrainingJobList: spoil(answer.Data.AvatarTrainingJobList, 'JobId') } }
    },
  })

  it.each([
    [metastudio, 30],
    [ice, 20],
  ])('of %s become no row, are told of, and leave no number exact', async (source, count) => {
    const list = await jobs(world, source)
    expect(list).toMatchObject({ unreadable: 1 })
    expect(list.scanned).toBeUndefined()
    expect(list.jobs).toHaveLength(count - 1)
    expect(list.jobs.every(({ job_id }) => /^[A-Za-z0-9_-]{1,64}$/.test(job_id))).toBe(true)
    expect(await counts(world, source)).toMatchObject({ total: count - 1, exact: false })
    expect((await jobs(world, source, 'phase=unknown')).unreadable).toBe(1)
  })
})
