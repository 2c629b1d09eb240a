import { beforeEach, describe, expect, it } from 'vitest'
import { JobDetail } from '#contract/job-detail.ts'
import { Job } from '#contract/job.ts'
import type { CloudFilters } from '#proxy/clouds/cloud.ts'
import { beginAnew, clearNumber, clouds, codeOf, ice, page, pass, readAll } from './setup.ts'

beforeEach(beginAnew)

describe('ICE', () => {
  it('gives every job of the world once, newest first, masked and as the contract wants it', async () => {
    const jobs = await readAll(ice())
    const world = clouds.jobs('ice')
    expect(new Set(jobs.map(({ job_id }) => job_id))).toEqual(new Set(world.map(({ id }) => id)))
    expect(jobs).toHaveLength(world.length)
    for (const job of jobs) expect(Job.parse(job)).toEqual(job)
    expect(JSON.stringify(jobs)).not.toMatch(clearNumber)
    const times = jobs.flatMap(({ create_time }) => create_time ?? [])
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('reads the list once for any number of questions, and again when it is old', async () => {
    const cloud = ice()
    await Promise.all([cloud.listJobs(page()), cloud.listJobs(page({ name: 'a' })), cloud.listJobs(page({}, { states: ['Fail'] }))])
    const pages = Math.ceil(clouds.jobs('ice').length / 100)
    expect(clouds.requests).toHaveLength(pages)
    pass(19_000)
    await cloud.listJobs(page())
    expect(clouds.requests).toHaveLength(pages)
    pass(2_000)
    await cloud.listJobs(page())
    expect(clouds.requests.length).toBeGreaterThan(pages)
  })

  it('honours every filter it has', async () => {
    const cloud = ice()
    const all = await readAll(cloud)
    const middle = all[60]?.create_time ?? ''
    const updated = all.find(({ last_update_time }) => last_update_time !== undefined)?.last_update_time ?? ''
    const [one] = all
    const filters: [CloudFilters, (job: Job) => boolean][] = [
      [{ create_since: middle }, (job) => (job.create_time ?? '') >= middle],
      [{ create_until: middle }, (job) => (job.create_time ?? '9') <= middle],
      [{ update_since: updated }, (job) => (job.last_update_time ?? '') >= updated],
      [{ update_until: updated }, (job) => (job.last_update_time ?? '9') <= updated],
      [{ job_id: one?.job_id ?? '' }, (job) => job.job_id === one?.job_id],
      [{ name: (one?.name ?? '').toUpperCase() }, (job) => job.name.toLowerCase().includes((one?.name ?? '').toLowerCase())],
    ]
    for (const [filter, test] of filters) {
      const expected = all.filter((job) => test(job)).map(({ job_id }) => job_id)
      expect(expected.length, JSON.stringify(filter)).toBeGreaterThan(0)
      expect((await readAll(cloud, filter)).map(({ job_id }) => job_id), JSON.stringify(filter)).toEqual(expected)
    }
    const failed = await readAll(cloud, {}, { states: ['Fail', 'Init'] })
    expect(failed.length).toBe(all.filter(({ state }) => state === 'Fail' || state === 'Init').length)
  })

  it('pages without gaps or doubles, in both directions', async () => {
    const cloud = ice()
    for (const sort_dir of ['asc', 'desc'] as const) {
      for (const sort_key of ['create_time', 'update_time'] as const) {
        const all: string[] = []
        for (let offset = 0; offset < 150; offset += 10) {
          const answer = await cloud.listJobs(page({}, { offset, limit: 10, sort_dir, sort_key }))
          all.push(...answer.jobs.map(({ job }) => job.job_id))
        }
        expect(new Set(all).size).toBe(all.length)
        expect(all).toHaveLength(clouds.jobs('ice').length)
      }
    }
  })

  it('opens every kind of detail, with the creation time that only the list has', async () => {
    const cloud = ice()
    const jobs = await readAll(cloud)
    const byState = new Map(jobs.map((job) => [job.state, job]))
    expect(byState.size).toBeGreaterThanOrEqual(5)
    for (const [state, job] of byState) {
      const { detail } = await cloud.getJob(job.job_id)
      expect(JobDetail.parse(detail)).toEqual(detail)
      expect(detail.job).toMatchObject({ job_id: job.job_id, state })
      expect(detail.job.create_time).toBe(job.create_time)
      expect(detail.reason !== undefined).toBe(detail.job.phase === 'failed')
      expect(JSON.stringify(detail)).not.toMatch(/Thumbnail|https?:/)
      expect(JSON.stringify(detail)).not.toMatch(clearNumber)
    }
  })

  it('signs with an STS token', async () => {
    const cloud = ice({ credentials: clouds.credentials.ice.temporary })
    expect(await codeOf(cloud.listJobs(page()))).toBe('good')
    expect(clouds.requests.at(-1)?.headerNames).toEqual(expect.arrayContaining(['x-acs-security-token']))
  })

  it('tells a wrong key from an unknown job', async () => {
    const wrong = { ...clouds.credentials.ice, accessKeySecret: 'test-wrong' }
    expect(await codeOf(ice({ credentials: wrong }).listJobs(page()))).toBe('cloud_rejected_credentials')
    expect(await codeOf(ice().getJob('0'.repeat(32)))).toBe('not_found')
  })
})
