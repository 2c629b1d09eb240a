import { describe, expect, it } from 'vitest'
import { createRateLimit } from '#proxy/callers/rate-limit.ts'

describe('the limit of a client', () => {
  it('is a bucket that fills again, one for each', () => {
    let at = 0
    const limit = createRateLimit({ now: () => at, perSecond: 2, burst: 3 })
    expect([limit('a'), limit('a'), limit('a'), limit('a')]).toEqual([undefined, undefined, undefined, 1])
    expect(limit('b')).toBeUndefined()
    at += 500
    expect([limit('a'), limit('a')]).toEqual([undefined, 1])
    at += 3_600_000
    expect([limit('a'), limit('a'), limit('a'), limit('a')]).toEqual([undefined, undefined, undefined, 1])
    at -= 1_000
    expect(limit('a')).toBe(1)
  })
})
