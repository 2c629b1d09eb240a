import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Compressors } from '../answers/packing.ts'

const zip = promisify(gzip)
const brotli = promisify(brotliCompress)

/** Packs on the threads of the process: quickly, because somebody waits, yet once for all who ask. */
export const compressors: Compressors = {
  gzip: async (bytes) => new Uint8Array(await zip(bytes, { level: 6 })),
  br: async (bytes) =>
    new Uint8Array(await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })),
}
