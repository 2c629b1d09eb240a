import { describe, expect, it } from 'vitest'
import { createErrands, type Errand } from '#proxy/questions/errands.ts'

/** Errands that end when they are told to, and the order in which they began. */
function desk() {
  const begun: string[] = []
  const ends = new Map<string, { done: () => void; fail: () => void }>()
  const errand = (key: string): Errand => ({
    key,
    run: () => {
      begun.push(key)
      return new Promise((resolve, reject) => ends.set(key, { done: resolve, fail: () => reject(new Error('no')) }))
    },
  })
  return { begun, errand, end: (key: string) => ends.get(key)?.done(), fail: (key: string) => ends.get(key)?.fail() }
}

/** Lets everything run that waits for nothing but its turn. */
async function settled() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

describe('errands', () => {
  it('run so many at once, in their order, and are awaited together', async () => {
    const { begun, errand, end } = desk()
    const errands = createErrands({ width: 2, maxWaiting: 9 })
    const all = errands.send('one', ['a', 'b', 'c'].map(errand))
    expect(begun).toEqual(['a', 'b'])
    end('b')
    await settled()
    expect(begun).toEqual(['a', 'b', 'c'])
    end('a')
    end('c')
    await all
  })

  it('of the latest question come first, each once', async () => {
    const { begun, errand, end } = desk()
    const errands = createErrands({ width: 1, maxWaiting: 9 })
    void errands.send('one', ['a', 'b', 'c'].map(errand))
    void errands.send('one', ['a', 'd', 'c'].map(errand))
    for (const key of ['a', 'd', 'c', 'b']) {
      end(key)
      await settled()
    }
    expect(begun).toEqual(['a', 'd', 'c', 'b'])
  })

  it('of one source do not wait for those of another', () => {
    const { begun, errand } = desk()
    const errands = createErrands({ width: 1, maxWaiting: 9 })
    void errands.send('one', [errand('a')])
    void errands.send('two', [errand('b')])
    expect(begun).toEqual(['a', 'b'])
  })

  it('that have waited longest are given up when too many wait, and nobody waits for them', async () => {
    const { begun, errand, end } = desk()
    const errands = createErrands({ width: 1, maxWaiting: 2 })
    const first = errands.send('one', ['a', 'b', 'c'].map(errand))
    void errands.send('one', ['d', 'e'].map(errand))
    end('a')
    await first
    for (const key of ['d', 'e']) {
      end(key)
      await settled()
    }
    expect(begun).toEqual(['a', 'd', 'e'])
  })

  it('are given up after a failure, until they are sent again', async () => {
    const { begun, errand, end, fail } = desk()
    const errands = createErrands({ width: 1, maxWaiting: 9 })
    const first = errands.send('one', ['a', 'b'].map(errand))
    fail('a')
    await first
    expect(begun).toEqual(['a'])
    const second = errands.send('one', [errand('b')])
    end('b')
    await second
    expect(begun).toEqual(['a', 'b'])
  })
})
