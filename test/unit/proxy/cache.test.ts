import { describe, expect, it } from 'vitest'
import { createCache } from '#proxy/cache.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'

function setUp() {
  let at = 1_000_000
  const calls: string[] = []
  const cache = createCache<string>({ now: () => at, freshMs: 8_000, maxEntries: 3 })
  const ask = (key: string, answer: string | Error = `${key}!`) =>
    cache.read(key, async () => {
      calls.push(key)
      if (answer instanceof Error) throw answer
      return answer
    })
  return { ask, calls, advance: (ms: number) => (at += ms), start: at }
}

describe('the cache', () => {
  it('gives a value without asking until it is no longer fresh', async () => {
    const { ask, calls, advance, start } = setUp()
    expect(await ask('a')).toEqual({ value: 'a!', at: start, stale: false })
    advance(7_999)
    expect(await ask('a', 'b!')).toEqual({ value: 'a!', at: start, stale: false })
    advance(1)
    expect(await ask('a', 'b!')).toEqual({ value: 'b!', at: start + 8_000, stale: false })
    expect(calls).toEqual(['a', 'a'])
  })

  it('has one flight for a key, also one that fails', async () => {
    const { ask, calls } = setUp()
    const results = await Promise.allSettled([ask('a', new Error('down')), ask('a'), ask('a'), ask('b')])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled'])
    expect(calls).toEqual(['a', 'b'])
    expect((await ask('a')).value).toBe('a!')
  })

  it('shows an old value for ten minutes when the refresh fails, and tries again after two seconds', async () => {
    const { ask, calls, advance, start } = setUp()
    await ask('a')
    advance(60_000)
    const down = new CloudError('cloud_error', 'down')
    expect(await ask('a', down)).toMatchObject({ value: 'a!', at: start, stale: true, trouble: expect.any(Error) })
    expect(await ask('a', down)).toMatchObject({ value: 'a!', at: start, stale: true, trouble: expect.any(Error) })
    expect(calls.length).toBe(2)
    advance(2_000)
    expect(await ask('a', down)).toMatchObject({ stale: true })
    expect(calls.length).toBe(3)
    advance(2_000)
    expect(await ask('a', 'new')).toMatchObject({ value: 'new', stale: false })
    advance(10 * 60_000 + 1)
    await expect(ask('a', down)).rejects.toBe(down)
  })

  it('waits as long as the cloud asked for', async () => {
    const { ask, calls, advance } = setUp()
    await ask('a')
    advance(60_000)
    await ask('a', new CloudError('throttled', 'slow down', { retryAfterSeconds: 30 }))
    advance(29_000)
    expect(await ask('a')).toMatchObject({ stale: true })
    expect(calls.length).toBe(2)
    advance(1_000)
    expect(await ask('a')).toMatchObject({ stale: false })
  })

  it.each(['not_found', 'bad_request'] as const)('believes %s at once, old value or not', async (code) => {
    const { ask, advance } = setUp()
    await ask('a')
    advance(60_000)
    await expect(ask('a', new CloudError(code, 'no'))).rejects.toMatchObject({ code })
    await expect(ask('a', new CloudError('cloud_error', 'down'))).rejects.toMatchObject({ code: 'cloud_error' })
  })

  it('is bounded: the longest unused goes', async () => {
    const { ask, calls } = setUp()
    for (const key of ['a', 'b', 'c', 'a', 'd']) await ask(key)
    await ask('a')
    await ask('b')
    expect(calls).toEqual(['a', 'b', 'c', 'd', 'b'])
  })
})
