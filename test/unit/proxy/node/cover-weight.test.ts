import { describe, expect, it } from 'vitest'
import { createResizeCover } from '#proxy/node/resize-cover.ts'
import { drawPortrait } from '#emulator/portrait.ts'
import { encodePortrait } from '#emulator/node/encode-portrait.ts'

/** A page of the list: 100 rows, whose covers are 36 CSS px wide, so that 96 px are more than twice the density. */
const rows = 100
const sample = 10

const original = (number: number) => {
  const drawing = drawPortrait({
    key: `weighed-${number}`,
    sex: number % 2 === 0 ? 'FEMALE' : 'MALE',
    chinese: number % 3 === 0,
    frame: 'portrait',
    greenScreen: number % 4 === 0,
    version: 1,
  })
  return encodePortrait(drawing, { width: 1080, height: 1920, format: 'jpeg' })
}

const drawn = Promise.all(Array.from({ length: sample }, (_, number) => original(number)))

describe('a cover of 96 px, made of a frame of 1080 by 1920', () => {
  it.each(['image/webp', 'image/avif'] as const)('weighs 1.5 kB at most on average as %s, and those of a page less than 400 kB', { timeout: 60_000 }, async (type) => {
    // As in the demo, whose covers are drawings before they are frames.
    const resize = createResizeCover({ drawings: true })
    let sum = 0
    for (const frame of await drawn) {
      const { bytes } = await resize({ bytes: new Uint8Array(frame), type: 'image/jpeg' }, { width: 96, type })
      sum += bytes.length
    }
    expect(sum / sample).toBeLessThanOrEqual(1_500)
    expect((sum / sample) * rows).toBeLessThan(400_000)
    // A picture, not a patch of one colour.
    expect(sum / sample).toBeGreaterThan(300)
  })
})
