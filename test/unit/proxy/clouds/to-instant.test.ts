import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Instant } from '#contract/job.ts'
import { toInstant, toInstantFromInteger } from '#proxy/clouds/to-instant.ts'

// The same inputs each time.
fc.configureGlobal({ seed: 20260115 })

describe('a time of a cloud', () => {
  it.each([
    ['2026-01-10T08:43:17Z', '2026-01-10T08:43:17Z'],
    ['2026-01-10T16:43:17+08:00', '2026-01-10T08:43:17Z'],
    ['2026-01-10T16:43:17+0800', '2026-01-10T08:43:17Z'],
    ['2026-01-10t08:43:17z', '2026-01-10T08:43:17Z'],
    ['2026-01-10 08:43:17Z', '2026-01-10T08:43:17Z'],
    ['2026-01-10T08:43:17.000Z', '2026-01-10T08:43:17Z'],
    ['2026-01-10T08:43:17.250Z', '2026-01-10T08:43:17.250Z'],
    ['2026-01-10T08:43:17.250999Z', '2026-01-10T08:43:17.250Z'],
    [' 2026-01-10T08:43:17Z\n', '2026-01-10T08:43:17Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ])('%j is %j', (sent, instant) => {
    expect(toInstant(sent)).toBe(instant)
  })

  it.each([
    null,
    undefined,
    0,
    1768034597,
    '',
    'null',
    'yesterday',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-10T25:00:00Z',
    '2026-01-10T08:43:17',
    '2026-01-10',
    '0001-01-01T00:00:00Z',
    '1768034597',
    {},
    [],
    true,
  ])('%j is none', (sent) => {
    expect(toInstant(sent)).toBeUndefined()
  })

  it('is an instant of the contract or none, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String), fc.anything()), (sent) => {
        for (const instant of [toInstant(sent), toInstantFromInteger(sent)]) {
          if (instant !== undefined) expect(Instant.safeParse(instant).success).toBe(true)
        }
      }),
    )
  })
})

describe('an integer time', () => {
  it.each([
    [1768034597, '2026-01-10T08:43:17Z'],
    [1768034597000, '2026-01-10T08:43:17Z'],
    ['1768034597', '2026-01-10T08:43:17Z'],
    [0, undefined],
    [-5, undefined],
    [NaN, undefined],
    [1e300, undefined],
    [null, undefined],
  ])('%j is %j', (sent, instant) => {
    expect(toInstantFromInteger(sent)).toBe(instant)
  })
})
