import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ensureBuilt, isBuilt } from '../../../src/setup/built.mjs'
import { StepError } from '../../../src/setup/step.mjs'

/** A stand-in for Vite that writes what Vite would, so that the rules of freshness are tested without a real build. */
const vite = `import { appendFileSync, mkdirSync, writeFileSync, readFileSync } from 'node:fs'
if (readFileSync('src/proxy.ts', 'utf8') === 'broken') { console.error('src/proxy.ts: it does not parse'); process.exit(1) }
const dir = process.argv.includes('--ssr') ? 'dist/proxy' : 'dist/web'
mkdirSync(dir, { recursive: true })
writeFileSync(dir + '/main.js', String(process.env.NODE_ENV))
appendFileSync('builds', dir + '\\n')`

let root = ''
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'understudy-built-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  write('package.json', '{"type":"module"}')
  write('src/proxy.ts', 'one')
  write('src/setup/pack-page.mjs', 'one')
  write('node_modules/vite/bin/vite.js', vite)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true })
})

it('is not built before the first build and is after it', async () => {
  expect(isBuilt(root)).toBe(false)
  expect((await ensureBuilt(root)).href).toMatch(/\/dist\/proxy\/main\.js$/)
  expect(isBuilt(root)).toBe(true)
})

it.each([
  ['a source changes', 'src/proxy.ts'],
  ['a step of the build changes', 'src/setup/pack-page.mjs'],
  ['a file for the page appears', 'public/icon.svg'],
  ['the lock changes', 'package-lock.json'],
  ['somebody builds by hand', 'dist/proxy/main.js'],
])('is stale when %s', async (_, path) => {
  await ensureBuilt(root)
  write(path, 'two')
  expect(isBuilt(root)).toBe(false)
})

it('is stale when a built file is lost', async () => {
  await ensureBuilt(root)
  rmSync(join(root, 'dist/web/main.js'))
  expect(isBuilt(root)).toBe(false)
})

it('shows what the build complained about, and stays stale', async () => {
  await ensureBuilt(root)
  write('src/proxy.ts', 'broken')
  const failure = ensureBuilt(root)
  await expect(failure).rejects.toThrow(StepError)
  await expect(failure).rejects.toThrow('src/proxy.ts: it does not parse')
  expect(isBuilt(root)).toBe(false)
})

/** Another process that wants the same build. */
const builder = `import { ensureBuilt } from ${JSON.stringify(new URL('../../../src/setup/built.mjs', import.meta.url).href)}
await ensureBuilt(process.cwd())`
const builds = () => readFileSync(join(root, 'builds'), 'utf8').trim().split('\n').sort()

it('is built once when several ask for it, in one process and in others', async () => {
  const others = [1, 2].map(() => once(spawn(process.execPath, ['--input-type=module', '--eval', builder], { cwd: root }), 'close'))
  await Promise.all([ensureBuilt(root), ensureBuilt(root)])
  expect(await Promise.all(others)).toEqual([[0, null], [0, null]])
  expect(builds()).toEqual(['dist/proxy', 'dist/web'])
  expect(existsSync(join(root, 'dist/.building'))).toBe(false)
})

it.each([
  ['in another process', () => spawnSync(process.execPath, ['--version']).pid],
  ['in a container of before, where it had our number', () => process.pid],
])('is built although who was at it ended before the end, %s', async (_, ended) => {
  write('dist/.building', `${ended()}\n`)
  await ensureBuilt(root)
  expect(isBuilt(root)).toBe(true)
})

it.each([
  ['whose number a process has that builds nothing', () => `${process.ppid}\n`, 11 * 60],
  ['who had no room to write the number', () => '', 11],
])('is built although somebody was at it %s', async (_, text, ageSeconds) => {
  write('dist/.building', text())
  const then = Date.now() / 1000 - ageSeconds
  utimesSync(join(root, 'dist/.building'), then, then)
  await ensureBuilt(root)
  expect(isBuilt(root)).toBe(true)
})

it('is built although the one before failed', async () => {
  write('src/proxy.ts', 'broken')
  await expect(ensureBuilt(root)).rejects.toThrow(StepError)
  write('src/proxy.ts', 'mended')
  await ensureBuilt(root)
  expect(isBuilt(root)).toBe(true)
})
