import { describe, expect, it, vi } from 'vitest'
import { en } from '#web/messages/en.ts'
import { zhCN } from '#web/messages/zh-CN.ts'
import { agoText, clockText, dayText, durationText, fullText } from '#web/ui/time-text.ts'
import { offsetText, toFieldText, toInstant, zonesFor, zoneText } from '#web/ui/zone-time.ts'

const plain = (words: string) => words.replaceAll('\u00A0', ' ')
const at = Date.parse('2026-03-13T16:20:07Z')

describe('times in words', () => {
  it('shows a moment in Beijing and in UTC, in both languages', () => {
    expect(clockText(at, 'beijing')).toBe('00:20')
    expect(clockText(at, 'utc')).toBe('16:20')
    expect(dayText(at, at, 'en', 'beijing')).toBe('14 Mar')
    expect(dayText(at, at, 'zh-CN', 'beijing')).toBe('3月14日')
    expect(fullText(at, 'en', 'utc')).toBe('13 Mar 2026, 16:20:07')
  })

  it('gives the year when it is not this one', () => {
    expect(dayText(at, Date.parse('2027-01-02T00:00:00Z'), 'en', 'utc')).toBe('13 Mar 2026')
  })

  it.each([
    [12_000, '12 s', '12 秒'],
    [40 * 60_000, '40 min', '40 分钟'],
    [5 * 3_600_000 + 4 * 60_000, '5 h 4 min', '5 小时 4 分钟'],
    [85 * 3_600_000, '3 d 13 h', '3 天 13 小时'],
    [48 * 3_600_000, '2 d', '2 天'],
    [-5, '0 s', '0 秒'],
  ])('a span of %i ms is %s', (ms, english, chinese) => {
    expect(plain(durationText(ms, 'en'))).toBe(english)
    expect(plain(durationText(ms, 'zh-CN'))).toBe(chinese)
  })

  it('keeps a number and its unit on one line, and may break between two', () => {
    expect(durationText(5 * 3_600_000 + 4 * 60_000, 'en')).toBe('5\u00A0h 4\u00A0min')
    expect(agoText(at - 3 * 3_600_000, at, 'zh-CN')).toBe('3\u00A0小时前')
  })

  it('says how long ago, and does not mind a clock in the future', () => {
    expect(plain(agoText(at - 4 * 60_000, at, 'en'))).toBe('4 min ago')
    expect(plain(agoText(at - 3 * 3_600_000, at, 'zh-CN'))).toBe('3 小时前')
    expect(plain(agoText(at + 2 * 3_600_000, at, 'en'))).toBe('in 2 h')
    expect(agoText(at + 4 * 60_000, at, 'en')).toBe('just now')
    expect(agoText(at - 10_000, at, 'en')).toBe('just now')
  })
})

it.each([['Asia/Shanghai', '00:20'], ['America/St_Johns', '13:50'], ['Asia/Kolkata', '21:50'], ['UTC', '16:20']])('in %s the reader’s clock shows %s', (zone, clock) => {
  vi.stubEnv('TZ', zone)
  expect(clockText(at, 'local')).toBe(clock)
  for (const language of ['en-GB', 'zh-CN']) expect(new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)).toBe(clock)
  vi.unstubAllEnvs()
})

it.each([['Asia/Shanghai', 'UTC+8'], ['America/St_Johns', 'UTC−2:30'], ['Asia/Kolkata', 'UTC+5:30'], ['UTC', 'UTC']])('in %s the reader is told of %s', (zone, words) => {
  vi.stubEnv('TZ', zone)
  expect(offsetText(at + 150 * 86_400_000, 'local')).toBe(words)
  vi.unstubAllEnvs()
})

it('a zone is told with its clock, and the same clock is offered once', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  expect(zonesFor('utc', at).map((zone) => zoneText(zone, at, en))).toEqual(['Local time (UTC+1)', 'Beijing time (UTC+8)', 'UTC'])
  expect(zoneText('beijing', at, zhCN)).toBe('北京时间（UTC+8）')
  vi.stubEnv('TZ', 'Asia/Shanghai')
  expect(zonesFor('local', at)).toEqual(['local', 'utc'])
  expect(zonesFor('beijing', at)).toEqual(['beijing', 'utc'])
  vi.unstubAllEnvs()
})

describe('a date field', () => {
  it('shows and reads a moment in the zone that is chosen', () => {
    expect(toFieldText('2026-03-13T16:20:00Z', 'beijing')).toBe('2026-03-14T00:20')
    expect(toInstant('2026-03-14T00:20', 'beijing', false)).toBe('2026-03-13T16:20:00Z')
    expect(toInstant('2026-03-14T00:20', 'utc', true)).toBe('2026-03-14T00:20:59Z')
  })

  it('gives nothing for half a date', () => {
    expect(toInstant('2026-03', 'utc', false)).toBeUndefined()
    expect(toFieldText(undefined, 'utc')).toBe('')
  })
})
