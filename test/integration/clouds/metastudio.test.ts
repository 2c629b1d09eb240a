import { beforeEach, describe, expect, it } from 'vitest'
import { JobDetail } from '#contract/job-detail.ts'
import { filterNames } from '#contract/job-filters.ts'
import { knownStates } from '#contract/job-states.ts'
import { Job } from '#contract/job.ts'
import type { CloudFilters } from '#proxy/clouds/cloud.ts'
import type { MetastudioCredentials } from '#proxy/clouds/metastudio/client.ts'
import { account, beginAnew, clearNumber, clouds, codeOf, metastudio, page, pass, readAll, signed } from './setup.ts'

beforeEach(beginAnew)

describe('MetaStudio', () => {
  it('gives every job of the world once, newest first, masked and as the contract wants it', async () => {
    const jobs = await readAll(metastudio())
    const world = clouds.jobs('metastudio')
    expect(new Set(jobs.map(({ job_id }) => job_id))).toEqual(new Set(world.map(({ id }) => id)))
    expect(jobs).toHaveLength(world.length)
    for (const job of jobs) expect(Job.parse(job)).toEqual(job)
    expect(JSON.stringify(jobs)).not.toMatch(clearNumber)
    expect(JSON.stringify(jobs)).not.toMatch(/https?:/)
    const times = jobs.flatMap(({ create_time }) => create_time ?? [])
    expect(times).toEqual(times.toSorted().toReversed())
    const states = new Map(world.map(({ id, state }) => [id, state]))
    for (const job of jobs) expect(job.state).toBe(states.get(job.job_id))
  })

  it('opens every kind of detail, and never lets an address or a number out', async () => {
    const cloud = metastudio()
    const byState = new Map(clouds.jobs('metastudio').map(({ id, state }) => [state, id]))
    expect(byState.size).toBeGreaterThan(20)
    for (const [state, id] of byState) {
      const { detail } = await cloud.getJob(id)
      expect(JobDetail.parse(detail)).toEqual(detail)
      expect(detail.job).toMatchObject({ job_id: id, state })
      const text = JSON.stringify(detail)
      expect(text).not.toMatch(clearNumber)
      expect(text).not.toMatch(/_url"|https?:/)
      const times = detail.timeline.flatMap((entry) => entry.at ?? [])
      expect(times).toEqual(times.toSorted())
    }
  })

  it('gives the reason of every failure that the world knows', async () => {
    const cloud = metastudio()
    const failed = clouds.jobs('metastudio').filter(({ state, lastFailure }) => lastFailure !== undefined && /FAILED|STOP/.test(state))
    expect(failed.length).toBeGreaterThan(5)
    for (const { id, lastFailure } of failed.slice(0, 25)) {
      const { detail } = await cloud.getJob(id)
      expect(detail.reason?.past).toBe(false)
      expect(detail.reason?.log_type).toBe(lastFailure?.logType)
      expect(detail.reason?.text === undefined).toBe(lastFailure?.text === undefined)
    }
  })

  it('honours every filter', async () => {
    const cloud = metastudio()
    const all = await readAll(cloud)
    const one = all.find(({ tags, batch_name, model_resolution }) => tags?.[0] && batch_name && model_resolution)
    expect(one).toBeDefined()
    const middle = all[200]?.create_time ?? ''
    const updated = all.slice(150).find(({ last_update_time }) => last_update_time !== undefined)?.last_update_time ?? ''
    // The cloud filters by times that some of its rows do not show.
    const filters: [CloudFilters, (job: Job) => boolean][] = [
      [{ create_since: middle }, (job) => (job.create_time ?? '9') >= middle],
      [{ create_until: middle }, (job) => (job.create_time ?? '0') <= middle],
      [{ update_since: updated }, (job) => (job.last_update_time ?? '9') >= updated],
      [{ update_until: updated }, (job) => (job.last_update_time ?? '0') <= updated],
      [{ tag: one?.tags?.[0] ?? '' }, (job) => job.tags?.includes(one?.tags?.[0] ?? '') === true],
      [{ batch_name: one?.batch_name ?? '' }, (job) => job.batch_name?.includes(one?.batch_name ?? '') === true],
      [{ job_id: one?.job_id ?? '' }, (job) => job.job_id === one?.job_id],
      [{ name: one?.name ?? '' }, (job) => job.name.includes(one?.name ?? '')],
      [{ model_resolution: '4K' }, (job) => job.model_resolution === '4K'],
      [{ is_flexus: 'true' }, (job) => job.is_flexus === true],
      [{ is_live_copy: 'true' }, (job) => job.is_live_copy === true],
      [{ is_ondemand_resource: 'true' }, (job) => job.is_ondemand_resource === true],
    ]
    for (const [filter, test] of filters) {
      const jobs = await readAll(cloud, filter)
      expect(jobs.length, JSON.stringify(filter)).toBeGreaterThan(0)
      expect(jobs.length, JSON.stringify(filter)).toBeLessThan(all.length)
      expect(jobs.filter((job) => !test(job)), JSON.stringify(filter)).toEqual([])
    }
    const states = ['TRAINING', 'JOB_FINISH']
    const chosen = await readAll(cloud, {}, { states })
    expect(chosen.length).toBe(all.filter(({ state }) => states.includes(state)).length)
    await readAll(cloud, { train_location: 'cn-north-4' })
    await readAll(cloud, { query_project_id: clouds.credentials.metastudio.otherProjectId })
    expect(cloud.filters).toEqual(filterNames)
  })

  it('says paging and order in every call, states as %2C, and no slash at the end of the path', async () => {
    await metastudio().listJobs(page({}, { states: ['TRAINING', 'JOB_FINISH'], limit: 7, offset: 14, sort_key: 'update_time', sort_dir: 'asc' }))
    const seen = clouds.requests.at(-1)
    expect(seen?.query).toBe('limit=7&offset=14&sort_dir=asc&sort_key=update_time&state=TRAINING%2CJOB_FINISH')
    expect(seen?.path).toMatch(/\/user\/jobs$/)
  })

  it('accepts every known state at once', async () => {
    const answer = await metastudio().listJobs(page({}, { states: knownStates('metastudio') }))
    expect(answer.count).toBeGreaterThan(0)
  })

  it('signs with temporary keys and names the end user', async () => {
    const { accessKey, secretKey, securityToken } = clouds.credentials.metastudio.temporary
    const cloud = metastudio({ credentials: { kind: 'aksk', accessKey, secretKey, securityToken }, appUserId: 'user-42' })
    expect(await codeOf(cloud.listJobs(page()))).toBe('good')
    expect(clouds.requests.at(-1)?.headerNames).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'x-app-userid', 'x-project-id', 'x-sdk-date', 'x-security-token']),
    )
  })

  it('works with a token of IAM, takes the project from it, and asks for one token only', async () => {
    const cloud = metastudio({ credentials: account(), projectId: undefined })
    const [first] = clouds.jobs('metastudio')
    await Promise.all([...Array.from({ length: 20 }, () => cloud.listJobs(page())), cloud.getJob(first?.id ?? '')])
    expect(clouds.requests.filter(({ to }) => to === 'iam')).toHaveLength(1)
  })

  it('renews a token before it ends, and once when it is refused, for any number of calls', async () => {
    const cloud = metastudio({ credentials: account() })
    const tokens = () => clouds.requests.filter(({ to }) => to === 'iam').length
    await cloud.listJobs(page())
    pass(11 * 3_600_000)
    await cloud.listJobs(page())
    expect(tokens()).toBe(1)
    pass(12.95 * 3_600_000)
    await cloud.listJobs(page())
    expect(tokens()).toBe(2)
    // As many as are under way at once: the others wait for the new one.
    clouds.fail('metastudio', 'stale-token', 2)
    expect(await Promise.all(Array.from({ length: 20 }, () => codeOf(cloud.listJobs(page()))))).toEqual(Array(20).fill('good'))
    expect(tokens()).toBe(3)
  })

  it('renews a token in the background from half its life on', async () => {
    const cloud = metastudio({ credentials: account() })
    await cloud.listJobs(page())
    pass(13 * 3_600_000)
    await Promise.all([cloud.listJobs(page()), cloud.listJobs(page())])
    await cloud.listJobs(page())
    expect(clouds.requests.filter(({ to }) => to === 'iam')).toHaveLength(2)
  })

  it('gives up after a second refusal', async () => {
    const cloud = metastudio({ credentials: account() })
    await cloud.listJobs(page())
    clouds.fail('metastudio', 'stale-token')
    expect(await codeOf(cloud.listJobs(page()))).toBe('cloud_rejected_credentials')
    const before = clouds.requests.length
    expect(await codeOf(cloud.listJobs(page()))).toBe('cloud_rejected_credentials')
    expect(clouds.requests).toHaveLength(before)
  })

  it('tells a wrong password, a wrong key, a foreign project and an unknown job apart', async () => {
    expect(await codeOf(metastudio({ credentials: { ...account(), kind: 'iam', password: 'test-wrong' } as MetastudioCredentials }).listJobs(page()))).toBe(
      'cloud_rejected_credentials',
    )
    expect(await codeOf(metastudio({ credentials: { ...signed(), kind: 'aksk', secretKey: 'test-wrong' } as MetastudioCredentials }).listJobs(page()))).toBe(
      'cloud_rejected_credentials',
    )
    expect(await codeOf(metastudio({ projectId: '0'.repeat(32) }).listJobs(page()))).toMatch(/^cloud_(?:rejected_credentials|denied)$/)
    expect(await codeOf(metastudio().getJob('0'.repeat(32)))).toBe('not_found')
  })

  it('says when the cloud took update_until for what its text says', async () => {
    const cloud = metastudio()
    const [newest] = (await cloud.listJobs(page({}, { sort_key: 'update_time' }))).jobs
    const middle = (await readAll(cloud))[200]?.last_update_time ?? ''
    expect(newest?.job.last_update_time).toBeDefined()
    expect((await cloud.listJobs(page({ update_until: middle }))).cloudIgnored).toBeUndefined()
    clouds.fail('metastudio', 'literal-update-until')
    expect((await cloud.listJobs(page({ update_until: middle }))).cloudIgnored).toEqual(['update_until'])
  })
})
