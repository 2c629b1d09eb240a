import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actors, isHiddenFailure, knownStates, phaseOf, phases, stateFacts, type Cloud } from '#contract/job-states.ts'
import { isWantedState, toWantedStates, type StateFilters } from '#proxy/questions/state-algebra.ts'

const failed = knownStates('metastudio').filter((state) => phaseOf('metastudio', state) === 'failed')

describe('the state algebra', () => {
  it('wants everything when nothing is filtered, unknown codes included', () => {
    expect(toWantedStates('metastudio', {})).toEqual({ kind: 'all' })
    expect(toWantedStates('metastudio', { phase: phases.join(',') })).toEqual({ kind: 'all' })
    expect(toWantedStates('ice', { actor: actors.join(',') })).toEqual({ kind: 'all' })
  })

  it('joins states and phases, in the order of the catalogue, with unknown codes last', () => {
    expect(toWantedStates('metastudio', { phase: 'failed' })).toEqual({ kind: 'states', states: failed, unknownExcluded: false })
    expect(toWantedStates('metastudio', { state: 'ZULU,TRAINING,ALPHA', phase: 'draft' })).toEqual({
      kind: 'states',
      states: ['WAIT_FILE_UPLOAD', 'TRAINING', 'ALPHA', 'ZULU'],
      unknownExcluded: false,
    })
  })

  it('does not take codes that nobody knows for those it lacks', () => {
    const wanted = toWantedStates('ice', { state: 'ALPHA,BETA,GAMMA,NOPE', phase: 'unknown,draft' })
    expect(wanted.kind).toBe('search')
    expect(isWantedState(wanted, 'Queuing')).toBe(false)
  })

  it('takes the negative ones away, and says that unknown codes are not in', () => {
    expect(toWantedStates('ice', { state: '-Success' })).toEqual({ kind: 'states', states: ['Init', 'Queuing', 'Training', 'Fail'], unknownExcluded: true })
    expect(toWantedStates('metastudio', { phase: 'failed', state: '-TRAIN_FAILED' })).toMatchObject({ states: failed.filter((state) => state !== 'TRAIN_FAILED') })
    expect(toWantedStates('ice', { phase: '-unknown' })).toEqual({ kind: 'states', states: knownStates('ice'), unknownExcluded: true })
  })

  it('keeps of those what the actor and the hidden failures leave', () => {
    expect(toWantedStates('ice', { actor: 'you' })).toEqual({ kind: 'states', states: ['Init', 'Fail'], unknownExcluded: true })
    expect(toWantedStates('metastudio', { hidden_failure: 'true' })).toMatchObject({ kind: 'states', unknownExcluded: false })
    expect(toWantedStates('metastudio', { phase: 'done', actor: 'you' })).toEqual({ kind: 'states', states: [], unknownExcluded: true })
    expect(toWantedStates('metastudio', { state: 'NOPE', actor: 'you' })).toMatchObject({ states: [] })
    expect(toWantedStates('metastudio', { state: 'NOPE', actor: 'unknown' })).toMatchObject({ states: ['NOPE'] })
  })

  it('has to search when unknown codes are asked for', () => {
    for (const filters of [{ phase: 'unknown' }, { phase: 'unknown,failed' }, { actor: 'unknown,you' }, { phase: 'unknown', state: '-NOPE' }]) {
      const wanted = toWantedStates('metastudio', filters)
      expect(wanted.kind).toBe('search')
      expect(isWantedState(wanted, 'SOMETHING_NEW')).toBe(true)
      expect(isWantedState(wanted, 'JOB_SUCCESS')).toBe(false)
    }
    expect(isWantedState(toWantedStates('metastudio', { phase: 'unknown', state: '-NOPE' }), 'NOPE')).toBe(false)
  })

  const member = fc.oneof(fc.constantFrom(...knownStates('metastudio'), ...knownStates('ice')), fc.constantFrom('NOPE', 'constructor', 'toString'))
  const signed = (arbitrary: fc.Arbitrary<string>) => fc.array(fc.tuple(fc.boolean(), arbitrary).map(([minus, word]) => `${minus ? '-' : ''}${word}`), { maxLength: 4 })
  const given = fc.record({
    cloud: fc.constantFrom<Cloud>('metastudio', 'ice'),
    state: signed(member),
    phase: signed(fc.constantFrom(...phases)),
    actor: fc.uniqueArray(fc.constantFrom(...actors), { maxLength: 3 }),
    hidden: fc.boolean(),
    probe: member,
  })

  it('means for every known code and every named one what its definition says', () => {
    fc.assert(
      fc.property(given, ({ cloud, state, phase, actor, hidden, probe }) => {
        const filters: StateFilters = {
          ...(state.length > 0 && { state: state.join(',') }),
          ...(phase.length > 0 && { phase: phase.join(',') }),
          ...(actor.length > 0 && { actor: actor.join(',') }),
          ...(hidden && { hidden_failure: 'true' }),
        }
        const positive = [...state, ...phase].filter((word) => !word.startsWith('-'))
        const isIn = (code: string) =>
          (positive.length === 0 || state.includes(code) || phase.includes(phaseOf(cloud, code))) &&
          !state.includes(`-${code}`) &&
          !phase.includes(`-${phaseOf(cloud, code)}`) &&
          (actor.length === 0 || actor.includes(stateFacts(cloud, code)?.actor ?? 'unknown')) &&
          (!hidden || isHiddenFailure(cloud, code))
        const wanted = toWantedStates(cloud, filters)
        for (const code of [...knownStates(cloud), ...state.filter((word) => !word.startsWith('-'))]) {
          expect([code, isWantedState(wanted, code)]).toEqual([code, isIn(code)])
        }
        // Nothing comes in that the definition keeps out; unknown codes may only be lost where that is said or never meant.
        if (isWantedState(wanted, probe)) expect(isIn(probe)).toBe(true)
        else if (isIn(probe)) expect(wanted).toMatchObject({ kind: 'states', unknownExcluded: true })
        if (wanted.kind === 'states') expect(new Set(wanted.states).size).toBe(wanted.states.length)
      }),
      { numRuns: 400 },
    )
  })
})
