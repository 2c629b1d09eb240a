import { describe, expect, it } from 'vitest'
import type { CloudError } from '#proxy/clouds/cloud.ts'
import { ok, setUp, silent, status } from '../clouds/upstream-setup.ts'
import type { Reply } from '../clouds/upstream-setup.ts'

/** No answer of a cloud, and none that is worth another attempt: one call is one request. */
const away = status(302)

/** A cloud that three calls have found down, five seconds later. What it does next comes with `more`. */
async function setUpDown(...more: Reply[]) {
  const world = setUp([away, away, away, ...more])
  const { upstream, call, clock, codeOf, sent } = world
  for (let number = 0; number < 3; number += 1) expect(await codeOf(upstream.call(call))).toBe('unreadable')
  expect(await codeOf(upstream.call(call))).toBe('unreadable')
  expect(sent).toHaveLength(3)
  await clock.advance(5_000)
  return { ...world, told: (signal?: AbortSignal) => upstream.call(call, { ...(signal && { signal }) }).then(() => 'good', ({ code }: CloudError) => code) }
}

/** An attempt that waits until it is told how to end. */
function createHeld() {
  let answer = (_response: Response) => {}
  const reply: Reply = () => new Promise((resolve) => (answer = resolve))
  return { reply, answer: (response: Response) => answer(response) }
}

describe('who asks while a cloud that is down is tried', () => {
  it('waits for how that ends, and is served when the cloud is back', async () => {
    const { reply, answer } = createHeld()
    const { told, clock, sent } = await setUpDown(reply, ok())
    const both = [told(), told()]
    await clock.advance(500)
    expect(sent).toHaveLength(4)
    answer(Response.json({}))
    expect(await clock.run(Promise.all(both))).toEqual(['good', 'good'])
    expect(sent).toHaveLength(5)
  })

  it('waits no longer than a second', async () => {
    const { told, clock, sent } = await setUpDown(createHeld().reply)
    void told()
    const second = told()
    const askedAt = clock.now()
    expect(await clock.run(second)).toBe('unreadable')
    expect(clock.now() - askedAt).toBe(1_000)
    expect(sent).toHaveLength(4)
  })

  it('may try it himself when the one who tried has gone away', async () => {
    const { told, clock, sent } = await setUpDown(createHeld().reply, ok())
    const gone = new AbortController()
    const first = told(gone.signal)
    await clock.advance(100)
    gone.abort()
    expect(await clock.run(first)).toBe('timeout')
    expect(await clock.run(told())).toBe('good')
    expect(sent).toHaveLength(5)
  })
})

describe('a cloud', () => {
  const noWord = () => Promise.reject(Object.assign(new Error('no word'), { code: 'UND_ERR_HEADERS_TIMEOUT' }))

  it('that says nothing until the time of a call is up is down at once: nobody else waits as long', async () => {
    const { upstream, call, clock, codeOf, sent } = setUp([silent])
    expect(await codeOf(upstream.call(call))).toBe('timeout')
    expect(upstream.isDown()).toBe(true)
    const askedAt = clock.now()
    expect(await codeOf(upstream.call(call))).toBe('timeout')
    expect([clock.now() - askedAt, sent.length]).toEqual([0, 1])
  })

  it.each<[string, (clock: { sleep: (ms: number) => Promise<void> }) => Promise<never>]>([
    ['in its time', (clock) => clock.sleep(8_000).then(() => Promise.reject(Object.assign(new Error('no more'), { code: 'UND_ERR_BODY_TIMEOUT' })))],
    ['until the time of the call is up', () => new Promise(() => {})],
  ])('that begins an answer and does not end it %s has said something: it is down after three calls, as with any other trouble', async (_when, more) => {
    const { upstream, call, clock, codeOf, sent } = setUp([() => new Response(new ReadableStream({ pull: () => more(clock) }))])
    for (const question of ['a', 'b', 'c']) {
      expect(upstream.isDown()).toBe(false)
      expect(await codeOf(upstream.call({ ...call, question }))).toBe('timeout')
    }
    expect([upstream.isDown(), sent.length]).toEqual([true, 3])
  })

  it('is not silent because the machine was asleep while calls were under way', async () => {
    const { upstream, call, clock } = setUp([silent])
    const told = ['a', 'b'].map((question) => upstream.call({ ...call, question }).then(() => 'good', ({ code }: CloudError) => code))
    await clock.advance(0)
    clock.jump(3_600_000)
    expect(await clock.run(Promise.all(told))).toEqual(['timeout', 'timeout'])
    expect([upstream.isDown(), upstream.health().status]).toEqual([false, 'unknown'])
  })

  it('that says nothing to one keeps nobody in line behind him, and is not yet down for what those would have asked', async () => {
    const { upstream, call, clock, sent, codeOf } = setUp([ok(), () => clock.sleep(8_000).then(noWord), ok()], { requestsPerSecond: 1 / 9 })
    await clock.run(upstream.call(call))
    await clock.advance(9_000)
    const startedAt = clock.now()
    const told = ['a', 'b', 'c', 'd'].map((question) => upstream.call({ ...call, question }).then(() => 'good', ({ code }: CloudError) => code))
    expect(await clock.run(Promise.all(told))).toEqual(['timeout', 'timeout', 'timeout', 'timeout'])
    expect([clock.now() - startedAt, sent.length, upstream.isDown()]).toEqual([8_000, 2, false])
    expect(await codeOf(upstream.call({ ...call, question: 'b' }))).toBe('good')
  })

  it.each([
    ['two questions is down, but what was not sent to it has not failed: that is tried a second later', ['a', 'b', 'c', 'd'], true],
    ['one question twice is not down for what was not sent to it', ['a', 'a', 'c', 'd'], false],
  ])('that says nothing at one moment to %s', async (_what, questions, isDown) => {
    // Both end together, before anybody hears of either.
    const { upstream, call, clock, sent, codeOf } = setUp([ok(), () => together, () => together, ok()], { requestsPerSecond: 1 / 6 })
    const together = clock.sleep(17_500).then(noWord)
    together.catch(() => undefined)
    await clock.run(upstream.call(call))
    await clock.advance(6_000)
    const told = questions.map((question) => upstream.call({ ...call, question }).then(() => 'good', ({ code }: CloudError) => code))
    expect(await clock.run(Promise.all(told))).toEqual(['timeout', 'timeout', 'timeout', 'timeout'])
    expect([sent.length, upstream.isDown()]).toEqual([3, isDown])
    await clock.advance(1_000)
    expect(await codeOf(upstream.call({ ...call, question: 'c' }))).toBe('good')
  })

  it('that says nothing to one question while it answers others keeps those in line', async () => {
    const after = (ms: number) => () => clock.sleep(ms).then(() => Response.json({}))
    const { upstream, call, clock, sent } = setUp([ok(), () => clock.sleep(8_000).then(noWord), after(7_900), after(5_000), ok()])
    await clock.run(upstream.call(call))
    const told = ['a', 'b', 'c', 'd'].map((question) => upstream.call({ ...call, question }).then(() => 'good', ({ code }: CloudError) => code))
    expect(await clock.run(Promise.all(told))).toEqual(['timeout', 'good', 'good', 'good'])
    expect(sent).toHaveLength(5)
  })

  it('that never said anything is down for every question when the first one hears nothing: nobody else waits for it', async () => {
    const { upstream, call, clock, sent, errorOf, codeOf } = setUp([() => clock.sleep(8_000).then(noWord), () => clock.sleep(3_000).then(() => Response.json({})), ok()])
    const waits = async (question: string) => {
      const askedAt = clock.now()
      const { code, facts } = await errorOf(upstream.call({ ...call, question }))
      return [code, clock.now() - askedAt, facts.retryAfterSeconds]
    }
    // Untried, the key goes one by one: who is in line behind the first one is told with him.
    expect(await Promise.all([waits('a'), waits('b')])).toEqual([['timeout', 8_000, undefined], ['timeout', 8_000, 5]])
    expect([upstream.isDown(), sent.length]).toEqual([true, 1])
    expect(await waits('a')).toEqual(['timeout', 0, 5])
    expect(await waits('c')).toEqual(['timeout', 0, 5])
    await clock.advance(1_000)
    expect(await waits('a')).toEqual(['timeout', 0, 4])
    // A question that has not failed yet tries it, and goes on when who asked it was told.
    expect(await waits('c')).toEqual(['timeout', 1_000, 5])
    expect(await waits('d')).toEqual(['timeout', 1_000, 5])
    expect([upstream.isDown(), sent.length]).toEqual([true, 2])
    await clock.advance(1_000)
    expect(upstream.isDown()).toBe(false)
    expect(await Promise.all([codeOf(upstream.call({ ...call, question: 'a' })), codeOf(upstream.call({ ...call, question: 'e' }))])).toEqual(['good', 'good'])
  })

  it('that says nothing to one question, again and again, is not down before another one fails, nor is that one waited for again', async () => {
    const { upstream, call, clock, codeOf, sent } = setUp([ok(), silent])
    expect(await codeOf(upstream.call(call))).toBe('good')
    const waits = async (question: string) => {
      const askedAt = clock.now()
      expect(await codeOf(upstream.call({ ...call, question }))).toBe('timeout')
      return clock.now() - askedAt
    }
    expect(await waits('a')).toBe(15_000)
    expect(await waits('a')).toBe(0)
    await clock.advance(5_000)
    expect(await waits('a')).toBe(1_000)
    expect([upstream.isDown(), sent.length]).toEqual([false, 3])
    await clock.advance(14_000)
    expect(await waits('b')).toBe(15_000)
    expect(upstream.isDown()).toBe(true)
  })

  it('that says nothing to one question is asked others as ever, and that one again without anybody who waits', async () => {
    const { upstream, call, clock, codeOf, sent } = setUp([ok(), () => clock.sleep(8_000).then(noWord), ok(), () => clock.sleep(2_000).then(() => Response.json({})), ok()])
    const ask = (question: string) => codeOf(upstream.call({ ...call, question }))
    expect([await ask('good'), await ask('a'), await ask('a'), await ask('good'), await ask('a')]).toEqual(['good', 'timeout', 'timeout', 'good', 'timeout'])
    await clock.advance(5_000)
    expect([await ask('a'), await ask('good'), sent.length]).toEqual(['timeout', 'good', 5])
    await clock.advance(1_000)
    expect([await ask('a'), upstream.isDown(), sent.length]).toEqual(['good', false, 6])
  })

  it('that is silent is tried no later, and nobody told to wait longer, because the clock was set back', async () => {
    const { upstream, call, clock, sent, errorOf, codeOf } = setUp([silent, ok()])
    expect(await codeOf(upstream.call(call))).toBe('timeout')
    clock.jump(-3_600_000)
    expect((await errorOf(upstream.call(call))).facts.retryAfterSeconds).toBe(5)
    await clock.advance(5_000)
    expect([await codeOf(upstream.call(call)), sent.length]).toEqual(['good', 2])
  })

  it('that was silent long ago is waited for again', async () => {
    const { upstream, call, clock, codeOf } = setUp([() => clock.sleep(8_000).then(noWord), () => clock.sleep(4_000).then(() => Response.json({}))])
    expect(await codeOf(upstream.call(call))).toBe('timeout')
    await clock.advance(120_000)
    expect(await codeOf(upstream.call(call))).toBe('good')
  })

  it('that asks to be left alone is there: it is not taken for down', async () => {
    const { upstream, call, clock, codeOf, sent } = setUp([away, away, status(429, { 'retry-after': '1' }), away, ok()])
    const codes = []
    for (let number = 0; number < 5; number += 1) {
      codes.push(await codeOf(upstream.call(call, { background: true })))
      await clock.advance(1_000)
    }
    expect(codes).toEqual(['unreadable', 'unreadable', 'throttled', 'unreadable', 'good'])
    expect(sent).toHaveLength(5)
  })

  it('that goes down keeps nobody in line: all who wait for their turn are told at once', async () => {
    const { upstream, call, clock, sent } = setUp([away], { requestsPerSecond: 1 })
    const startedAt = clock.now()
    const codes = Array.from({ length: 10 }, () => upstream.call(call).then(() => 'good', ({ code }: CloudError) => code))
    expect(new Set(await clock.run(Promise.all(codes)))).toEqual(new Set(['unreadable']))
    expect(sent).toHaveLength(3)
    expect(clock.now() - startedAt).toBe(2_000)
  })
})
