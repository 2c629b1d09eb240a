import { describe, expect, it } from 'vitest'
import { CloudError } from '#proxy/clouds/cloud.ts'
import { createCredentialBreaker } from '#proxy/upstream/breaker.ts'
import type { UpstreamCall } from '#proxy/upstream/call.ts'
import { createUpstream } from '#proxy/upstream/upstream.ts'
import { createFakeClock, startOfTests } from '../clouds/fake-clock.ts'
import { broken, judge, ok, setUp, status } from '../clouds/upstream-setup.ts'

describe('a key that was refused', () => {
  it('is not used again for five minutes; everybody gets the same answer at once', async () => {
    const { upstream, call, sent, errorOf, clock } = setUp([status(401), ok()])
    const first = await errorOf(upstream.call(call))
    await clock.advance(299_000)
    expect(await errorOf(upstream.call(call))).toBe(first)
    expect(sent).toHaveLength(1)
    expect(upstream.health()).toMatchObject({ status: 'failing', code: 'cloud_rejected_credentials' })
    await clock.advance(1000)
    await clock.run(upstream.call(call))
    expect(sent).toHaveLength(2)
    expect(upstream.health().status).toBe('ok')
  })

  it('rests as long after each probe', async () => {
    const { upstream, call, sent, codeOf, clock } = setUp([status(401)])
    for (let minute = 0; minute < 20; minute += 1) {
      expect(await codeOf(upstream.call(call))).toBe('cloud_rejected_credentials')
      await clock.advance(60_000)
    }
    expect(sent.map(({ at }) => (at - startOfTests) / 60_000)).toEqual([0, 5, 10, 15])
  })

  it('is tried by one call only while nobody knows whether it is right', async () => {
    const { upstream, call, sent, clock } = setUp([status(401)])
    const outcomes = Promise.all(Array.from({ length: 20 }, () => upstream.call(call).catch((error: CloudError) => error.code)))
    expect(new Set(await clock.run(outcomes))).toEqual(new Set(['cloud_rejected_credentials']))
    expect(sent).toHaveLength(1)
  })

  it('rests for all sources that share it', async () => {
    const clock = createFakeClock()
    const breaker = createCredentialBreaker(clock.now)
    let calls = 0
    const deps = {
      fetch: () => {
        calls += 1
        return Promise.resolve(new Response('{}', { status: 401 }))
      },
      now: clock.now,
      sleep: clock.sleep,
      random: () => 0.5,
      requestsPerSecond: 5,
      breaker,
    }
    const call: UpstreamCall = { operation: 'list', request: () => Promise.resolve({ method: 'GET', url: 'https://c.example.com', headers: {} }), judge }
    const outcomes = [createUpstream(deps), createUpstream(deps)].map((upstream) => upstream.call(call).catch(() => 'refused'))
    expect(await clock.run(Promise.all(outcomes))).toEqual(['refused', 'refused'])
    expect(calls).toBe(1)
  })

  it('lets the next call try when an attempt says nothing about it', async () => {
    const { upstream, call, clock, sent } = setUp([broken('ECONNREFUSED'), broken('ECONNREFUSED'), ok()])
    const outcomes = Promise.all([1, 2].map(() => upstream.call(call).then(() => 'good', (error: CloudError) => error.code)))
    expect(await clock.run(outcomes)).toEqual(['good', 'good'])
    expect(sent).toHaveLength(4)
  })

  it('takes along what waits for its turn: two calls at most reach the cloud, all others fail at once in the same way', async () => {
    const { upstream, call, clock, sent } = setUp([ok(), status(401)], { requestsPerSecond: 20 })
    await clock.run(upstream.call(call))
    await clock.advance(1000)
    const startedAt = clock.now()
    const errors = Array.from({ length: 30 }, (_, index) => upstream.call(call, { background: index % 2 === 0 }).catch((error: unknown) => error))
    const [first, ...others] = await clock.run(Promise.all(errors))
    expect(first).toMatchObject({ code: 'cloud_rejected_credentials' })
    expect(sent.length - 1).toBeLessThanOrEqual(2)
    expect(others.filter((error) => error === first).length).toBeGreaterThanOrEqual(28)
    expect(clock.now()).toBe(startedAt)
    expect(clock.sleepers()).toBe(0)
  })

  it('is not used by the retry of a call that began before', async () => {
    const { upstream, call, clock, sent } = setUp([ok(), status(500), status(401), ok()])
    await clock.run(upstream.call(call))
    const outcomes = [1, 2].map(() => upstream.call(call).then(() => 'good', (error: CloudError) => error.code))
    expect(await clock.run(Promise.all(outcomes))).toEqual(['cloud_rejected_credentials', 'cloud_rejected_credentials'])
    expect(sent).toHaveLength(3)
  })

  it('is on its way at most twice at once, and the next goes as soon as one is back', async () => {
    const answers: ((response: Response) => void)[] = []
    const held = () =>
      new Promise<Response>((resolve) => {
        answers.push(resolve)
      })
    const { upstream, call, clock, sent } = setUp([ok(), held], { requestsPerSecond: 100 })
    await clock.run(upstream.call(call))
    const calls = Array.from({ length: 5 }, () => upstream.call(call))
    await clock.advance(0)
    expect(sent).toHaveLength(3)
    answers[0]?.(Response.json({}))
    await clock.advance(0)
    expect(sent).toHaveLength(4)
    for (let answered = 1; answered < 5; answered += 1) {
      answers[answered]?.(Response.json({}))
      await clock.advance(0)
    }
    expect(await Promise.all(calls)).toHaveLength(5)
  })

  it('rests no longer because the clock was set back', async () => {
    const { upstream, call, clock, sent, codeOf } = setUp([status(401), ok()])
    expect(await codeOf(upstream.call(call))).toBe('cloud_rejected_credentials')
    await clock.advance(-3_600_000)
    expect(await codeOf(upstream.call(call))).toBe('cloud_rejected_credentials')
    await clock.advance(300_000)
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect(sent).toHaveLength(2)
  })

  it('is tried by one call only after its rest, and serves all again when that is accepted', async () => {
    const { upstream, call, clock, sent, codeOf } = setUp([ok(), status(401), ok()])
    await clock.run(upstream.call(call))
    await codeOf(upstream.call(call))
    await clock.advance(300_000)
    const outcomes = Array.from({ length: 4 }, () => upstream.call(call).then(() => 'good', (error: CloudError) => error.code))
    const refused = 'cloud_rejected_credentials'
    expect(await clock.run(Promise.all(outcomes))).toEqual(['good', refused, refused, refused])
    expect(sent).toHaveLength(3)
    expect(await codeOf(Promise.all([1, 2, 3].map(() => upstream.call(call))))).toBe('good')
  })
})

describe('a key that several use at once', () => {
  const held: ((response: Response) => void)[] = []
  const later = () =>
    new Promise<Response>((resolve) => {
      held.push(resolve)
    })
  const refusal = () => new Response('{}', { status: 401 })

  it('stays refused when an answer to an attempt from before the refusal comes late', async () => {
    held.length = 0
    const { upstream, call, clock, sent, codeOf } = setUp([ok(), later, later, ok()])
    await clock.run(upstream.call(call))
    const outcomes = [1, 2].map(() => upstream.call(call).then(() => 'good', (error: CloudError) => error.code))
    await clock.advance(0)
    held[0]?.(refusal())
    await clock.advance(0)
    held[1]?.(Response.json({}))
    expect(await clock.run(Promise.all(outcomes))).toEqual(['cloud_rejected_credentials', 'good'])
    expect(await codeOf(upstream.call(call))).toBe('cloud_rejected_credentials')
    expect(sent).toHaveLength(3)
  })

  it('goes one by one again from its refusal on, also for those who were let in before the first of them went', () => {
    const clock = createFakeClock()
    const breaker = createCredentialBreaker(clock.now)
    const first = breaker.tryEnter()
    first?.accepted()
    first?.leave()
    const second = breaker.tryEnter()
    second?.refused(new CloudError('cloud_rejected_credentials', 'no'))
    second?.leave()
    expect(breaker.tryEnter()).toBeDefined()
    expect(breaker.tryEnter()).toBeUndefined()
  })

  it('is used by turns: a source with many calls does not keep another from its first', async () => {
    held.length = 0
    const clock = createFakeClock()
    const breaker = createCredentialBreaker(clock.now)
    const order: string[] = []
    const sourceOf = (name: string) => {
      const fetch = () => {
        order.push(name)
        return later()
      }
      const upstream = createUpstream({ fetch, now: clock.now, sleep: clock.sleep, random: () => 0.5, requestsPerSecond: 100, breaker })
      return () => upstream.call({ operation: 'list', request: () => Promise.resolve({ method: 'GET', url: 'https://c.example.com', headers: {} }), judge })
    }
    const [many, few] = [sourceOf('many'), sourceOf('few')]
    const calls = [many(), many(), many(), many(), many(), many(), few(), few()]
    for (let answered = 0; answered < calls.length; answered += 1) {
      await clock.advance(0)
      held[answered]?.(Response.json({}))
    }
    await clock.run(Promise.all(calls))
    expect(order.indexOf('few')).toBeLessThanOrEqual(3)
    expect(order.lastIndexOf('few')).toBeLessThan(7)
  })
})

describe('a clock that is wrong', () => {
  const cloudDate = { date: 'Thu, 15 Jan 2026 09:00:00 GMT' }

  it('is set by the cloud’s once, and stays set', async () => {
    const { upstream, call, sent, clock } = setUp([status(408, cloudDate), ok()])
    await clock.run(upstream.call(call))
    await clock.advance(60_000)
    await clock.run(upstream.call(call))
    const hour = 3_600_000
    expect(sent.map(({ signedAt, at }) => signedAt - at)).toEqual([0, hour, hour])
  })

  it('is suspected when a key is refused by a cloud whose time is far away', async () => {
    const { upstream, call, sent, codeOf } = setUp([status(401, cloudDate), ok()])
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect(sent).toHaveLength(2)
  })

  it('is tried once: then the key rests', async () => {
    const { upstream, call, sent, codeOf } = setUp([status(408, cloudDate)])
    expect(await codeOf(upstream.call(call))).toBe('cloud_rejected_credentials')
    expect(await codeOf(upstream.call(call))).toBe('cloud_rejected_credentials')
    expect(sent).toHaveLength(2)
  })

  it('cannot be set by a cloud that does not tell its time: the key rests at once', async () => {
    const { upstream, call, sent, codeOf } = setUp([status(408), ok()])
    expect(await codeOf(upstream.call(call))).toBe('cloud_rejected_credentials')
    expect(sent).toHaveLength(1)
  })

  it('is not the cause when the cloud’s time agrees', async () => {
    const { upstream, call, sent, codeOf } = setUp([status(401, { date: 'Thu, 15 Jan 2026 08:01:00 GMT' })])
    expect(await codeOf(upstream.call(call))).toBe('cloud_rejected_credentials')
    expect(sent).toHaveLength(1)
  })
})
