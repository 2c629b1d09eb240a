import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { imageTypeOf } from '#proxy/covers/image-type.ts'
import { createResizeCover } from '#proxy/node/resize-cover.ts'

const canvas = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c33' } })
const toBytes = async (picture: Pick<ReturnType<typeof sharp>, 'toBuffer'>) => new Uint8Array(await picture.toBuffer())
const webp = { width: 96, type: 'image/webp' } as const

describe('the resizer', () => {
  it('cuts a square from the top, where the face is', async () => {
    const lower = { create: { width: 1080, height: 840, channels: 3, background: '#33c' } } as const
    const portrait = await toBytes(canvas(1080, 1920).composite([{ input: lower, top: 1080, left: 0 }]).jpeg())
    const { bytes, type } = await createResizeCover({ drawings: false })({ bytes: portrait, type: 'image/jpeg' }, webp)
    expect(type).toBe('image/webp')
    expect(imageTypeOf(bytes)).toBe('image/webp')
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([96, 96])
    const bottom = (95 * 96 + 48) * 3
    expect(data[bottom], 'red to the bottom: the blue part is cut off').toBeGreaterThan(150)
    expect(bytes.length).toBeLessThan(3_000)
  })

  it('turns pictures as their metadata says, and drops the metadata', async () => {
    const tagged = await toBytes(canvas(400, 300).withExif({ IFD0: { Artist: 'TESTARTIST', Copyright: 'somebody' } }).jpeg())
    expect(Buffer.from(tagged).includes('TESTARTIST')).toBe(true)
    const { bytes } = await createResizeCover({ drawings: false })({ bytes: tagged, type: 'image/jpeg' }, webp)
    expect(Buffer.from(bytes).includes('TESTARTIST')).toBe(false)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  })

  it.each(['png', 'jpeg', 'webp'] as const)('reads %s and writes JPEG too', async (format) => {
    const source = await toBytes(canvas(300, 300).toFormat(format))
    const { bytes, type } = await createResizeCover({ drawings: false })({ bytes: source, type: `image/${format}` }, { width: 192, type: 'image/jpeg' })
    expect(type).toBe('image/jpeg')
    expect(imageTypeOf(bytes)).toBe('image/jpeg')
    expect((await sharp(bytes).metadata()).width).toBe(192)
  })

  it.each([96, 192, 640] as const)('writes AVIF of %i px', async (width) => {
    const source = await toBytes(canvas(1080, 1920).jpeg())
    const { bytes, type } = await createResizeCover({ drawings: false })({ bytes: source, type: 'image/jpeg' }, { width, type: 'image/avif' })
    expect(type).toBe('image/avif')
    expect(String.fromCharCode(...bytes.subarray(4, 12))).toBe('ftypavif')
    // The size stands in the box of that name: behind four bytes of flags the width, then the height.
    const box = Buffer.from(bytes).indexOf('ispe')
    expect([Buffer.from(bytes).readUInt32BE(box + 8), Buffer.from(bytes).readUInt32BE(box + 12)]).toEqual([width, width])
  })

  it('refuses a bomb by its header, a broken picture, and every other format', async () => {
    const resize = createResizeCover({ drawings: false })
    const bomb = await toBytes(canvas(12_000, 12_000).png())
    expect(bomb.length).toBeLessThan(3_000_000)
    await expect(resize({ bytes: bomb, type: 'image/png' }, webp)).rejects.toThrow(/pixel limit/i)
    const whole = await toBytes(canvas(600, 600).png())
    await expect(resize({ bytes: whole.slice(0, whole.length / 2), type: 'image/png' }, webp)).rejects.toThrow()
    const drawing = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')
    await expect(resize({ bytes: drawing, type: 'image/png' }, webp)).rejects.toThrow()
    await expect(resize({ bytes: smallestGif, type: 'image/png' }, webp)).rejects.toThrow()
  })
})

const smallestGif = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), (letter) => letter.charCodeAt(0))
