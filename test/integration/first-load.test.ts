import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, expect, it } from 'vitest'
import { ensureBuilt } from '../../src/setup/built.mjs'

/** JavaScript that a browser must have before the first row can be drawn, packed as it is served. */
const budgetBytes = 110_000
const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(`${root}dist/web/${path}`)

beforeAll(() => ensureBuilt(root), 120_000)

/** The scripts that the page names, and every file that these import at once. What `import()` fetches is not among them. */
function firstFiles(): Set<string> {
  const files = new Set<string>()
  const add = (file: string) => {
    if (files.has(file)) return
    files.add(file)
    for (const [, next = ''] of read(file).toString().matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g)) add(`assets/${next}`)
  }
  for (const [, file = ''] of read('index.html').toString().matchAll(/(?:src|href)="\.\/(assets\/[\w.-]+\.js)"/g)) add(file)
  return files
}

it('the page needs at most 110 kB of JavaScript until its first row', () => {
  const files = [...firstFiles()]
  expect(files.length).toBeGreaterThan(0)
  const sizes = files.map((file) => ({ file, bytes: brotliCompressSync(read(file)).byteLength }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  // React alone is more than half of it: less would mean that the files were not found.
  expect(total).toBeGreaterThan(60_000)
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(budgetBytes)
})

it('what the first row does not need comes later', () => {
  const first = [...firstFiles()].map((file) => read(file).toString()).join('')
  // A word of each part that has a chunk of its own: the drawer, the log’s codes, the keys’ sheet, the export, notices of trouble, the server’s problems, the second language.
  for (const word of ['What happened', 'USER_VERIFYING_SUBMITTED', 'Go to the failed jobs', 'text/csv', 'has not answered since', 'list copied', 'locked or expired', '等待']) expect(first).not.toContain(word)
})
