import { LRUCache } from 'lru-cache'
import { toEncoding } from './accept-encoding.ts'
import type { Answer } from './answer.ts'

export type Encoding = 'br' | 'gzip'
export type Bytes = Uint8Array<ArrayBuffer>
/** What packs bytes for transport, where the platform has it. */
export type Compressors = Readonly<Record<Encoding, (bytes: Bytes) => Promise<Bytes>>>

/** Our preference among what the caller likes equally. */
const encodings = ['br', 'gzip'] as const satisfies readonly Encoding[]
/** Below this the packed form saves no packet. */
const minBytes = 1024
const memoryBytes = 16 * 1024 * 1024

/**
 * Packs answers for transport, each body once for each encoding and as long as it is asked for, within 16 MiB. A body is known
 * by its weak tag, which is made of the body alone: a tag that came from memory needs no packing again.
 */
export function createPacking(compressors: Compressors): (request: Request, answer: Answer) => Promise<Answer> {
  const packed = new LRUCache<string, Bytes>({ maxSize: memoryBytes, sizeCalculation: (bytes) => bytes.length + 100 })
  const flights = new Map<string, Promise<Bytes>>()
  /** The same few browsers ask again and again. */
  const wishes = new LRUCache<string, { encoding: Encoding | undefined }>({ max: 100 })

  function toWish(header: string): Encoding | undefined {
    const known = wishes.get(header)
    if (known !== undefined) return known.encoding
    const encoding = toEncoding(header, encodings)
    wishes.set(header, { encoding })
    return encoding
  }

  function pack(key: string, encoding: Encoding, body: Bytes): Promise<Bytes> {
    const running = flights.get(key)
    if (running !== undefined) return running
    const flight = compressors[encoding](body)
      .then((bytes) => {
        packed.set(key, bytes)
        return bytes
      })
      .finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }

  return async (request, answer) => {
    const { status, headers, content: body } = answer
    const { ETag: tag } = headers
    if (body === null || tag === undefined || body.length < minBytes) return answer
    const header = request.headers.get('Accept-Encoding')
    const encoding = header === null ? undefined : toWish(header)
    if (encoding === undefined) return answer
    const key = `${encoding} ${tag}`
    const content = packed.get(key) ?? (await pack(key, encoding, body))
    headers['Content-Encoding'] = encoding
    headers['Content-Length'] = String(content.length)
    return { status, headers, content }
  }
}
