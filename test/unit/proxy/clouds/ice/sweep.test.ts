import { describe, expect, it } from 'vitest'
import { CloudError } from '#proxy/clouds/cloud.ts'
import type { CallOptions, ListedJob } from '#proxy/clouds/cloud.ts'
import { toOrder, toTest } from '#proxy/clouds/ice/select.ts'
import { createSweeper } from '#proxy/clouds/ice/sweep.ts'
import { toListedJob } from '#proxy/clouds/ice/to-job.ts'

const listed = (id: string, fields: object = {}): ListedJob => toListedJob({ JobId: id, ...fields }, 's')

function setUp(ids: string[], { pageMs = 0 }: { pageMs?: number } = {}) {
  let at = 0
  const world = { ids, total: (): number | undefined => world.ids.length, failAt: 0, repeatsItself: false, states: new Map<string, string>(), onPage: (_pageNo: number) => {} }
  const asked: { pageNo: number; background: boolean | undefined }[] = []
  const sweeper = createSweeper({
    now: () => at,
    readPage: (pageNo, pageSize, options: CallOptions) => {
      asked.push({ pageNo, background: options.background })
      at += pageMs
      world.onPage(pageNo)
      if (pageNo === world.failAt) return Promise.reject(new CloudError('unreachable', 'gone'))
      const first = world.repeatsItself ? 0 : (pageNo - 1) * pageSize
      const page = world.ids.slice(first, first + pageSize)
      return Promise.resolve({ total: world.total(), sent: page.length, jobs: page.map((id) => listed(id, { Status: world.states.get(id) ?? 'Success' })), requestId: `r-${pageNo}` })
    },
  })
  const pass = (ms: number) => {
    at += ms
  }
  return { sweeper, world, asked, pass }
}

const many = (count: number, prefix = 'job') => Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

describe('the sweep', () => {
  it('reads every page once for any number of questions, and again after twenty seconds', async () => {
    const { sweeper, asked, pass } = setUp(many(250))
    const [one] = await Promise.all([sweeper.read(), sweeper.read(), sweeper.read()])
    expect(one?.jobs).toHaveLength(250)
    expect(one).not.toHaveProperty('scanned')
    expect(asked.map(({ pageNo }) => pageNo)).toEqual([1, 2, 3])
    pass(19_999)
    await sweeper.read()
    expect(asked).toHaveLength(3)
    pass(1)
    await sweeper.read()
    expect(asked).toHaveLength(6)
  })

  it('stops at 10,000 jobs and says so', async () => {
    const { sweeper, asked } = setUp(many(12_345))
    const { jobs, scanned } = await sweeper.read()
    expect(jobs).toHaveLength(10_000)
    expect(scanned).toEqual({ jobs: 10_000, of: 12_345 })
    expect(asked).toHaveLength(100)
  })

  it('forgets jobs that are gone', async () => {
    const { sweeper, world, pass } = setUp(many(150))
    await sweeper.read()
    world.ids = many(140)
    pass(30_000)
    expect((await sweeper.read()).jobs).toHaveLength(140)
    expect(sweeper.lastSeen('job-149')).toBeUndefined()
    expect(sweeper.lastSeen('job-139')?.job.job_id).toBe('job-139')
  })

  it('forgets jobs that are gone or out of reach where there are more than are read', async () => {
    const { sweeper, world, pass } = setUp(many(10_100))
    await sweeper.read()
    expect(sweeper.lastSeen('job-9999')).toBeDefined()
    world.ids = [...many(60, 'new'), ...many(10_100).filter((id) => id !== 'job-7')]
    pass(30_000)
    const { jobs, scanned } = await sweeper.read()
    expect(scanned).toEqual({ jobs: 10_000, of: 10_159 })
    expect(jobs).toHaveLength(10_000)
    expect(['job-7', 'job-9999'].map((id) => sweeper.lastSeen(id))).toEqual([undefined, undefined])
    expect(sweeper.lastSeen('new-59')).toBeDefined()
  })

  it('tells rows that cannot be used from those it did not get to', async () => {
    const sweeper = createSweeper({
      now: () => 0,
      readPage: () => Promise.resolve({ total: 3, sent: 3, jobs: [listed('a'), listed('b')], requestId: undefined }),
    })
    expect(await sweeper.read()).toMatchObject({ unreadable: 1 })
    expect(await sweeper.read()).not.toHaveProperty('scanned')
  })

  it('counts a job that moved to the next page once, and says when one slipped through', async () => {
    const { sweeper } = setUp([...many(100), 'job-99', ...many(49, 'other')])
    const { jobs, scanned } = await sweeper.read()
    expect(jobs).toHaveLength(149)
    expect(scanned).toEqual({ jobs: 149, of: 150 })
  })

  it('gives what it has to those who waited two seconds, and reads on', async () => {
    const { sweeper } = setUp(many(2000), { pageMs: 500 })
    const { jobs, scanned } = await sweeper.read()
    expect(scanned?.of).toBe(2000)
    expect(scanned?.jobs).toBe(jobs.length)
    expect(jobs.length).toBeGreaterThanOrEqual(400)
    expect(jobs.length).toBeLessThan(2000)
  })

  it('is read again after the clock was set back', async () => {
    const { sweeper, asked, pass } = setUp(many(150))
    await sweeper.read()
    pass(-3_600_000)
    await sweeper.read()
    expect(asked).toHaveLength(4)
  })

  it('keeps nobody waiting for longer when the clock is set back meanwhile', async () => {
    const { sweeper, world, pass } = setUp(many(2000), { pageMs: 500 })
    world.onPage = (pageNo) => pass(pageNo === 2 ? -3_600_000 : 0)
    const { jobs } = await sweeper.read()
    expect(jobs.length).toBeLessThan(2000)
  })

  it('keeps the rows of before while it reads again', async () => {
    const { sweeper, pass } = setUp(many(2000), { pageMs: 3000 })
    await sweeper.read()
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve()
    expect((await sweeper.read()).jobs).toHaveLength(2000)
    pass(30_000)
    const again = await sweeper.read()
    expect(again.jobs).toHaveLength(2000)
    expect(again.answeredAt, 'it is still being read').toBeUndefined()
  })

  describe('of a long list', () => {
    /** Reads it once as a whole. What is asked afterwards is in `asked`. */
    async function afterOneTour(count = 10_000) {
      const set = setUp(many(count))
      await set.sweeper.read()
      set.asked.length = 0
      const round = async () => {
        set.pass(20_000)
        const answer = await set.sweeper.read()
        return { ...answer, pages: set.asked.splice(0).map(({ pageNo }) => pageNo) }
      }
      return { ...set, round }
    }
    const idsOf = ({ jobs }: { jobs: readonly ListedJob[] }) => jobs.map(({ job }) => job.job_id)

    it('reads a part in each round, both ends always, and all of it within a few rounds', async () => {
      const { round } = await afterOneTour()
      const met = new Set<number>()
      for (let time = 0; time < 6; time += 1) {
        const { pages, jobs, scanned } = await round()
        expect(pages).toHaveLength(30)
        expect(new Set(pages).size).toBe(30)
        expect(pages.slice(0, 2)).toEqual([1, 100])
        expect([jobs.length, scanned]).toEqual([10_000, undefined])
        for (const page of pages) met.add(page)
      }
      expect(met.size).toBe(100)
    })

    it('reads pages with jobs that move in every round, as long as they do', async () => {
      const { world, round } = await afterOneTour()
      world.states.set('job-5050', 'Training')
      while (!(await round()).pages.includes(51)) continue
      world.states.set('job-5050', 'Success')
      const { pages, jobs } = await round()
      expect(pages).toContain(51)
      expect(jobs.find(({ job }) => job.job_id === 'job-5050')?.job.state).toBe('Success')
      expect((await round()).pages).not.toContain(51)
    })

    it.each([0, 2_321, 4_000])('meets a new job at place %i in the round in which the total tells of it', async (place) => {
      const { world, round } = await afterOneTour(3_950)
      world.ids = world.ids.toSpliced(place, 0, 'new-one')
      const answer = await round()
      expect(idsOf(answer)).toContain('new-one')
      expect([answer.jobs.length, answer.scanned]).toEqual([3_951, undefined])
      expect((await round()).pages).toHaveLength(30)
    })

    it('forgets a job that is gone in the round in which the total tells of it', async () => {
      const { world, round } = await afterOneTour(3_950)
      world.ids = world.ids.toSpliced(3_000, 1)
      const answer = await round()
      expect(idsOf(answer)).not.toContain('job-3000')
      expect(answer.jobs).toHaveLength(3_949)
      expect((await round()).pages).toHaveLength(30)
    })

    it('forgets a job whose place a new one took within two tours', async () => {
      const { world, round } = await afterOneTour(4_000)
      world.ids = world.ids.toSpliced(3_000, 1, 'new-one')
      let answer = await round()
      for (let time = 0; time < 12; time += 1) answer = await round()
      expect(idsOf(answer)).toContain('new-one')
      expect(idsOf(answer)).not.toContain('job-3000')
    })

    it('keeps an unchanged job the same object, since many answers hold it', async () => {
      const { sweeper, world, round } = await afterOneTour(4_000)
      const [kept, changed] = [sweeper.lastSeen('job-0'), sweeper.lastSeen('job-1')]
      world.states.set('job-1', 'Fail')
      await round()
      expect(sweeper.lastSeen('job-0')).toBe(kept)
      expect(sweeper.lastSeen('job-1')).not.toBe(changed)
    })
  })

  it('fails as its page fails, for all who wait, and starts anew for the next', async () => {
    const { sweeper, world } = setUp(many(250))
    world.failAt = 2
    const outcomes = await Promise.allSettled([sweeper.read(), sweeper.read()])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    world.failAt = 0
    expect((await sweeper.read()).jobs).toHaveLength(250)
  })

  it('goes on in the background until somebody waits', async () => {
    const { sweeper, asked } = setUp(many(250))
    await Promise.all([sweeper.read({ background: true }), sweeper.read()])
    expect(asked.map(({ background }) => background)).toEqual([true, false, false])
  })

  it('survives a cloud that tells no total', async () => {
    const { sweeper, world, asked } = setUp(many(250))
    world.total = () => undefined
    expect((await sweeper.read()).jobs).toHaveLength(250)
    expect(asked).toHaveLength(3)
  })

  it('survives a cloud that gives the same page for ever', async () => {
    const { sweeper, world, asked } = setUp(many(250))
    world.total = () => 1_000_000
    world.repeatsItself = true
    expect(await sweeper.read()).toMatchObject({ scanned: { jobs: 100, of: 1_000_000 } })
    expect(asked).toHaveLength(100)
  })
})

describe('the filters', () => {
  const { job } = listed('a', { AvatarName: 'Ada Løvelace', Status: 'Fail', CreateTime: '2026-01-02T00:00:00Z' })
  it.each([
    [{}, true],
    [{ name: 'løvE' }, true],
    [{ name: 'bob' }, false],
    [{ job_id: 'a' }, true],
    [{ job_id: 'b' }, false],
    [{ create_since: '2026-01-02T00:00:00Z' }, true],
    [{ create_since: '2026-01-02T00:00:01Z' }, false],
    [{ create_until: '2026-01-02T00:00:00Z' }, true],
    [{ create_until: '2026-01-01T23:59:59Z' }, false],
    [{ update_since: '2000-01-01T00:00:00Z' }, false],
    [{ update_until: '2100-01-01T00:00:00Z' }, false],
  ])('%j: %s', (filters, matches) => {
    expect(toTest({ filters })(job)).toBe(matches)
  })

  it('know states as a set', () => {
    expect(toTest({ filters: {}, states: ['Init', 'Fail'] })(job)).toBe(true)
    expect(toTest({ filters: {}, states: ['Init'] })(job)).toBe(false)
  })
})

describe('the order', () => {
  const jobs = [
    listed('c', { CreateTime: '2026-01-01T00:00:00Z' }),
    listed('b', { CreateTime: '2026-01-02T00:00:00Z' }),
    listed('a', { CreateTime: '2026-01-01T00:00:00Z' }),
    listed('z'),
    listed('y'),
  ].map(({ job }) => job)
  it.each([
    ['desc', 'bacyz'],
    ['asc', 'acbyz'],
  ] as const)('%s is %s: equal times by id, missing times last', (sort_dir, ids) => {
    const sorted = jobs.toSorted(toOrder({ sort_key: 'create_time', sort_dir }))
    expect(sorted.map(({ job_id }) => job_id).join('')).toBe(ids)
  })
})
