import { describe, expect, it } from 'vitest'
import { coverTypeFor, imageTypeOf } from '#proxy/covers/image-type.ts'

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

describe('what a cover is sent as', () => {
  const chrome = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8'
  it.each([
    [null, 640, 'image/webp'],
    ['*/*', 640, 'image/webp'],
    ['image/*', 640, 'image/webp'],
    [chrome, 96, 'image/webp'],
    [chrome, 192, 'image/avif'],
    [chrome, 640, 'image/avif'],
    ['image/avif;q=0,image/webp', 640, 'image/webp'],
    ['image/avif', 96, 'image/avif'],
    ['image/avif, image/webp;q=0', 96, 'image/avif'],
    ['image/jpeg', 640, 'image/jpeg'],
    ['image/webp;q=0, */*', 640, 'image/jpeg'],
    ['', 96, 'image/jpeg'],
  ])('for %j, %i px wide: %s', (accept, width, type) => {
    expect(coverTypeFor(accept, width)).toBe(type)
  })
})
