import { describe, expect, it } from 'vitest'
import { Counts, JobList } from '#contract/job-list.ts'
import { knownStates, phases } from '#contract/job-states.ts'
import { createWorld, ice, metastudio, type World } from '../world.ts'

const world = createWorld()
const big = () => createWorld({ metastudioJobs: 2_600, iceJobs: 3 })

async function counts(source: string, query = '', of: World = world) {
  const { status, body } = await of.json(`/api/sources/${source}/counts?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return Counts.parse(body)
}

async function listed(source: string, query = '', of: World = world) {
  return JobList.parse((await of.json(`/api/sources/${source}/jobs?limit=1&${query}`)).body).count
}

interface Row {
  job_id: string
}
/** A page of a list, as MetaStudio gives it. */
const isPage = (answer: object): answer is { jobs: Row[] } => 'jobs' in answer && Array.isArray(answer.jobs)

const sum = (record: Record<string, number>) => Object.values(record).reduce((total, count) => total + count, 0)

describe('counts', () => {
  it.each([metastudio, ice])('of %s add up to what the list holds', async (source) => {
    const all = await counts(source)
    expect(all.exact).toBe(true)
    expect(all.total).toBe(await listed(source))
    expect(all.matching).toBe(all.total)
    expect(Object.keys(all.phases)).toEqual([...phases])
    expect(sum(all.phases)).toBe(all.total)
    expect(sum(all.actors)).toBe(all.total)
  })

  it('of each phase, actor and of hidden failures are those of the list when one switches to it', async () => {
    const all = await counts(metastudio)
    for (const phase of phases) expect([phase, all.phases[phase]]).toEqual([phase, await listed(metastudio, `phase=${phase}`)])
    for (const actor of ['you', 'provider', 'nobody', 'done', 'unknown']) {
      expect([actor, all.actors[actor]]).toEqual([actor, await listed(metastudio, `actor=${actor}`)])
    }
    expect(all.hidden_failures).toBe(await listed(metastudio, 'hidden_failure=true'))
    expect(all.hidden_failures).toBeGreaterThan(0)
  })

  it('apply every filter, but those about states only to what matches', async () => {
    const tagged = await counts(metastudio, 'tag=vip')
    const failed = await counts(metastudio, 'tag=vip&phase=failed')
    expect(tagged.total).toBe(await listed(metastudio, 'tag=vip'))
    expect(failed).toEqual({ ...tagged, matching: await listed(metastudio, 'tag=vip&phase=failed') })
    expect(failed.matching).toBe(tagged.phases['failed'])
    expect((await counts(metastudio, 'phase=done&actor=you')).matching).toBe(0)
    expect((await counts(metastudio, 'phase=-done')).matching).toBe(await listed(metastudio, 'phase=-done'))
    expect((await counts(metastudio, 'state=NOPE')).matching).toBe(0)
  })

  it('name the states of the phases that are asked for, those without a job and those nobody knows included', async () => {
    const all = await counts(metastudio, 'states_of=failed,unknown')
    const states = all.states ?? {}
    expect(sum(states)).toBe((all.phases['failed'] ?? 0) + (all.phases['unknown'] ?? 0))
    expect(Object.keys(states).some((state) => !knownStates('metastudio').includes(state))).toBe(true)
    for (const [state, count] of Object.entries(states)) expect([state, count]).toEqual([state, await listed(metastudio, `state=${state}`)])
    expect((await counts(metastudio)).states).toBeUndefined()
  })

  it('share one reading of the jobs, however they are filtered by state', async () => {
    const own = createWorld()
    await Promise.all(['', 'phase=failed', 'actor=you', 'states_of=training'].map((query) => counts(metastudio, query, own)))
    expect(own.calls('metastudio')).toBe(3)
    own.clock.advance(10_000)
    await counts(metastudio, 'hidden_failure=true', own)
    expect(own.calls('metastudio')).toBe(3)
  })

  it('have a job once that comes to the next page while they are read', async () => {
    // Which of two pages that are asked for at the same time comes first is nobody's promise: the rows before each are known beforehand.
    const pages: Row[][] = []
    await counts(metastudio, '', createWorld({ tamper: (answer) => (isPage(answer) && pages.push(answer.jobs), answer) }))
    const [newest = [], ...others] = pages
    const rows = [newest, ...others.toSorted((one, other) => other.length - one.length)].flat()
    let moved = 0
    const own = createWorld({
      tamper: (answer) => {
        if (!isPage(answer)) return answer
        const at = rows.findIndex(({ job_id }) => job_id === answer.jobs[0]?.job_id)
        const before = rows.slice(Math.max(0, at - 3), at)
        moved += before.length
        return { ...answer, jobs: [...before, ...answer.jobs] }
      },
    })
    const all = await counts(metastudio, '', own)
    expect([rows.length, moved]).toEqual([240, 6])
    expect(all).toMatchObject({ total: 240, exact: true })
    expect(sum(all.phases)).toBe(240)
  })

  it('say so when they are old', async () => {
    const own = createWorld()
    const good = await counts(metastudio, '', own)
    own.clouds.fail('metastudio', 'outage')
    own.clock.advance(60_000)
    expect(await counts(metastudio, '', own)).toEqual({ ...good, stale: true })
  })
})

describe('counts of more jobs than are read', () => {
  it('come from calls for one row each, and still add up', async () => {
    const own = big()
    const all = await counts(metastudio, 'states_of=failed', own)
    expect(all).toMatchObject({ total: 2_600, matching: 2_600, exact: true })
    expect(sum(all.phases)).toBe(2_600)
    expect(sum(all.actors)).toBe(2_600)
    expect(sum(all.states ?? {})).toBe(all.phases['failed'])
    expect(all.phases['unknown']).toBeGreaterThan(0)
    expect(own.calls('metastudio')).toBeLessThan(32)
    expect(own.clouds.requests.slice(1).every(({ query }) => query.includes('limit=1&') || query.endsWith('limit=1'))).toBe(true)
    for (const phase of ['failed', 'training', 'done']) expect(all.phases[phase]).toBe(await listed(metastudio, `phase=${phase}`, own))
    expect(all.hidden_failures).toBe(await listed(metastudio, 'hidden_failure=true', own))
    expect((await counts(metastudio, 'phase=-done', own)).matching).toBe(await listed(metastudio, 'phase=-done', own))
  })

  it('leave out what does not come in time, say so, and have it the next time', async () => {
    const own = big()
    const all = await counts(metastudio, '', own)
    own.clouds.fail('metastudio', 'slow')
    const before = own.calls('metastudio')
    const answer = own.json(`/api/sources/${metastudio}/counts?states_of=failed`)
    await expect.poll(() => own.calls('metastudio')).toBeGreaterThan(before)
    own.clock.advance(5_000)
    const { failed: _, unknown: __, ...phases } = all.phases
    expect(Counts.parse((await answer).body)).toMatchObject({ total: 2_600, exact: false, phases, states: {} })
    own.clouds.recover()
    await expect.poll(() => counts(metastudio, 'states_of=failed', own)).toMatchObject({ exact: true, phases: all.phases })
  })

  it('fail with the cloud’s own trouble when not even the total is known', async () => {
    const own = big()
    own.clouds.fail('metastudio', 'denied')
    expect(await own.json(`/api/sources/${metastudio}/counts`)).toMatchObject({ status: 502, body: { code: 'cloud_denied' } })
  })
})
