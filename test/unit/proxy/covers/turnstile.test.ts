import { describe, expect, it } from 'vitest'
import { createTurnstile } from '#proxy/covers/turnstile.ts'

describe('the turnstile', () => {
  it('lets so many in, keeps the order of the others, and refuses beyond its queue', async () => {
    const turnstile = createTurnstile(2, 2, () => new Error('full'))
    const order: number[] = []
    const gates = Array.from({ length: 4 }, later)
    const works = gates.map((gate, index) =>
      turnstile.enter(async () => {
        order.push(index)
        await gate.promise
      }),
    )
    await expect(turnstile.enter(async () => 1)).rejects.toThrow('full')
    expect(order).toEqual([0, 1])
    gates[1]?.resolve()
    await works[1]
    await Promise.resolve()
    expect(order).toEqual([0, 1, 2])
    for (const gate of gates) gate.resolve()
    await Promise.all(works)
    expect(order).toEqual([0, 1, 2, 3])
    await expect(turnstile.enter(async () => 'free again')).resolves.toBe('free again')
  })

  it('frees the place of a work that fails', async () => {
    const turnstile = createTurnstile(1, 5, () => new Error('full'))
    await expect(turnstile.enter(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await expect(turnstile.enter(async () => 2)).resolves.toBe(2)
  })
})

function later() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
