import { describe, expect, it } from 'vitest'
import { createTokenKeeper } from '#proxy/clouds/metastudio/token.ts'
import { createUpstream } from '#proxy/upstream/upstream.ts'
import { createFakeClock } from '../fake-clock.ts'

/** IAM whose tokens live so long by its own clock, which is off by so much. */
function setUp({ lifeMs, skewMs = 0, isTold = true }: { lifeMs: number; skewMs?: number; isTold?: boolean }) {
  const clock = createFakeClock()
  let asked = 0
  const fetch = () => {
    asked += 1
    const cloudNow = clock.now() + skewMs
    const body = { token: { expires_at: new Date(cloudNow + lifeMs).toISOString(), project: { id: 'p' } } }
    const headers = { 'x-subject-token': `TESTTOKEN${asked}`, ...(isTold && { date: new Date(cloudNow).toUTCString() }) }
    return Promise.resolve(Response.json(body, { status: 201, headers }))
  }
  const upstream = createUpstream({ fetch, now: clock.now, sleep: clock.sleep, random: () => 0.5, requestsPerSecond: 100 })
  const account = { endpoint: 'https://iam.example.com', user: 'u', password: 'test-password', domain: 'd', region: 'r', projectId: 'p' }
  const tokens = createTokenKeeper({ ...account, upstream, now: clock.now })
  return { clock, tokens, asked: () => asked }
}

describe('a token', () => {
  it.each([
    ['a minute', 60_000, 40],
    ['four minutes', 240_000, 10],
    ['five minutes', 300_000, 8],
    ['a day', 86_400_000, 1],
    ['no time at all', 0, 40],
  ])('that lives for %s is asked for at half its life, not before every call', async (_life, lifeMs, atMost) => {
    const { clock, tokens, asked } = setUp({ lifeMs })
    for (let second = 0; second < 1200; second += 1) {
      await clock.run(tokens.get())
      await clock.advance(1000)
    }
    expect(asked()).toBeGreaterThanOrEqual(Math.min(atMost, 1))
    expect(asked()).toBeLessThanOrEqual(atMost + 1)
  })

  it('is measured by the clock that gave it', async () => {
    const { clock, tokens, asked } = setUp({ lifeMs: 3_600_000, skewMs: -2 * 3_600_000 })
    for (let minute = 0; minute < 25; minute += 1) {
      await clock.run(tokens.get())
      await clock.advance(60_000)
    }
    expect(asked()).toBe(1)
  })

  it('is asked for once, however many wait for it', async () => {
    const { clock, tokens, asked } = setUp({ lifeMs: 86_400_000 })
    const all = await clock.run(Promise.all(Array.from({ length: 50 }, () => tokens.get())))
    expect(new Set(all.map(({ value }) => value))).toEqual(new Set(['TESTTOKEN1']))
    const [first] = all
    if (first === undefined) throw new Error('no token')
    const renewed = await clock.run(Promise.all(Array.from({ length: 50 }, () => {
      tokens.refuse(first)
      return tokens.get()
    })))
    expect(new Set(renewed.map(({ value }) => value))).toEqual(new Set(['TESTTOKEN2']))
    expect(asked()).toBe(2)
  })

  it('that is turned down ran out, but not the one after it, until one is taken', async () => {
    const { clock, tokens } = setUp({ lifeMs: 86_400_000 })
    const first = await clock.run(tokens.get())
    tokens.accept(first)
    expect(tokens.refuse(first)).toBe(true)
    const second = await clock.run(tokens.get())
    // Said of the first one, by a call that was under way.
    expect(tokens.refuse(first)).toBe(true)
    expect(tokens.current()).toBe(second)
    expect(tokens.refuse(second)).toBe(false)
    const third = await clock.run(tokens.get())
    tokens.accept(first)
    tokens.accept(third)
    expect(tokens.refuse(third)).toBe(true)
  })
})
