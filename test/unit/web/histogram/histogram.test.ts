import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import type { Bucket } from '#contract/histogram.ts'
import { maxBuckets } from '#contract/histogram.ts'
import { filterNames } from '#contract/job-filters.ts'
import type { Source } from '#contract/source.ts'
import { barPaths, fitTicks, groundPaths, placeAt, scaleOf } from '#web/jobs/histogram/bar-shapes.ts'
import { toAsked } from '#web/jobs/histogram/bucket-choice.ts'
import { rangeText, ticksOf } from '#web/jobs/histogram/bucket-text.ts'
import { afterKey, chosenBuckets, moved, sumOf, toRange } from '#web/jobs/histogram/range-choice.ts'
import { readSearch } from '#web/jobs/job-search.ts'

const now = Date.parse('2026-03-14T08:20:30Z')
const source: Source = {
  id: 'metastudio-cn-north-4', cloud: 'metastudio', label: 'MetaStudio', region: 'cn-north-4', demo: false,
  filters: [...filterNames], sort_keys: ['create_time'], states: [], health: { status: 'ok' },
}
const asked = (query: string) => toAsked(readSearch(query), source, 'UTC', { now, zone: 'utc' })
const dayMs = 86_400_000
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
/** So many whole days of UTC up to the 14th of March. */
const days = (count: number, numbers: (place: number) => { count: number; failed?: number } = () => ({ count: 1, failed: 0 })): Bucket[] =>
  Array.from({ length: count }, (_, place) => {
    const from = Date.parse('2026-03-14T00:00:00Z') - (count - 1 - place) * dayMs
    return { from: iso(from), to: iso(from + dayMs), ...numbers(place) }
  })

describe('the width of a bucket', () => {
  it.each([
    ['', 'day'], ['created=1h', 'hour'], ['created=24h', 'hour'], ['created=3d', 'hour'], ['created=4d', 'day'], ['created=7d', 'day'],
    ['created=90d', 'day'], ['created=17w', 'day'], ['created=18w', 'week'], ['created=365d', 'week'],
    ['create_since=2026-03-13T00:00:00Z', 'hour'], ['create_since=2026-03-01T00:00:00Z&create_until=2026-03-01T23:59:59Z', 'hour'],
    ['create_until=2026-01-01T00:00:00Z', 'day'],
  ])('for “%s” is the %s', (query, by) => {
    expect(asked(query).by).toBe(by)
  })

  it('never makes more bars than the proxy draws, whatever the range', () => {
    const widths = { hour: 3_600_000, day: dayMs, week: 7 * dayMs }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: now }), fc.integer({ min: 0, max: now + 400 * dayMs }), (one, other) => {
        const [since, until] = [iso(Math.min(one, other)), iso(Math.max(one, other))]
        const { by, params } = asked(`create_since=${since}&create_until=${until}`)
        const end = Math.min(now, Date.parse(until))
        expect((end - Date.parse(params.get('create_since') ?? '')) / widths[by]).toBeLessThanOrEqual(maxBuckets - 2)
      }),
    )
  })

  it('says when the beginning of a range is left out', () => {
    expect(asked('create_since=1999-01-01T00:00:00Z')).toMatchObject({ by: 'week', isCut: true })
    expect(asked('created=365d').isCut).toBe(false)
  })
})

it('asks with the filters, without the time of failure and without paging', () => {
  const { params } = asked('phase=failed&tag=vip&created=7d&failed=24h&sort_key=update_time&limit=10&page=3')
  expect(Object.fromEntries(params)).toEqual({ phase: 'failed', create_since: '2026-03-07T08:20:00Z', tag: 'vip', by: 'day', tz: 'UTC' })
})

describe('choosing by keys', () => {
  it('begins at the newest bucket, steps, and stops at the ends', () => {
    expect(afterKey(undefined, 'ArrowLeft', false, 5)).toEqual({ anchor: 4, head: 4 })
    expect(afterKey({ anchor: 4, head: 4 }, 'ArrowLeft', false, 5)).toEqual({ anchor: 3, head: 3 })
    expect(afterKey({ anchor: 4, head: 4 }, 'ArrowRight', false, 5)).toEqual({ anchor: 4, head: 4 })
    expect(afterKey({ anchor: 3, head: 3 }, 'Home', false, 5)).toEqual({ anchor: 0, head: 0 })
    expect(afterKey({ anchor: 3, head: 3 }, 'PageDown', false, 5)).toEqual({ anchor: 0, head: 0 })
    expect(afterKey({ anchor: 3, head: 3 }, 'j', false, 5)).toBeUndefined()
  })

  it('widens with Shift, towards both sides, and is one bucket again without', () => {
    const wide = afterKey({ anchor: 3, head: 2 }, 'ArrowLeft', true, 5)
    expect(wide).toEqual({ anchor: 3, head: 1 })
    expect(afterKey(wide, 'End', true, 5)).toEqual({ anchor: 3, head: 4 })
    expect(afterKey(wide, 'ArrowRight', false, 5)).toEqual({ anchor: 2, head: 2 })
    expect(afterKey(undefined, 'ArrowLeft', true, 5)).toEqual({ anchor: 4, head: 3 })
  })
})

describe('a choice', () => {
  const buckets = days(5, (place) => ({ count: place, failed: 1 }))

  it('is the same to either side, and ends with the last second of its last bucket', () => {
    for (const choice of [{ anchor: 1, head: 3 }, { anchor: 3, head: 1 }]) {
      expect(toRange(chosenBuckets(buckets, choice), { since: null, until: null })).toEqual({ since: '2026-03-11T00:00:00Z', until: '2026-03-13T23:59:59Z' })
    }
  })

  it('never widens the range that is on', () => {
    const on = { since: '2026-03-11T09:30:00Z', until: '2026-03-13T10:00:00Z' }
    expect(toRange(buckets, on)).toEqual(on)
  })

  it('stays with its buckets when others come to be before them', () => {
    expect(moved({ anchor: 1, head: 2 }, buckets.slice(2), buckets)).toEqual({ anchor: 3, head: 4 })
    expect(moved({ anchor: 0, head: 1 }, buckets, buckets.slice(2))).toBeUndefined()
  })

  it('tells how many failed only where every bucket does', () => {
    expect(sumOf(buckets)).toEqual({ count: 10, failed: 5 })
    expect(sumOf([...buckets, ...days(1, () => ({ count: 2 }))])).toEqual({ count: 12 })
  })
})

describe('the picture', () => {
  it('has a bar for the least job and none for no job, and a failed part within it', () => {
    const buckets = days(3, (place) => [{ count: 1000, failed: 1 }, { count: 0, failed: 0 }, { count: 1, failed: 1 }][place] ?? { count: 0 })
    const scale = scaleOf(buckets, undefined, 90)
    if (scale === undefined) throw new Error('no scale')
    expect(barPaths(buckets, scale, 32)).toEqual({ rest: 'M1 29v-29h27v29z', failed: 'M1 32v-2h27v2zM61 32v-2h27v2z' })
  })

  it('leaves a gap where a bucket is not counted yet, and finds the bucket under the pointer', () => {
    const all = days(10)
    const some = [...all.slice(2, 5), ...all.slice(6)]
    const scale = scaleOf(some, all[0]?.from, 100)
    if (scale === undefined) throw new Error('no scale')
    expect(groundPaths(some, scale, 0).missing).toBe('M0 0H20M50 0H60')
    expect([0, 25, 45, 55, 65, 99, 500].map((px) => placeAt(some, scale, px))).toEqual([0, 0, 2, 2, 3, 6, 6])
  })

  it('labels its beginning and the months as far as there is room', () => {
    const buckets = days(90)
    const ticks = ticksOf(buckets, 'day', { language: 'en', zone: 'utc', now })
    expect(ticks.map(({ text }) => text)).toEqual(['15 Dec 2025', '1 Jan', '1 Feb', '1 Mar'])
    const scale = scaleOf(buckets, undefined, 360)
    if (scale === undefined) throw new Error('no scale')
    expect(fitTicks(ticks, scale, 80).map(({ text }) => text)).toEqual(['15 Dec 2025', '1 Feb'])
  })

  it('names ranges in both languages and in the reader’s zone', () => {
    const en = { language: 'en', zone: 'utc', now } as const
    const zh = { language: 'zh-CN', zone: 'beijing', now } as const
    expect(rangeText('2026-03-14T00:00:00Z', '2026-03-15T00:00:00Z', 'day', en)).toBe('Sat 14 Mar')
    expect(rangeText('2026-03-09T00:00:00Z', '2026-03-16T00:00:00Z', 'week', en)).toMatch(/^9\s?–\s?15 Mar$/)
    expect(rangeText('2026-03-14T08:00:00Z', '2026-03-14T09:00:00Z', 'hour', en)).toMatch(/^14 Mar, 08:00\s?–\s?09:00$/)
    expect(rangeText('2026-03-13T16:00:00Z', '2026-03-14T16:00:00Z', 'day', zh)).toBe('3月14日周六')
    expect(rangeText('2026-03-14T08:00:00Z', '2026-03-14T09:00:00Z', 'hour', zh)).toBe('3月14日 16:00–17:00')
    expect(rangeText('2026-03-13T16:00:00Z', '2026-03-15T16:00:00Z', 'day', zh)).toBe('3月14日至15日')
    expect(rangeText('2025-12-14T16:00:00Z', '2026-03-14T16:00:00Z', 'day', zh)).toBe('2025年12月15日至2026年3月14日')
  })
})
