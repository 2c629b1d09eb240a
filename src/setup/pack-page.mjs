import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const packable = new Set(['.js', '.css', '.svg', '.json', '.webmanifest', '.txt'])
/** Below this the packed form saves no packet. */
const minBytes = 512

/**
 * A plugin for the build of the page: lays beside each file what it is packed to for transport, as small as can be, so that no process
 * spends its first seconds on it. The page itself is left out: it is written anew for the path it is served under.
 * @returns {import('vite').Plugin}
 */
export function packPage() {
  let folder = ''
  return {
    name: 'understudy-pack-page',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = join(root, build.outDir)
    },
    closeBundle: {
      order: 'post',
      async handler() {
        const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => packable.has(extname(name)))
        await Promise.all(names.map((name) => pack(join(folder, name))))
      },
    },
  }
}

/** @param {string} path */
async function pack(path) {
  const body = readFileSync(path)
  if (body.length < minBytes) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  const [br, zip] = await Promise.all([promisify(brotliCompress)(body, { params }), promisify(gzip)(body, { level: constants.Z_BEST_COMPRESSION })])
  writeFileSync(`${path}.br`, br)
  writeFileSync(`${path}.gz`, zip)
}
