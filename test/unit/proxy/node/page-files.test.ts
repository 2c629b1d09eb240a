import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reservedSourceIds } from '#contract/job.ts'
import { readPage, type Page } from '#proxy/node/page-files.ts'

let folder = ''
const script = `export const words = ${JSON.stringify('understudy '.repeat(200))}`

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'))
  const files = {
    'index.html': '<!doctype html><html><head><base href="/" /><link href="./favicon.svg" /></head><body></body></html>',
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/index-DFwoVPT8.js': script,
    'assets/index-DFwoVPT8.js.map': '{}',
    '.vite/manifest.json': '{}',
    'mockServiceWorker.js': 'worker',
    '.env': 'SECRET=1',
    // As the build lays them there; their content tells them apart.
    'assets/late-DFwoVPT8.js': script,
    'assets/late-DFwoVPT8.js.br': 'packed by the build',
    'assets/late-DFwoVPT8.js.gz': 'zipped by the build',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

function page(basePath = '/', signsIn = false): Page {
  const read = readPage(folder, basePath, signsIn)
  if (read === undefined) throw new Error('no page')
  return read
}
const ask = (of: Page, path: string, headers: Record<string, string> = {}) => of.serve(path, new Request(`http://localhost/${path}`, { headers }))

describe('the built page', () => {
  it.each(['', 'metastudio-cn-north-4/jobs', 'ice-cn-shanghai/jobs/35f67ab0500624754c974e8b92060f1b', 'metastudio/jobs/a/page'])('/%s is the page itself, asked for each time', async (path) => {
    const response = ask(page('/a/b/'), path)
    expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response?.headers.get('cache-control')).toBe('no-cache')
    expect(await response?.text()).toContain('<head><base href="/a/b/" /><link href="./favicon.svg" />')
  })

  it('says from the start whether people have to sign in, so that nothing moves when it is known who did', async () => {
    expect(await ask(page('/', true), '')?.text()).toContain('<html data-sign-in><head>')
    expect(await ask(page('/', false), '')?.text()).toContain('<html><head>')
  })

  it('files with a hash in their name may be kept for ever, others are asked for', () => {
    expect(ask(page(), 'assets/index-DFwoVPT8.js')?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(ask(page(), 'favicon.svg')?.headers.get('cache-control')).toBe('no-cache')
    expect(ask(page(), 'favicon.svg')?.headers.get('content-type')).toBe('image/svg+xml')
  })

  it.each([
    'assets/index-DFwoVPT8.js.map',
    'assets/late-DFwoVPT8.js.br',
    'assets/late-DFwoVPT8.js.gz',
    '.vite/manifest.json',
    '.env',
    'mockServiceWorker.js',
    'index.html',
    '../page/index.html',
    '..%2findex.html',
    'assets/../favicon.svg',
    'assets//index-DFwoVPT8.js',
    'constructor',
    'api/jobs',
    'metastudio/jobs/',
    'metastudio/jobs/a/b',
    'metastudio/jobs/a/page/b',
    'metastudio/job',
    'Metastudio/jobs',
    ...reservedSourceIds.map((id) => `${id}/jobs`),
  ])('%s is nothing', (path) => {
    expect(ask(page(), path)).toBeUndefined()
  })

  it('is sent packed once it is packed, in the best way the caller takes', async () => {
    const packed = page()
    expect(ask(packed, 'assets/index-DFwoVPT8.js', { 'Accept-Encoding': 'gzip, br' })?.headers.get('content-encoding')).toBeNull()
    await packed.pack()
    const asked = async (accepted: string) => {
      const response = ask(packed, 'assets/index-DFwoVPT8.js', { 'Accept-Encoding': accepted })
      return { encoding: response?.headers.get('content-encoding'), bytes: Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0)), vary: response?.headers.get('vary') }
    }
    const best = await asked('gzip, deflate, br, zstd')
    expect(best).toMatchObject({ encoding: 'br', vary: 'Accept-Encoding' })
    expect(brotliDecompressSync(best.bytes).toString()).toBe(script)
    const second = await asked('gzip, br;q=0')
    expect(second.encoding).toBe('gzip')
    expect(gunzipSync(second.bytes).toString()).toBe(script)
    expect((await asked('identity')).bytes.toString()).toBe(script)
  })

  it('is sent as the build packed it, from the first request on and after', async () => {
    const built = page()
    const asked = async (accepted: string) => ask(built, 'assets/late-DFwoVPT8.js', { 'Accept-Encoding': accepted })?.text()
    for (const when of ['at once', 'later']) {
      expect(await asked('gzip, br'), when).toBe('packed by the build')
      expect(await asked('gzip'), when).toBe('zipped by the build')
      await built.pack()
    }
  })

  it('is not sent to one who holds it', () => {
    const held = page()
    const etag = ask(held, '')?.headers.get('etag') ?? ''
    expect(ask(held, '', { 'If-None-Match': etag })?.status).toBe(304)
    expect(ask(held, '', { 'If-None-Match': '"other"' })?.status).toBe(200)
  })

  it('is absent where nothing was built', () => {
    expect(readPage(join(folder, 'nowhere'), '/', false)).toBeUndefined()
  })
})
