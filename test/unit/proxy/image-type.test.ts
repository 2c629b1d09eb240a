import { describe, expect, it } from 'vitest'
import { imageTypeOf } from '#proxy/image-type.ts'

describe('what a picture is', () => {
  it.each([
    [[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
    [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/png'],
    [[...Buffer.from('RIFF\0\0\0\0WEBPVP8 ')], 'image/webp'],
    [[...Buffer.from('RIFF\0\0\0\0WAVE')], undefined],
    [[...Buffer.from('GIF89a')], undefined],
    [[...Buffer.from('<svg xmlns')], undefined],
    [[...Buffer.from('%PDF-1.7')], undefined],
    [[], undefined],
  ])('%j', (bytes, type) => {
    expect(imageTypeOf(new Uint8Array(bytes))).toBe(type)
  })
})
