import { pipeline, type Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { Fetched } from '../upstream/attempt.ts'
import type { Bytes } from '../upstream/body.ts'

/** What an answer may be packed with. */
export const acceptedEncodings = 'br, gzip'

/** A body that breaks off is read as far as it came, as browsers do: whoever reads it sees that it is not whole. */
const zlib = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const brotli = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }
const unpackers = new Map([
  ['gzip', () => createGunzip(zlib)],
  ['x-gzip', () => createGunzip(zlib)],
  ['br', () => createBrotliDecompress(brotli)],
])
/** Each takes memory before the first byte comes, and nobody packs more often. */
const mostUnpackers = 2

/** The answer of undici's `request` in the form that attempts are made with: `fetch` itself takes several streams and objects more for each. */
export function toFetched({ statusCode, headers, body }: Dispatcher.ResponseData): Fetched {
  const get = (name: string): string | null => {
    const value = headers[name.toLowerCase()]
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
  }
  return { type: 'basic', status: statusCode, headers: { get }, body: toBytes(unpack(body, get('content-encoding'))) }
}

/** What is packed with something that was not asked for stays as it is. */
function unpack(body: Readable, encoding: string | null): Readable {
  const names = (encoding ?? '').toLowerCase().split(',').map((name) => name.trim())
  const steps = names.filter((name) => name !== '' && name !== 'identity').map((name) => unpackers.get(name))
  if (steps.length > mostUnpackers) return body
  return steps.reduceRight((packed, start) => (start === undefined ? packed : pipeline(packed, start(), () => undefined)), body)
}

function toBytes(body: Readable): Bytes {
  // What is not read to its end ends with an error, for which nobody waits.
  body.on('error', () => undefined)
  const pieces: AsyncIterator<Uint8Array, undefined> = body[Symbol.asyncIterator]()
  const cancel = async () => void body.destroy()
  return { getReader: () => ({ read: () => pieces.next(), cancel }), cancel }
}
