import { describe, expect, it } from 'vitest'
import { createCache, type CacheResult, type ReadOptions } from '#proxy/cache.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'

function setUp() {
  let at = 1_000_000
  const calls: string[] = []
  const reads: CacheResult[] = []
  const waits: number[] = []
  let loseThePatience = () => {}
  const sleep = (ms: number) => {
    waits.push(ms)
    return new Promise<void>((resolve) => (loseThePatience = resolve))
  }
  const cache = createCache<string>({ now: () => at, sleep, freshMs: 8_000, maxEntries: 3, onRead: (result) => reads.push(result) })
  const ask = (key: string, answer: string | Error | Promise<string> = `${key}!`, options?: ReadOptions) =>
    cache.read(
      key,
      async () => {
        calls.push(key)
        if (answer instanceof Error) throw answer
        return answer
      },
      options,
    )
  return { ask, calls, reads, waits, advance: (ms: number) => (at += ms), start: at, wait: () => loseThePatience() }
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
    advance(5_000)
    await expect(ask('a', new CloudError('cloud_error', 'down'))).rejects.toMatchObject({ code: 'cloud_error' })
  })

  it.each(['not_found', 'bad_request'] as const)('does not ask again for five seconds after %s', async (code) => {
    const { ask, calls, advance, reads } = setUp()
    await expect(ask('a', new CloudError(code, 'no'))).rejects.toMatchObject({ code })
    advance(4_999)
    await expect(ask('a')).rejects.toMatchObject({ code })
    expect(calls).toEqual(['a'])
    expect(reads).toEqual(['hit'])
    expect((await ask('a', 'a!', { newest: true })).value, 'nothing is kept from who wants the newest').toBe('a!')
    expect((await ask('a')).value).toBe('a!')
  })

  it.each([3_600_000, 86_400_000])('asks anew when the clock was set back by %d ms, and keeps nobody away for as long', async (ms) => {
    const { ask, calls, advance } = setUp()
    await ask('a')
    advance(-ms)
    expect(await ask('a', 'new')).toMatchObject({ value: 'new', stale: false })
    advance(60_000)
    expect(await ask('a', new CloudError('throttled', 'slow down', { retryAfterSeconds: 30 }))).toMatchObject({ value: 'new', stale: true })
    advance(-ms)
    expect((await ask('a', 'newer')).value).toBe('newer')
    expect(calls).toHaveLength(4)
  })

  it('is bounded: the longest unused goes', async () => {
    const { ask, calls } = setUp()
    for (const key of ['a', 'b', 'c', 'a', 'd']) await ask(key)
    await ask('a')
    await ask('b')
    expect(calls).toEqual(['a', 'b', 'c', 'd', 'b'])
  })
})

describe('a refresh that takes its time', () => {
  /** A value that is no longer fresh, and a call for the next one that hangs. */
  async function setUpSlow(ageMs = 8_000) {
    const world = setUp()
    await world.ask('a')
    world.advance(ageMs)
    let answer: (value: string) => void = () => {}
    let fail: (error: Error) => void = () => {}
    const slow = new Promise<string>((resolve, reject) => ([answer, fail] = [resolve, reject]))
    return { ...world, slow, answer: (value: string) => answer(value), fail: (error: Error) => fail(error) }
  }

  it('keeps nobody waiting: the value of a moment ago is given, and one call goes on', async () => {
    const { ask, slow, wait, answer, calls, reads, start } = await setUpSlow()
    const first = ask('a', slow)
    const second = ask('a', slow)
    wait()
    const old = { value: 'a!', at: start, stale: false, isRefreshing: true }
    expect(await Promise.all([first, second])).toEqual([old, old])
    expect(await ask('a', slow), 'who comes later waits no more').toEqual(old)
    answer('new')
    await slow
    await expect.poll(() => ask('a')).toEqual({ value: 'new', at: start + 8_000, stale: false })
    expect(calls).toEqual(['a', 'a'])
    expect(reads).toEqual(['miss', 'refreshing', 'refreshing', 'refreshing', 'hit'])
  })

  it('is waited for when it comes in a moment', async () => {
    const { ask, slow, answer, start } = await setUpSlow()
    const first = ask('a', slow)
    answer('new')
    expect(await first).toEqual({ value: 'new', at: start + 8_000, stale: false })
  })

  it.each([
    [8_000, 250],
    [38_000, 250],
    [38_001, 1_000],
    [600_000, 1_000],
  ])('is waited for, with a value of %d ms ago at hand, for %d ms', async (ageMs, waitMs) => {
    const { ask, slow, wait, waits, start } = await setUpSlow(ageMs)
    const asked = [ask('a', slow), ask('a', slow)]
    expect(waits).toEqual([waitMs])
    wait()
    for (const one of asked) expect(await one).toEqual({ value: 'a!', at: start, stale: false, isRefreshing: true })
  })

  it.each<[number, ReadOptions]>([
    [8_000, { newest: true }],
    [600_001, {}],
  ])('is waited for to its end by who wants the newest, and where what is kept is too old to be shown (%d ms, %j)', async (ageMs, options) => {
    const { ask, slow, waits, answer } = await setUpSlow(ageMs)
    const asked = ask('a', slow, options)
    expect(waits).toEqual([])
    answer('new')
    expect(await asked).toMatchObject({ value: 'new', stale: false })
  })

  it('and fails is told of the next time, which waits no longer for an attempt that hangs', async () => {
    const { ask, slow, wait, fail, advance, start } = await setUpSlow(30_000)
    const first = ask('a', slow)
    wait()
    expect(await first).toMatchObject({ value: 'a!', stale: false, isRefreshing: true })
    fail(new CloudError('timeout', 'too slow'))
    await expect.poll(() => ask('a')).toMatchObject({ value: 'a!', at: start, stale: true })
    advance(60_000)
    const again = ask('a', new Promise(() => {}))
    wait()
    expect(await again).toMatchObject({ value: 'a!', at: start, stale: true, isRefreshing: true })
  })
})
