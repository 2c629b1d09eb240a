import { describe, expect, it } from 'vitest'
import { filterNames } from '#contract/job-filters.ts'
import type { Source } from '#contract/source.ts'
import { chipsOf } from '#web/jobs/filters/filter-chips.ts'
import { readSearch, writeSearch } from '#web/jobs/job-search.ts'
import { en } from '#web/messages/en.ts'
import { zhCN } from '#web/messages/zh-CN.ts'

const source: Source = {
  id: 'one', cloud: 'metastudio', label: 'One', region: 'cn-north-4', demo: false,
  filters: [...filterNames], sort_keys: ['create_time'], states: [], health: { status: 'ok' },
}
const now = Date.parse('2026-03-14T12:00:00Z')
const search = readSearch('failed_since=2026-03-10T01:30:00Z')

describe('the chip of a time of failure', () => {
  it.each([
    ['en', en, 'Failed since'],
    ['zh-CN', zhCN, '失败时间晚于'],
  ] as const)('says the time in the reader’s words and zone (%s)', (language, messages, name) => {
    const [chip, ...others] = chipsOf(search, source, { messages, language, zone: 'beijing', now })
    expect(others).toEqual([])
    expect(chip?.name).toBe(name)
    expect(chip?.value).toMatch(/10.*0?9:30/)
    expect(chip?.value).not.toContain('T01:30')
    expect(chip?.odd).toBeUndefined()
    expect(writeSearch(chip?.without ?? search)).toBe('')
  })

  it('stays, marked, where the source cannot be asked for it', () => {
    const other = { ...source, filters: ['state', 'phase'] }
    expect(chipsOf(search, other, { messages: en, language: 'en', zone: 'utc', now })).toMatchObject([{ odd: 'notHere' }])
  })
})

describe('chips', () => {
  const words = { messages: en, language: 'en', zone: 'utc', now } as const

  it('say a time of failure that ends now, in the singular too', () => {
    expect(chipsOf(readSearch('failed=24h'), source, words)).toMatchObject([{ name: 'Failed', value: 'last 24 hours' }])
    expect(chipsOf(readSearch('failed=yesterday'), source, words)).toMatchObject([{ name: 'Failed', value: 'since yesterday' }])
    expect(chipsOf(readSearch('failed=1h'), source, words)).toMatchObject([{ value: 'last 1 hour' }])
    expect(chipsOf(readSearch('failed=24h'), { ...source, filters: ['state'] }, words)).toMatchObject([{ odd: 'notHere' }])
  })

  it.each([
    ['utc', 'en', en, '13 Mar 00:00 UTC', 'here UTC.'],
    ['beijing', 'en', en, '13 Mar 00:00 UTC+8', 'here Beijing time (UTC+8).'],
    ['beijing', 'zh-CN', zhCN, '3月13日 00:00 UTC+8', '此处为北京时间（UTC+8）。'],
  ] as const)('say when “since yesterday” begins, and by whose clock (%s, %s)', (zone, language, messages, since, hint) => {
    for (const query of ['failed=yesterday', 'created=yesterday', 'updated=yesterday']) {
      const chip = chipsOf(readSearch(query), source, { messages, language, zone, now })[0]
      expect([query, chip?.since]).toEqual([query, since])
      expect(chip?.sinceHint?.endsWith(hint)).toBe(true)
    }
    expect(chipsOf(readSearch('failed=7d'), source, { messages, language, zone, now })[0]?.since).toBeUndefined()
  })

  it('tell the wanted states and phases, of which either is enough, before those that are excluded', () => {
    const chips = chipsOf(readSearch('state=-COMPILE_FAILED,TRAIN_FAILED,COMPILING&phase=failed,-done&tag=vip'), source, words)
    expect(chips.map(({ sign, value }) => `${sign ?? ''} ${value}`.trim())).toEqual([
      'is Training failed', 'is Compiling', 'is Failed', 'not Compilation failed', 'not Done', 'vip',
    ])
  })

  it('say of a value that is empty that it is', () => {
    expect(chipsOf(readSearch('batch_name='), source, words)).toMatchObject([{ value: 'empty', odd: 'notRecognised' }])
  })

  it('mark a state that is in no catalogue as a code, and an unknown parameter as not recognised', () => {
    expect(chipsOf(readSearch('state=BOGUS&bogus=1'), source, words)).toMatchObject([
      { name: 'State', value: 'BOGUS', isCode: true },
      { name: 'bogus', value: '1', odd: 'notRecognised' },
    ])
    expect(chipsOf(readSearch('state=TRAIN_FAILED'), source, words)[0]).not.toHaveProperty('isCode')
  })
})
