import { describe, expect, it } from 'vitest'
import type { CloudError } from '#proxy/clouds/cloud.ts'
import { ok, silent, setUp, status } from '../clouds/upstream-setup.ts'

describe('the budget', () => {
  it('lets out a second’s worth at once and the rest steadily', async () => {
    const { upstream, call, sent, clock } = setUp([ok()])
    await clock.run(upstream.call(call))
    await clock.advance(1000)
    await clock.run(Promise.all(Array.from({ length: 10 }, () => upstream.call(call))))
    const from = sent[1]?.at ?? 0
    expect(sent.slice(1).map(({ at }) => at - from)).toEqual([0, 0, 0, 0, 0, 200, 400, 600, 800, 1000])
  })

  it('serves those that somebody waits for before those in the background', async () => {
    const { upstream, call, clock } = setUp([ok()], { requestsPerSecond: 1 })
    await clock.run(upstream.call(call))
    const order: string[] = []
    await clock.run(
      Promise.all([
        upstream.call(call, { background: true }).then(() => order.push('background')),
        upstream.call(call, { background: true }).then(() => order.push('background')),
        upstream.call(call).then(() => order.push('foreground')),
      ]),
    )
    expect(order).toEqual(['foreground', 'background', 'background'])
  })

  it('lets callers take turns', async () => {
    const { upstream, call, clock } = setUp([ok()], { requestsPerSecond: 1 })
    await clock.run(upstream.call(call))
    const order: string[] = []
    const ask = (caller: string) => upstream.call(call, { caller }).then(() => order.push(caller))
    await clock.run(Promise.all(['a', 'a', 'a', 'a', 'b', 'c', 'b'].map(ask)))
    expect(order).toEqual(['a', 'b', 'c', 'a', 'b', 'a', 'a'])
  })

  it('lets out as many after the clock was set back, and pauses no longer', async () => {
    const { upstream, call, sent, clock, codeOf } = setUp([ok(), ok(), status(429, { 'retry-after': '60' }), ok()], { requestsPerSecond: 1 })
    await clock.run(upstream.call(call))
    await clock.advance(-3_600_000)
    const second = upstream.call(call)
    await clock.advance(1_000)
    await second
    expect(sent).toHaveLength(2)
    await clock.advance(1_000)
    expect(await codeOf(upstream.call(call, { background: true }))).toBe('throttled')
    await clock.advance(-3_600_000)
    expect(await codeOf(upstream.call(call))).toBe('throttled')
    await clock.advance(60_000)
    expect(await codeOf(upstream.call(call))).toBe('good')
    expect(sent).toHaveLength(4)
  })

  it('leaves nothing behind on the signal that a long line of waits shares', async () => {
    const warnings: string[] = []
    const note = ({ message }: Error) => warnings.push(message)
    process.on('warning', note)
    const later: (() => void)[] = []
    const { upstream, call, sent, clock } = setUp([ok(), () => new Promise((resolve) => later.push(() => resolve(Response.json({}))))], { requestsPerSecond: 100 })
    await clock.run(upstream.call(call))
    const calls = Promise.all(Array.from({ length: 40 }, () => upstream.call(call)))
    // Two may be under way with one key, so the others wait for room again and again.
    while (sent.length < 41) {
      await clock.advance(100)
      for (const answer of later.splice(0)) answer()
    }
    for (const answer of later.splice(0)) answer()
    await clock.run(calls)
    process.off('warning', note)
    expect(warnings).toEqual([])
  })

  it('has room for two hundred who wait, and tells all beyond at once', async () => {
    const { upstream, call, clock } = setUp([silent])
    const codes: string[] = []
    for (let number = 0; number < 300; number += 1) void upstream.call(call).catch(({ code }: CloudError) => codes.push(code))
    await clock.advance(0)
    // One is under way.
    expect(codes).toEqual(Array.from({ length: 99 }, () => 'overloaded'))
  })

  it('refuses what does not fit into the queue, and what waited too long in it', async () => {
    const { upstream, call, clock } = setUp([ok()], { requestsPerSecond: 0.1, maxQueued: 1 })
    await clock.run(upstream.call(call))
    const outcomes = Promise.all(
      [1, 2].map(() => upstream.call(call, { deadlineAt: clock.now() + 5000 }).catch((error: CloudError) => error.code)),
    )
    expect(await clock.run(outcomes)).toEqual(['overloaded', 'overloaded'])
    expect(clock.sleepers()).toBe(0)
    expect(upstream.health().status).toBe('ok')
  })
})
