export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp'

/** What a picture is by its first bytes; `undefined` for all but JPEG, PNG and WebP, whatever the sender calls it. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte)
  const word = (from: number) => String.fromCharCode(...bytes.subarray(from, from + 4))
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (word(0) === 'RIFF' && word(8) === 'WEBP') return 'image/webp'
  return undefined
}

/** What covers are sent as. */
export type CoverType = 'image/avif' | 'image/webp' | 'image/jpeg'

/**
 * The type to send by the `Accept` header. A small picture as WebP: AVIF is no smaller there and costs four times the work. A larger one
 * as AVIF, for who asks for it by name. JPEG for who refuses both.
 */
export function coverTypeFor(accept: string | null, width: number): CoverType {
  const ranges = toRanges(accept ?? '*/*')
  const webp = ranges.get('image/webp') ?? ranges.get('image/*') ?? ranges.get('*/*') ?? 0
  const avif = ranges.get('image/avif') ?? 0
  if (avif > 0 && (width > smallWidth || webp === 0)) return 'image/avif'
  return webp > 0 ? 'image/webp' : 'image/jpeg'
}

const smallWidth = 96

/** The media ranges of a header with their weights, 0 to 1. */
function toRanges(accept: string): Map<string, number> {
  return new Map(
    accept.split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))
      return [type, quality === undefined ? 1 : Number(quality.slice(2)) || 0] as const
    }),
  )
}
