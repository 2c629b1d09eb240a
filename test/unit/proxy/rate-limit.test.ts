import { describe, expect, it } from 'vitest'
import { isLocal, toClient } from '#proxy/caller.ts'
import { createRateLimit } from '#proxy/rate-limit.ts'

const from = (headers: Record<string, string> = {}) => new Request('http://localhost/api/sources', { headers })

describe('a client', () => {
  it('is the other end of the connection', () => {
    expect(toClient(from(), { address: '203.0.113.7' })).toBe('203.0.113.7')
    expect(toClient(from({ 'X-Forwarded-For': '198.51.100.1' }), { address: '203.0.113.7' }), 'who may write what he likes').toBe('203.0.113.7')
  })

  it('is whom a reverse proxy on this machine names, by its own entry', () => {
    expect(toClient(from({ 'X-Forwarded-For': '198.51.100.1, 203.0.113.7' }), { address: '127.0.0.1' })).toBe('203.0.113.7')
    expect(toClient(from({ 'X-Forwarded-For': 'nobody' }), { address: '::1' })).toBe('unknown')
  })

  it('cannot be told where nobody is named', () => {
    expect(toClient(from(), { address: '127.0.0.1' })).toBeUndefined()
    expect(toClient(from(), undefined)).toBeUndefined()
  })

  it('is a network where the address is of IPv6', () => {
    expect(toClient(from(), { address: '2001:db8:1:2:3::4' })).toBe(toClient(from(), { address: '2001:db8:1:2:ffff::1' }))
    expect(toClient(from(), { address: '2001:db8:1:2:3::4' })).not.toBe(toClient(from(), { address: '2001:db8:1:3::4' }))
    expect(toClient(from(), { address: '::ffff:203.0.113.7' })).toBe('203.0.113.7')
  })

  it('is local when nothing was forwarded', () => {
    expect(isLocal(from(), { address: '127.0.0.1' })).toBe(true)
    expect(isLocal(from(), { address: '203.0.113.7' })).toBe(false)
    for (const name of ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via']) expect(isLocal(from({ [name]: 'x' }), { address: '::1' })).toBe(false)
  })
})

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
