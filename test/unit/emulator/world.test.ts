import { describe, expect, it } from 'vitest'
import { createClouds } from '#emulator/clouds.ts'
import { drawPortrait } from '#emulator/portrait.ts'
import { createWorld } from '#emulator/world.ts'

const startedAt = Date.parse('2026-03-17T06:02:00Z')
const hourMs = 3_600_000
const create = (options: { metastudioJobs?: number; seed?: number } = {}) => {
  const clock = { now: startedAt }
  return { clock, clouds: createClouds({ now: () => clock.now, origin: () => 'http://127.0.0.1:1', ...options }) }
}
const share = <T>(list: readonly T[], is: (one: T) => boolean) => list.filter(is).length / list.length

describe('the world', () => {
  it('begins with 1,204 and 137 jobs of the last ninety days, and slowly gets more', () => {
    const { clock, clouds } = create()
    const first = clouds.jobs('metastudio')
    expect([first.length, clouds.jobs('ice').length]).toEqual([1204, 137])
    expect(
      first.every(({ createTime }, at) => createTime < startedAt && createTime >= (first[at - 1]?.createTime ?? 0)),
    ).toBe(true)
    expect(startedAt - (first[0]?.createTime ?? 0)).toBeGreaterThan(80 * 24 * hourMs)
    clock.now += hourMs
    expect(clouds.jobs('metastudio').length - 1204).toBeGreaterThanOrEqual(10)
    expect(clouds.jobs('metastudio').length - 1204).toBeLessThanOrEqual(20)
  })

  it('holds a plausible mixture of states', () => {
    const jobs = create().clouds.jobs('metastudio')
    expect(share(jobs, ({ state }) => /^JOB_(SUCCESS|FINISH)$/.test(state))).toBeGreaterThan(0.6)
    expect(share(jobs, ({ state }) => state.endsWith('FAILED'))).toBeGreaterThan(0.05)
    expect(share(jobs, ({ state }) => state.endsWith('FAILED'))).toBeLessThan(0.11)
    for (const state of [
      'TRAINING',
      'TRAIN_FAILED',
      'WAIT_USER_CONFIRM',
      'WAIT_FILE_UPLOAD',
      'MANUAL_VERIFYING',
      'QUALITY_GATE_WAIT',
      'MANUAL_STOP_TRAIN',
    ]) {
      expect(
        jobs.some((job) => job.state === state),
        state,
      ).toBe(true)
    }
  })

  it('always has a failure of the last day, and one tagged vip of the last two', () => {
    const { clock, clouds } = create()
    for (let day = 0; day < 15; day += 1) {
      const failed = clouds.jobs('metastudio').filter(({ state }) => state.endsWith('FAILED'))
      const since = (hours: number) =>
        failed.filter(({ lastFailure }) => (lastFailure?.at ?? 0) > clock.now - hours * hourMs)
      expect(since(24).length, `day ${day}`).toBeGreaterThan(0)
      expect(
        since(48).some(({ tags }) => tags.includes('vip')),
        `day ${day}`,
      ).toBe(true)
      clock.now += 24 * hourMs
    }
  })

  it('moves: somebody who watches the newest fifty sees a change in most minutes', () => {
    const { metastudio } = createWorld({ seed: 3, startedAt, metastudioJobs: 1204, iceJobs: 0 })
    let before: string[] = []
    let changes = -1
    for (let minute = 0; minute <= 60; minute += 1) {
      const count = metastudio.at(startedAt + minute * 60_000)
      const newest = Array.from({ length: 50 }, (_, at) => `${count - at} ${metastudio.moment(count - at - 1).state}`)
      if (newest.some((row) => !before.includes(row))) changes += 1
      before = newest
    }
    expect(changes).toBeGreaterThan(30)
  })

  it('is the same when it is asked in steps, at once, or after the clock went back', () => {
    const steps = create()
    for (let step = 0; step < 8; step += 1) {
      steps.clouds.jobs('metastudio')
      steps.clock.now += 5 * hourMs
    }
    const once = create()
    once.clock.now += 40 * hourMs
    expect(steps.clouds.jobs('metastudio')).toEqual(once.clouds.jobs('metastudio'))
    once.clock.now = startedAt
    expect(once.clouds.jobs('metastudio')).toEqual(create().clouds.jobs('metastudio'))
    once.clock.now = startedAt + 40 * hourMs
    expect(once.clouds.jobs('metastudio')).toEqual(steps.clouds.jobs('metastudio'))
  })

  it('differs by seed, has unique ids, and uses fictional numbers alone', () => {
    const jobs = create().clouds.jobs('metastudio')
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length)
    expect(create({ seed: 2 }).clouds.jobs('metastudio')[5]?.id).not.toBe(jobs[5]?.id)
    expect(
      jobs.flatMap(({ contact = '' }) => contact.match(/^\d+$/) ?? []).filter((number) => !/^1\d{2}0000\d{4}$/.test(number)),
    ).toEqual([])
    expect(jobs.some(({ contact }) => contact?.includes('****'))).toBe(true)
    expect(jobs.some(({ contact }) => contact?.includes('@'))).toBe(true)
  })

  it('keeps within the seven characters that ICE allows a name', () => {
    expect(
      create()
        .clouds.jobs('ice')
        .filter(({ name }) => [...name].length > 7),
    ).toEqual([])
  })

  it('has a hundred thousand jobs when asked to', () => {
    const world = createWorld({ seed: 3, startedAt, metastudioJobs: 100_000, iceJobs: 0 })
    expect(world.metastudio.at(startedAt)).toBe(100_000)
    expect(world.metastudio.indexOf(world.metastudio.idOf(77_777))).toBe(77_777)
    expect(world.ice.at(startedAt)).toBe(0)
  })
})

describe('a portrait', () => {
  const sitter = { sex: 'FEMALE', chinese: true, frame: 'portrait', greenScreen: false, version: 1 } as const

  it('is the same for the same job and different for each', () => {
    const drawings = Array.from({ length: 300 }, (_, index) => drawPortrait({ ...sitter, key: `job-${index}` }))
    expect(new Set(drawings).size).toBe(300)
    expect(drawPortrait({ ...sitter, key: 'job-7' })).toBe(drawings[7])
  })

  it('is well-formed and draws no undefined coordinate', () => {
    for (let index = 0; index < 300; index += 1) {
      const svg = drawPortrait({
        ...sitter,
        key: `job-${index}`,
        sex: index % 2 === 0 ? 'FEMALE' : 'MALE',
        greenScreen: index % 5 === 0,
      })
      expect(svg).not.toMatch(/undefined|NaN|null/)
      expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length)
    }
  })
})
