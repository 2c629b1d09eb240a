import { describe, expect, it } from 'vitest'
import { createWriter } from '#proxy/answers/answer.ts'

/** Whether what is given for a body is the very thing that was given before, not made again. */
async function createKept() {
  const write = createWriter()
  const first = new Map<string, unknown>()
  return {
    write: async (text: string) => void first.set(text, await write(text)),
    isKept: async (text: string) => (await write(text)) === first.get(text),
  }
}

describe('a writer', () => {
  it('makes what is said again only once, by what it says', async () => {
    const write = createWriter()
    const [one, again, other] = [await write({ jobs: [1] }), await write({ jobs: [1] }), await write({ jobs: [2] })]
    expect(again).toBe(one)
    expect(new TextDecoder().decode(one.bytes)).toBe('{"jobs":[1]}')
    expect(other.etag).not.toBe(one.etag)
  })

  it('keeps the last 200 texts', async () => {
    const { write, isKept } = await createKept()
    for (let place = 0; place < 201; place += 1) await write(`text ${place}`)
    expect([await isKept('text 200'), await isKept('text 1'), await isKept('text 0')]).toEqual([true, true, false])
  })

  it('keeps a mebibyte of characters', async () => {
    const { write, isKept } = await createKept()
    const texts = Array.from({ length: 18 }, (_, place) => String.fromCharCode(97 + place).repeat(60_000))
    for (const text of texts) await write(text)
    expect([await isKept(texts[17] ?? ''), await isKept(texts[1] ?? ''), await isKept(texts[0] ?? '')]).toEqual([true, true, false])
  })

  it('keeps no text longer than 64 KiB, and lets none go for it', async () => {
    const { write, isKept } = await createKept()
    const long = 'x'.repeat(64 * 1024)
    await write('short')
    await write(long)
    expect([await isKept(long), await isKept('short')]).toEqual([false, true])
  })
})
