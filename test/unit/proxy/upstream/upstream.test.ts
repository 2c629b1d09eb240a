import { describe, expect, it } from 'vitest'
import type { CloudError } from '#proxy/clouds/cloud.ts'
import type { AttemptSeen } from '#proxy/upstream/call.ts'
import { startOfTests } from '../clouds/fake-clock.ts'
import { broken, ok, setUp, silent, status } from '../clouds/upstream-setup.ts'
import type { Reply } from '../clouds/upstream-setup.ts'

describe('an answer', () => {
  it('is given as text and as JSON', async () => {
    const { upstream, call, clock } = setUp([ok({ count: 1 })])
    expect(await clock.run(upstream.call(call))).toMatchObject({ status: 200, text: '{"count":1}', json: { count: 1 } })
  })

  it('leaves no timer behind', async () => {
    const { upstream, call, clock } = setUp([ok()])
    await clock.run(upstream.call(call))
    expect(clock.sleepers()).toBe(0)
  })

  it('is seen attempt by attempt, with what each came to', async () => {
    const seen: AttemptSeen[] = []
    const { upstream, call, clock } = setUp([status(500), broken('ECONNRESET'), ok()], { onAttempt: (one) => seen.push(one) })
    await clock.run(upstream.call(call))
    expect(seen.map(({ operation, attempt, outcome, cloudStatus }) => [operation, attempt, outcome, cloudStatus])).toEqual([
      ['list', 1, 'cloud_error', 500],
      ['list', 2, 'unreachable', undefined],
      ['list', 3, 'ok', 200],
    ])
  })

  it('keeps every digit of a number that may be an id', async () => {
    const body = '{"id":12345678901234567890,"negative":-9007199254740993,"safe":9007199254740991,"share":0.14159265358979323846,"big":1e400,"e":1E+12345678901234567,"text":"12345678901234567890 \\"1","list":[12345678901234567890]}'
    const { upstream, call, clock } = setUp([() => new Response(body)])
    const { json } = await clock.run(upstream.call(call))
    expect(json).toEqual({
      id: '12345678901234567890',
      negative: '-9007199254740993',
      safe: 9007199254740991,
      share: Number('0.14159265358979323846'),
      big: Infinity,
      e: Infinity,
      text: '12345678901234567890 "1',
      list: ['12345678901234567890'],
    })
  })

  it.each<[string, Reply, string, number]>([
    ['a redirect', status(302, { location: 'https://elsewhere.example.com/' }), 'unreadable', 1],
    ['HTML with 200', () => new Response('<html>hello</html>'), 'unreadable', 2],
    ['nothing with 200', () => new Response(''), 'unreadable', 2],
    ['JSON that ends early', () => new Response('{"jobs":[{"job_id":"a'), 'unreadable', 2],
    ['JSON that is too deep', () => new Response('['.repeat(100_000) + ']'.repeat(100_000)), 'unreadable', 1],
    ['more than it may', () => new Response('x'.repeat(300_000)), 'unreadable', 1],
    ['no HTTP', broken('HPE_INVALID_CONSTANT'), 'unreadable', 3],
    ['no name in the DNS', broken('ENOTFOUND'), 'unreachable', 2],
    ['a refused connection', broken('ECONNREFUSED'), 'unreachable', 3],
    ['a certificate of its own', broken('DEPTH_ZERO_SELF_SIGNED_CERT'), 'unreachable', 1],
    ['headers too late', broken('UND_ERR_HEADERS_TIMEOUT'), 'timeout', 3],
    ['500', status(500), 'cloud_error', 3],
    ['400', status(400), 'bad_request', 1],
  ])('that is $0 is $2', async (_what, reply, code, attempts) => {
    const { upstream, call, sent, codeOf } = setUp([reply], { maxBodyBytes: 250_000 })
    expect(await codeOf(upstream.call(call))).toBe(code)
    expect(sent).toHaveLength(attempts)
  })

  it('that breaks off is asked for again', async () => {
    const half = () =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"jobs":['))
            controller.error(Object.assign(new TypeError('terminated'), { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }))
          },
        }),
      )
    const { upstream, call, codeOf, sent } = setUp([half, ok()])
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect(sent).toHaveLength(2)
  })

  it('too large is not read to its end', async () => {
    let pulled = 0
    const endless = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            pulled += 1
            controller.enqueue(new Uint8Array(1000))
          },
        }),
      )
    const { upstream, call, codeOf } = setUp([endless], { maxBodyBytes: 10_000 })
    expect(await codeOf(upstream.call(call))).toBe('unreadable')
    expect(pulled).toBeLessThan(20)
  })
})

describe('a request', () => {
  it('follows no redirect, sends no cookie and is signed anew for each attempt', async () => {
    const { upstream, call, sent, codeOf } = setUp([status(500), ok()])
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect(sent[0]?.init).toMatchObject({ redirect: 'manual', credentials: 'omit' })
    expect(sent[1]?.signedAt).toBeGreaterThan(sent[0]?.signedAt ?? Infinity)
  })

  it('with a value that no header can carry is a fault of ours, and the value is in no message', async () => {
    const { upstream, call, errorOf, sent } = setUp([ok()])
    const request = () =>
      Promise.resolve({ method: 'GET' as const, url: 'https://cloud.example.com/', headers: { authorization: 'TESTSECRET\nx' } })
    const error = await errorOf(upstream.call({ ...call, request }))
    expect(error.code).toBe('internal')
    expect(`${error.message} ${String(error.cause)}`).not.toContain('TESTSECRET')
    expect(sent).toHaveLength(0)
  })
})

describe('the deadline', () => {
  it('ends a call that nobody answers', async () => {
    const { upstream, call, clock, codeOf } = setUp([silent])
    expect(await codeOf(upstream.call(call))).toBe('timeout')
    expect(clock.now() - startOfTests).toBe(15_000)
  })

  it('ends a body that comes in drips', async () => {
    const drip = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    const { upstream, call, codeOf } = setUp([drip])
    expect(await codeOf(upstream.call(call))).toBe('timeout')
  })

  it('covers the retries together', async () => {
    const late: Reply = () => Promise.reject(Object.assign(new Error(), { code: 'UND_ERR_HEADERS_TIMEOUT' }))
    const { upstream, call, clock, sent, codeOf } = setUp([late], { deadlineMs: 300 })
    expect(await codeOf(upstream.call(call))).toBe('timeout')
    expect(clock.now() - startOfTests).toBeLessThanOrEqual(300)
    expect(sent).toHaveLength(2)
  })

  it.each([
    [4_999, 2],
    [5_000, 1],
    [8_000, 1],
  ])('is not waited for by who heard nothing for a while: after %d ms of silence it is attempted %d times', async (ms, attempts) => {
    const { upstream, call, clock, sent, codeOf } = setUp([
      () => clock.sleep(ms).then(() => Promise.reject(Object.assign(new Error(), { code: 'UND_ERR_HEADERS_TIMEOUT' }))),
      ok(),
    ])
    expect(await codeOf(upstream.call(call))).toBe(attempts === 2 ? 'good' : 'timeout')
    expect(sent).toHaveLength(attempts)
    expect(clock.now() - startOfTests).toBeLessThan(ms + 1_000)
  })

  it('is waited for by who waited in line only: that was no silence of the cloud', async () => {
    const late: Reply = () => Promise.reject(Object.assign(new Error(), { code: 'UND_ERR_HEADERS_TIMEOUT' }))
    const { upstream, call, clock, sent, codeOf } = setUp([ok(), late, ok()], { requestsPerSecond: 1 / 6 })
    await clock.run(upstream.call(call))
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect(sent).toHaveLength(3)
  })

  it('can be set nearer by the caller, who can also give up', async () => {
    const { upstream, call, clock, codeOf } = setUp([silent])
    expect(await codeOf(upstream.call(call, { deadlineAt: clock.now() + 1000 }))).toBe('timeout')
    expect(clock.now() - startOfTests).toBe(1000)
    const controller = new AbortController()
    const work = upstream.call(call, { signal: controller.signal }).catch((error: CloudError) => error.code)
    await clock.advance(10)
    controller.abort()
    expect(await work).toBe('timeout')
  })

  it('tells fetch, so that the connection is freed', async () => {
    const { upstream, call, sent, codeOf } = setUp([silent])
    await codeOf(upstream.call(call))
    expect(sent[0]?.init.signal?.aborted).toBe(true)
  })
})

describe('a throttled source', () => {
  it('waits as long as it is told, and then asks again', async () => {
    const { upstream, call, sent, codeOf } = setUp([status(429, { 'retry-after': '3' }), ok()])
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBe(3000)
  })

  it.each(['0', 'Thu, 15 Jan 2026 07:00:00 GMT'])('is left alone for a second at least, also where it says %j', async (value) => {
    const { upstream, call, sent, codeOf } = setUp([status(429, { 'retry-after': value }), ok()])
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBe(1000)
  })

  it.each([
    ['Retry-After: 0', { 'retry-after': '0' }, 1],
    ['a date', { 'retry-after': 'Thu, 15 Jan 2026 08:01:00 GMT', date: 'Thu, 15 Jan 2026 08:00:20 GMT' }, 40],
    ['a date that is past', { 'retry-after': 'Thu, 15 Jan 2026 07:00:00 GMT' }, 1],
    ['an hour', { 'retry-after': '3600' }, 3600],
    ['a century', { 'retry-after': '3155760000' }, 3600],
    ['milliseconds of Alibaba', { 'x-acs-retry-after': '20000' }, 20],
    ['seconds of Alibaba', { 'x-acs-retry-after': '20' }, 20],
  ])('reads $0', async (_what, headers, seconds) => {
    const { upstream, call, errorOf } = setUp([status(429, headers)])
    expect((await errorOf(upstream.call(call, { background: true }))).facts.retryAfterSeconds).toBe(seconds)
  })

  it.each(['-5', 'soon', '', 'NaN', '1e3', '2026'.repeat(2) + 'x'])('takes %j for no header: two to five seconds, as the vendor advises', async (value) => {
    const { upstream, call, errorOf } = setUp([status(429, { 'retry-after': value })])
    expect((await errorOf(upstream.call(call, { background: true }))).facts.retryAfterSeconds).toBe(4)
  })

  it('is left alone by every call, and says when it may be asked again', async () => {
    const { upstream, call, sent, errorOf, clock } = setUp([status(429, { 'retry-after': '60' }), ok()])
    expect((await errorOf(upstream.call(call))).facts.retryAfterSeconds).toBe(60)
    await clock.advance(20_000)
    expect((await errorOf(upstream.call(call))).facts).toMatchObject({ retryAfterSeconds: 40 })
    expect(sent).toHaveLength(1)
    expect(upstream.health()).toEqual({ status: 'throttled', since: '2026-01-15T08:00:00.000Z', code: 'throttled' })
    await clock.advance(40_000)
    await clock.run(upstream.call(call))
    expect(upstream.health()).toEqual({ status: 'ok', since: '2026-01-15T08:01:00.000Z' })
  })

  it('is not asked again for what nobody waits for', async () => {
    const { upstream, call, sent, codeOf } = setUp([status(429, { 'retry-after': '1' }), ok()])
    expect(await codeOf(upstream.call(call, { background: true }))).toBe('throttled')
    expect(sent).toHaveLength(1)
  })

  it('is asked at most three times', async () => {
    const { upstream, call, sent, codeOf } = setUp([status(429, { 'retry-after': '1' })])
    expect(await codeOf(upstream.call(call))).toBe('throttled')
    expect(sent).toHaveLength(3)
  })
})

describe('retries', () => {
  it('are a tenth of the traffic at most, after a few', async () => {
    let number = 0
    // Every third call goes well: the cloud is not down.
    const { upstream, call, codeOf, sent } = setUp([(init) => (number % 3 === 0 ? ok()(init) : status(500)(init))], { requestsPerSecond: 100 })
    for (; number < 300; number += 1) await codeOf(upstream.call(call))
    const retries = sent.length - 300
    expect(retries).toBeGreaterThan(30)
    expect(retries).toBeLessThanOrEqual(40)
  })

  it.each([0, 0.25, 0.999])('wait anything from nothing to a growing limit: chance %d', async (chance) => {
    const { upstream, call, codeOf, sent } = setUp([status(500)], { random: () => chance })
    await codeOf(upstream.call(call))
    const waits = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0))
    expect(waits).toEqual([chance * 500, chance * 1000])
  })
})

describe('health', () => {
  it('is not that of a cloud which was given hardly any time to answer, and such a cloud is not down', async () => {
    const { upstream, call, codeOf, clock, sent } = setUp([silent, silent, silent, silent, ok()])
    for (let number = 0; number < 4; number += 1) expect(await codeOf(upstream.call(call, { deadlineAt: clock.now() + 4_900 }))).toBe('timeout')
    expect(upstream.health().status).toBe('unknown')
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect(sent).toHaveLength(5)
  })

  it('is bad when a cloud had the time, in one attempt or in several', async () => {
    const late: Reply = () => new Promise(() => {})
    for (const replies of [[late], [status(503), late]]) {
      const { upstream, call, codeOf, sent } = setUp(replies)
      for (let number = 0; number < 3; number += 1) expect(await codeOf(upstream.call(call))).toBe('timeout')
      const attempts = sent.length
      expect(await codeOf(upstream.call(call))).toBe('timeout')
      expect(sent).toHaveLength(attempts)
      expect(upstream.health()).toMatchObject({ status: 'failing', code: 'timeout' })
    }
  })

  it('of a cloud that is down is tried as soon after the clock was set back', async () => {
    const { upstream, call, codeOf, sent, clock } = setUp([broken('CERT_HAS_EXPIRED'), broken('CERT_HAS_EXPIRED'), broken('CERT_HAS_EXPIRED'), ok()])
    for (let number = 0; number < 4; number += 1) expect(await codeOf(upstream.call(call))).toBe('unreachable')
    expect([sent.length, upstream.isDown()]).toEqual([3, true])
    await clock.advance(-3_600_000)
    expect(await codeOf(upstream.call(call))).toBe('unreachable')
    await clock.advance(5_000)
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect([sent.length, upstream.isDown()]).toEqual([4, false])
  })

  it('is unknown before the first call', () => {
    expect(setUp([]).upstream.health()).toEqual({ status: 'unknown' })
  })

  it('is good when the cloud says no to a question, and tells since when it fails', async () => {
    const { upstream, call, codeOf, clock } = setUp([status(404), broken('EPIPE')])
    await codeOf(upstream.call(call))
    expect(upstream.health().status).toBe('ok')
    await clock.advance(5000)
    await codeOf(upstream.call(call))
    const { since } = upstream.health()
    await clock.advance(60_000)
    await codeOf(upstream.call(call))
    expect(upstream.health()).toEqual({ status: 'failing', since, code: 'unreachable' })
  })
})
