import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metastudioStates } from '#contract/job-states.ts'
import { logTypes } from '#contract/log-types.ts'
import { editionOf } from '#emulator/cast.ts'
import { tellStory } from '#emulator/lifecycle.ts'
import { tellIceStory } from '#emulator/lifecycle-ice.ts'
import { sentenceOf } from '#emulator/sentences.ts'
import { momentOf } from '#emulator/story.ts'

const bornAt = Date.parse('2026-01-15T08:09:10Z')
const hourMs = 3_600_000
const tell = (index: number, seed = 7) => tellStory({ seed, index, bornAt, edition: editionOf(seed, index, false) })
const many = Array.from({ length: 12_000 }, (_, index) => tell(index))

describe('a life of a MetaStudio job', () => {
  it('is told the same way each time', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (seed, index) => {
        expect(tell(index, seed)).toEqual(tell(index, seed))
      }),
      { numRuns: 50 },
    )
  })

  it('begins as a draft when it is created, and time never runs back', () => {
    for (const { events } of many) {
      expect(events[0]).toMatchObject({ at: bornAt, state: 'WAIT_FILE_UPLOAD', log: { type: 'USER_CREATE_JOD' } })
      expect(events.every((event, order) => order === 0 || event.at >= (events[order - 1]?.at ?? Infinity))).toBe(true)
      expect(events.every(({ at }) => at % 1000 === 0)).toBe(true)
    }
  })

  it('has come no less far at a later time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: many.length - 1 }), fc.nat(2400), fc.nat(2400), (index, hours, more) => {
        const story = many[index] ?? tell(index)
        const early = momentOf(story, bornAt + hours * hourMs)
        const late = momentOf(story, bornAt + (hours + more) * hourMs)
        expect(late?.happened).toBeGreaterThanOrEqual(early?.happened ?? 0)
        expect(late?.updatedAt).toBeGreaterThanOrEqual(early?.updatedAt ?? 0)
        if (early && early.nextAt > bornAt + (hours + more) * hourMs) expect(late).toEqual(early)
      }),
    )
  })

  it('does not exist before it is created', () => {
    expect(momentOf(tell(1), bornAt - 1)).toBeUndefined()
  })

  it('passes through every state of the catalogue, and one that no catalogue has', () => {
    const seen = new Set(many.flatMap(({ events }) => events.map(({ state }) => state)))
    expect([...seen].toSorted()).toEqual([...Object.keys(metastudioStates), 'QUALITY_GATE_WAIT'].toSorted())
  })

  it('writes only documented log types, apart from the one that belongs to the unknown state', () => {
    const seen = new Set(many.flatMap(({ events }) => events.flatMap(({ log }) => log?.type ?? [])))
    expect([...seen].filter((type) => !Object.hasOwn(logTypes, type))).toEqual(['SYSTEM_QUALITY_GATE'])
  })

  it('stands, after each log, in the state that the log is known to enter', () => {
    const enters = new Map<string, string | null>(Object.entries(logTypes).map(([type, facts]) => [type, facts.enters]))
    const wrong = many.flatMap(({ events }) =>
      events.flatMap(({ at, log }, order) => {
        const expected = log && enters.get(log.type)
        // A success and the next step's queue are written in the same second: the last of them counts.
        const after = events.findLast((event, later) => later >= order && event.at === at)?.state
        return expected && expected !== after ? [`${log.type} → ${after}`] : []
      }),
    )
    expect([...new Set(wrong)]).toEqual([])
  })

  it('explains each failed or stopped state by a log of that kind', () => {
    const kinds = new Map<string, string>(Object.entries(logTypes).map(([type, { kind }]) => [type, kind]))
    const silent = many.flatMap(({ events }) =>
      events.flatMap(({ state, log }, order) => {
        const entered = events[order - 1]?.state !== state
        if (!entered || !/FAILED$|^MANUA?L_STOP/.test(state)) return []
        const kind = kinds.get(log?.type ?? '')
        return kind === (state.endsWith('FAILED') ? 'failure' : 'stop') ? [] : [`${state} by ${log?.type}`]
      }),
    )
    expect([...new Set(silent)]).toEqual([])
  })

  it('is submitted at most three times, and redone by the provider for a reason', () => {
    const submissions = many.map(({ events }) => events.filter(({ log }) => log?.type === 'USER_VERIFYING_SUBMITTED').length)
    expect(Math.max(...submissions)).toBe(3)
    expect(many.some(({ events }) => events.some(({ log }) => log?.type === 'REDO_TRAINING' && log.redoReasons))).toBe(true)
  })

  it('sometimes fails without a word, and names the one documented error code', () => {
    const failures = many.flatMap(({ events }) => events.flatMap(({ log }) => (log?.type.endsWith('_FAILED') ? [log] : [])))
    expect(failures.some(({ sentence, errorCode }) => !sentence && !errorCode)).toBe(true)
    expect(new Set(failures.map(({ errorCode }) => errorCode))).toEqual(new Set([undefined, '44005901']))
    // A sentence beside the code says what the code is documented to mean.
    const told = failures.flatMap(({ sentence, errorCode }) => (sentence && errorCode ? [sentence] : []))
    expect(told).not.toHaveLength(0)
    for (const { subject, key } of told) {
      expect(sentenceOf(subject, key, 'zh')).toContain('分辨率')
      expect(sentenceOf(subject, key, 'en')).toMatch(/resolution/i)
    }
  })
})

describe('a life of an ICE job', () => {
  const stories = Array.from({ length: 600 }, (_, index) => tellIceStory({ seed: 7, index, bornAt, quick: false }))

  it('goes through the five statuses in their order, again after a failure', () => {
    const allowed = new Set([
      ' Init',
      'Init Queuing',
      'Queuing Training',
      'Training Success',
      'Training Fail',
      'Fail Queuing',
    ])
    const seen = new Set(
      stories.flatMap(({ events }) => events.map(({ state }, order) => `${events[order - 1]?.state ?? ''} ${state}`)),
    )
    expect(seen).toEqual(allowed)
  })
})
