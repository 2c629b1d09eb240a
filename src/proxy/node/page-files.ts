import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { isSourceId, jobIdPattern } from '#contract/job.ts'
import { toEncoding } from '../answers/accept-encoding.ts'

interface PageFile {
  body: Uint8Array<ArrayBuffer>
  type: string
  etag: string
  isHashed: boolean
  packed: { br?: Uint8Array<ArrayBuffer>; gzip?: Uint8Array<ArrayBuffer> }
}
const encodings = ['br', 'gzip'] as const

export interface Page {
  /** The file or view at a path below the base path; `undefined` for anything that was not built. */
  serve(path: string, request: Request): Response | undefined
  /** Packs for transport what the build has not packed; until it is done that is sent as it is. */
  pack(): Promise<void>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}
const packable = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt'])

/**
 * The built page, read once: only files that stood in the folder at the start are ever served, and no path of a request touches the
 * disk. `undefined` when the page is not built.
 *
 * @param signsIn whether people have to sign in: the page then keeps a place for whoever does, from its first frame on
 */
export function readPage(folder: string, basePath: string, signsIn: boolean): Page | undefined {
  const files = new Map<string, PageFile>()
  const names = new Set(listFiles(folder))
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
  for (const name of names) {
    const type = types[extname(name)]
    if (type === undefined || name.startsWith('.vite/') || name === 'mockServiceWorker.js') continue
    const bytes = read(name)
    const body = name === 'index.html' ? new TextEncoder().encode(withSignIn(withBase(new TextDecoder().decode(bytes), basePath), signsIn)) : bytes
    const packed = { ...(names.has(`${name}.br`) && { br: read(`${name}.br`) }), ...(names.has(`${name}.gz`) && { gzip: read(`${name}.gz`) }) }
    const etag = createHash('sha256').update(body).digest('base64url').slice(0, 22)
    files.set(name, { body, type, etag, isHashed: /^assets\/.*-[\w-]{8}\.\w+$/.test(name), packed })
  }
  const index = files.get('index.html')
  if (index === undefined) return undefined
  return {
    serve(path, request) {
      const file = isView(path) ? index : path === 'index.html' ? undefined : files.get(path)
      return file === undefined ? undefined : toFileResponse(file, request)
    },
    async pack() {
      const large = [...files].filter(([name, { body }]) => packable.has(extname(name)) && body.length > 512).map(([, file]) => file)
      // The quick way for all of them first; one at a time, because requests need the same threads.
      for (const file of large) file.packed.gzip ??= new Uint8Array(await zip(file.body, { level: 9 }))
      for (const file of large) file.packed.br ??= new Uint8Array(await brotli(file.body, toBrotliOptions(file.body.length)))
    },
  }
}

/** `/`, `/{source}/jobs`, `/{source}/jobs/{id}`, `/{source}/jobs/{id}/page`: the addresses the page draws itself. */
function isView(path: string): boolean {
  if (path === '') return true
  const [source = '', jobs, jobId, page, ...more] = path.split('/')
  return isSourceId(source) && jobs === 'jobs' && more.length === 0 && (jobId === undefined || jobIdPattern.test(jobId)) && (page === undefined || page === 'page')
}

/** The page with the path it is served under: addresses in it, and those it asks the API by, start from there. */
function withBase(html: string, basePath: string): string {
  const base = `<base href="${basePath}" />`
  const written = html.replace(/<base\b[^>]*>/i, base)
  return written.includes(base) ? written : html.replace(/<head>/i, `<head>\n    ${base}`)
}

const withSignIn = (html: string, signsIn: boolean) => (signsIn ? html.replace(/<html\b/i, '<html data-sign-in') : html)

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/').replace(/^\//, ''))
  } catch {
    return []
  }
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

const toBrotliOptions = (size: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: size } })

function toFileResponse({ body, type, etag, isHashed, packed }: PageFile, request: Request): Response {
  const encoding = toEncoding(request.headers.get('Accept-Encoding'), encodings.filter((one) => packed[one] !== undefined))
  const tag = `"${etag}${encoding === undefined ? '' : `-${encoding}`}"`
  const headers = new Headers({
    // A hashed name never means another content; the page itself is asked for each time.
    'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: tag,
    Vary: 'Accept-Encoding',
  })
  const held = request.headers.get('If-None-Match')
  if (held !== null && (held.trim() === '*' || held.split(',').some((one) => one.trim().replace(/^W\//, '').startsWith(`"${etag}`)))) return new Response(null, { status: 304, headers })
  const bytes = (encoding === undefined ? undefined : packed[encoding]) ?? body
  headers.set('Content-Type', type)
  headers.set('Content-Length', String(bytes.length))
  if (encoding !== undefined) headers.set('Content-Encoding', encoding)
  return new Response(bytes, { headers })
}
