import { describe, expect, it } from 'vitest'
import { knownStates, stateFacts } from '#contract/job-states.ts'
import { initials } from '#web/jobs/table/cover.tsx'
import { readSearch, writeSearch } from '#web/jobs/job-search.ts'
import { pageNumbers } from '#web/jobs/list/pager.tsx'
import { choiceOf, phaseTree, withChoice, withOnly } from '#web/jobs/filters/state-choice.ts'
import { builtInViews, isOn, withView } from '#web/jobs/views/views.ts'
import { stageFacts } from '#web/jobs/table/stage-facts.ts'

describe('page numbers', () => {
  it.each([
    [1, 1, '1'],
    [1, 3, '1 2 3'],
    [1, 24, '1 2 3 … 24'],
    [12, 24, '1 … 11 12 13 … 24'],
    [24, 24, '1 … 22 23 24'],
  ])('on page %i of %i are %s', (page, pages, shown) => {
    expect(pageNumbers(page, pages).map((one) => one ?? '…').join(' ')).toBe(shown)
  })
})

describe('the tree of states', () => {
  it('holds every state of a cloud once, under its phase', () => {
    for (const cloud of ['metastudio', 'ice'] as const) {
      const inTree = phaseTree(cloud).flatMap(({ phase, states }) => states.map((state) => [state, phase]))
      expect(new Set(inTree.map(([state]) => state))).toEqual(new Set(knownStates(cloud)))
      expect(inTree).toHaveLength(knownStates(cloud).length)
      for (const [state, phase] of inTree) expect(stateFacts(cloud, state ?? '')?.phase).toBe(phase)
    }
  })

  it('turns a box on, excludes it and clears it again', () => {
    const search = readSearch('tag=vip&page=3')
    const failed = { kind: 'phase', value: 'failed' } as const
    const on = withChoice(search, failed, 'on', 'metastudio')
    expect(writeSearch(on)).toBe('phase=failed&tag=vip')
    const not = withChoice(on, failed, 'excluded', 'metastudio')
    expect([choiceOf(not, failed), writeSearch(not)]).toEqual(['excluded', 'phase=-failed&tag=vip'])
    expect(writeSearch(withChoice(not, failed, 'off', 'metastudio'))).toBe('tag=vip')
  })

  it('lets a phase and its own wanted states take each other’s place', () => {
    const failed = { kind: 'phase', value: 'failed' } as const
    const search = readSearch('state=TRAIN_FAILED,COMPILING,-COMPILE_FAILED&tag=vip')
    expect(writeSearch(withChoice(search, failed, 'on', 'metastudio'))).toBe('state=COMPILING,-COMPILE_FAILED&phase=failed&tag=vip')
    expect(writeSearch(withChoice(search, failed, 'excluded', 'metastudio'))).toBe('state=COMPILING,-COMPILE_FAILED&phase=-failed&tag=vip')
    const state = { kind: 'state', value: 'TRAIN_FAILED' } as const
    for (const query of ['phase=failed', 'phase=-failed']) expect(writeSearch(withChoice(readSearch(query), state, 'on', 'metastudio'))).toBe('state=TRAIN_FAILED')
  })

  it('“only” leaves one state and keeps filters of other kinds', () => {
    const only = withOnly(readSearch('phase=failed,done&actor=you&tag=vip'), { kind: 'state', value: 'COMPILING' })
    expect(writeSearch(only)).toBe('state=COMPILING&tag=vip')
  })
})

describe('the built-in views', () => {
  it('lay over the other filters and come off again', () => {
    for (const view of builtInViews) {
      const on = withView(readSearch('tag=vip'), view)
      expect(isOn(view, on)).toBe(true)
      expect(builtInViews.filter((other) => isOn(other, on))).toEqual([view])
      expect(writeSearch(withView(on, view))).toBe('tag=vip')
    }
  })

  it('“waiting on us” counts without the jobs that the customer paused', () => {
    const us = builtInViews.find((view) => view.id === 'us')
    expect(us?.count?.({ phases: { suspended: 2 }, actors: { you: 10 }, exact: true })).toBe(8)
  })
})

describe('the stage track', () => {
  it('has nine steps for MetaStudio and three for ICE', () => {
    expect(stageFacts({ cloud: 'metastudio', state: 'COMPILE_FAILED', stage: 'compile' })).toEqual({ of: 9, at: 7, mark: 'broken' })
    expect(stageFacts({ cloud: 'ice', state: 'Queuing', stage: 'train' })).toEqual({ of: 3, at: 2, mark: 'idle' })
    expect(stageFacts({ cloud: 'metastudio', state: 'QUALITY_GATE_WAIT' })).toEqual({ of: 9, at: 1, mark: 'none' })
  })
})

describe('initials', () => {
  it.each([['Ava, checkout assistant', 'AC'], ['test_0311_rc2', 'T0'], ['小舒 直播间', '舒'], ['', ''], ['🎬 Éclair', 'ÉC'], ['x', 'X']])('of “%s” are “%s”', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })
})
