import { LRUCache } from 'lru-cache'
import type { Cast, Frame } from './cast.ts'
import { submissionsOf } from './metastudio-body.ts'
import { drawPortrait } from './portrait.ts'
import { encodeRfc3986, toHmac } from './verify.ts'
import type { Troupe, World } from './world.ts'

/** Makes a picture file from a drawing. Node does it with an image library; without one the drawing itself is served. */
export type EncodePortrait = (
  svg: string,
  size: { width: number; height: number; format: 'jpeg' | 'png' },
) => Promise<Uint8Array>

/** The object storage of both clouds: cover addresses and the pictures behind them. */
export interface Covers {
  /** A signed address that is good for 24 hours; `undefined` when the job has no cover (yet). */
  address: (troupe: Troupe<Cast>, index: number) => Promise<string | undefined>
  /** The public address of an ICE thumbnail, filled after success. */
  thumbnail: (index: number) => string | undefined
  /** Answers a request for `/covers/…` or `/oss/…`. */
  serve: (url: URL) => Promise<Response>
}

type Look = Pick<Cast, 'sex' | 'frame' | 'chinese' | 'greenScreen'>

export interface CoversDeps {
  now: () => number
  origin: () => string
  world: World
  encodePortrait?: EncodePortrait
}

const lifeSeconds = 24 * 3600
const cacheBytes = 48 * 1024 * 1024
const accessKey = 'TESTCOVERS'
const secretKey = 'test-secret-of-the-cover-bucket'

const sizes: Record<Frame, { width: number; height: number }> = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  square: { width: 1080, height: 1080 },
}

const signatureOf = async (path: string, expires: number) =>
  btoa(String.fromCharCode(...new Uint8Array(await toHmac(secretKey, `GET\n\n\n${expires}\n${path}`))))

const refuse = (status: number, code: string, message: string) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`, {
    status,
    headers: { 'content-type': 'application/xml' },
  })

/** Covers of a world: drawn once, encoded when first asked for, kept within 48 MB. */
export function createCovers({ now, origin, world, encodePortrait }: CoversDeps): Covers {
  const pictures = new LRUCache<string, Promise<Uint8Array>>({ max: 600 })
  const kept = new LRUCache<string, Uint8Array<ArrayBuffer>>({
    maxSize: cacheBytes,
    sizeCalculation: ({ length }) => Math.max(1, length),
  })

  const encode = async (key: string, svg: string, size: { width: number; height: number; format: 'jpeg' | 'png' }) => {
    const ready = kept.get(key)
    if (ready) return ready
    const underway =
      pictures.get(key) ?? (encodePortrait ?? (async (text: string) => new TextEncoder().encode(text)))(svg, size)
    pictures.set(key, underway)
    try {
      const bytes = new Uint8Array(await underway)
      kept.set(key, bytes)
      return bytes
    } finally {
      pictures.delete(key)
    }
  }

  const picture = async (key: string, look: Look, scale: number, version: number) => {
    const { width, height } = sizes[look.frame]
    const format = key.endsWith('.png') ? ('png' as const) : ('jpeg' as const)
    const svg = drawPortrait({ key: key.split('/')[2] ?? key, ...look, version })
    const bytes = await encode(key, svg, { width: width * scale, height: height * scale, format })
    const type = encodePortrait ? `image/${format}` : 'image/svg+xml'
    return new Response(bytes, {
      headers: { 'content-type': type, 'content-length': String(bytes.length), etag: `"${key.length}-${bytes.length}"` },
    })
  }

  return {
    address: async (troupe, index) => {
      const cast = troupe.cast(index)
      const version = submissionsOf(troupe, index)
      if (version === 0 || cast.cover === 'absent') return undefined
      const path = `/covers/${troupe.idOf(index)}/${version}.${index % 5 === 0 ? 'png' : 'jpg'}`
      const expires = Math.floor(now() / 1000) + (cast.cover === 'expired' ? -60 : lifeSeconds)
      return `${origin()}${path}?AccessKeyId=${accessKey}&Expires=${expires}&Signature=${encodeRfc3986(await signatureOf(path, expires))}`
    },
    thumbnail: (index) =>
      world.ice.moment(index).state === 'Success'
        ? `${origin()}/oss/studio-avatars/${world.ice.idOf(index)}.jpg`
        : undefined,
    serve: async (url) => {
      const [, kind, first = '', second = ''] = url.pathname.split('/')
      if (kind === 'oss') {
        world.ice.at(now())
        const index = world.ice.indexOf(second.replace(/\.jpg$/, ''))
        if (index === undefined) return refuse(404, 'NoSuchKey', 'The specified key does not exist.')
        const { sex, chinese, frame } = world.ice.cast(index)
        return picture(`/oss/${second}`, { sex, chinese, frame, greenScreen: false }, 1, 1)
      }
      const expires = Number(url.searchParams.get('Expires'))
      if (url.searchParams.get('AccessKeyId') !== accessKey)
        return refuse(403, 'InvalidAccessKeyId', 'The access key does not exist.')
      if (url.searchParams.get('Signature') !== (await signatureOf(url.pathname, expires))) {
        return refuse(403, 'SignatureDoesNotMatch', 'The signature does not match.')
      }
      if (expires * 1000 <= now()) return refuse(403, 'AccessDenied', 'Request has expired')
      const troupe = [world.metastudio, world.neighbour].find((one) => one.at(now()) > 0 && one.indexOf(first) !== undefined)
      const index = troupe?.indexOf(first)
      const cast = troupe && index !== undefined ? troupe.cast(index) : undefined
      if (!cast || cast.cover === 'gone') return refuse(404, 'NoSuchKey', 'The specified key does not exist.')
      if (cast.cover === 'unreadable')
        return new Response('<html>not a picture</html>', { headers: { 'content-type': 'image/jpeg' } })
      const scale = cast.resolution === '4K' && cast.frame !== 'square' ? 2 : 1
      const { sex, chinese, frame, greenScreen } = cast
      return picture(url.pathname, { sex, chinese, frame, greenScreen }, scale, Number.parseInt(second, 10))
    },
  }
}
