import { describe, expect, it } from 'vitest'
import type { BucketWidth } from '#contract/histogram.ts'
import { bucketsBack, toBucketEdges } from '#proxy/questions/bucket-edges.ts'
import { toZone, type Zone } from '#proxy/questions/zone.ts'

const hourMs = 3_600_000

function zone(name: string): Zone {
  const found = toZone(name)
  if (found === undefined) throw new Error(`no zone ${name}`)
  return found
}

function edges(by: BucketWidth, name: string, from: string, to: string, most = 400): string[] | undefined {
  const found = toBucketEdges(by, zone(name), Date.parse(from), Date.parse(to), most)
  return found?.map((at) => new Date(at).toISOString().replace('.000Z', 'Z'))
}

/** How many hours each bucket has. */
const lengths = (found: string[] | undefined) =>
  found?.slice(1).map((to, index) => (Date.parse(to) - Date.parse(found[index] ?? '')) / hourMs)

describe('a time zone', () => {
  it.each(['UTC', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8'])('is known by the name %s', (name) => {
    expect(toZone(name)).toBeDefined()
  })

  it.each(['Beijing', 'Asia/Nowhere', '+08:00', 'GMT+8:00:00', '', ' UTC', 'UTC\n', '../etc', '8'])('is not known by %j', (name) => {
    expect(toZone(name)).toBeUndefined()
  })

  it('reads its wall clock and finds the first instant the wall clock shows a time', () => {
    const berlin = zone('Europe/Berlin')
    expect(berlin.toWall(Date.parse('2026-07-01T22:30:15.250Z'))).toBe(Date.parse('2026-07-02T00:30:15.250Z'))
    expect(berlin.fromWall(Date.parse('2026-07-02T00:00:00Z'))).toBe(Date.parse('2026-07-01T22:00:00Z'))
    // 02:30 comes twice on the day clocks are put back.
    expect(berlin.fromWall(Date.parse('2026-10-25T02:30:00Z'))).toBe(Date.parse('2026-10-25T00:30:00Z'))
  })
})

describe('days', () => {
  it('are those of Shanghai, always of 24 hours', () => {
    expect(edges('day', 'Asia/Shanghai', '2026-03-13T15:59:59Z', '2026-03-14T16:00:00Z')).toEqual([
      '2026-03-12T16:00:00Z',
      '2026-03-13T16:00:00Z',
      '2026-03-14T16:00:00Z',
      '2026-03-15T16:00:00Z',
    ])
  })

  it.each([
    ['Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', [24, 23, 24], '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', [24, 25, 24], '2026-10-24T22:00:00Z'],
    ['America/New_York', '2026-03-07T17:00:00Z', '2026-03-09T17:00:00Z', [24, 23, 24], '2026-03-08T05:00:00Z'],
    ['America/New_York', '2026-10-31T17:00:00Z', '2026-11-02T17:00:00Z', [24, 25, 24], '2026-11-01T04:00:00Z'],
    // Clocks change at midnight: there is no 00:00, and there are two.
    ['Africa/Cairo', '2026-04-23T12:00:00Z', '2026-04-25T12:00:00Z', [24, 23, 24], '2026-04-23T22:00:00Z'],
    ['America/Havana', '2026-10-31T17:00:00Z', '2026-11-02T17:00:00Z', [24, 25, 24], '2026-11-01T04:00:00Z'],
  ])('of %s around %s to %s have %j hours', (name, from, to, hours, changing) => {
    const found = edges('day', name, from, to)
    expect(lengths(found)).toEqual(hours)
    expect(found?.[1]).toBe(changing)
  })

  it('that a zone left out at the date line are no buckets', () => {
    const found = edges('day', 'Pacific/Apia', '2011-12-29T12:00:00Z', '2011-12-31T12:00:00Z')
    expect(lengths(found)?.every((hours) => hours > 0)).toBe(true)
    expect(found).toContain('2011-12-30T10:00:00Z')
  })
})

describe('weeks', () => {
  it('begin on Monday, and one is short where clocks are put forward', () => {
    const found = edges('week', 'Europe/Berlin', '2026-03-18T12:00:00Z', '2026-04-02T12:00:00Z')
    expect(found).toEqual(['2026-03-15T23:00:00Z', '2026-03-22T23:00:00Z', '2026-03-29T22:00:00Z', '2026-04-05T22:00:00Z'])
    expect(lengths(found)).toEqual([168, 167, 168])
  })

  it('hold their Sunday', () => {
    expect(edges('week', 'UTC', '2026-03-15T23:59:59Z', '2026-03-15T23:59:59Z')).toEqual(['2026-03-09T00:00:00Z', '2026-03-16T00:00:00Z'])
  })
})

describe('hours', () => {
  it('begin at the zone’s full hours', () => {
    expect(edges('hour', 'Asia/Kolkata', '2026-03-14T08:00:00Z', '2026-03-14T08:45:00Z')).toEqual([
      '2026-03-14T07:30:00Z',
      '2026-03-14T08:30:00Z',
      '2026-03-14T09:30:00Z',
    ])
  })

  it('are all there when clocks change, the one that comes twice as two', () => {
    expect(lengths(edges('hour', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'))).toEqual(Array.from({ length: 25 }, () => 1))
    expect(lengths(edges('hour', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z'))).toEqual(Array.from({ length: 23 }, () => 1))
  })

  it('leave no gap where clocks change by half an hour', () => {
    const found = edges('hour', 'Australia/Lord_Howe', '2026-10-03T10:00:00Z', '2026-10-04T10:00:00Z') ?? []
    expect(found[0]).toBe('2026-10-03T09:30:00Z')
    expect(found.at(-1)).toBe('2026-10-04T11:00:00Z')
    expect(lengths(found)?.every((hours) => hours > 0 && hours <= 1.5)).toBe(true)
  })
})

describe('a range', () => {
  it('holds up to so many buckets and no more', () => {
    expect(edges('day', 'UTC', '2026-01-01T00:00:00Z', '2026-01-10T23:59:59Z', 10)).toHaveLength(11)
    expect(edges('day', 'UTC', '2026-01-01T00:00:00Z', '2026-01-11T00:00:00Z', 10)).toBeUndefined()
    expect(edges('hour', 'UTC', '1970-01-01T00:00:00Z', '2026-01-11T00:00:00Z')).toBeUndefined()
  })

  it.each([
    ['hour', 48, '2026-03-28T20:00:00Z'],
    ['day', 90, '2025-12-30T23:00:00Z'],
    ['week', 52, '2025-04-06T22:00:00Z'],
  ] as const)('goes back by %s so that it has %i buckets', (by, count, from) => {
    const now = Date.parse('2026-03-30T19:30:00Z')
    const start = bucketsBack(by, zone('Europe/Berlin'), now, count)
    expect(new Date(start).toISOString()).toBe(from.replace('Z', '.000Z'))
    expect(toBucketEdges(by, zone('Europe/Berlin'), start, now, 400)).toHaveLength(count + 1)
  })
})
