import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fingerprint } from '../../../src/setup/fingerprint.mjs'

let root = ''
const write = (path: string, text: string) => writeFileSync(join(root, path), text)
const word = () => fingerprint(root, ['src', 'index.html'])

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'understudy-fingerprint-'))
  mkdirSync(join(root, 'src/deep'), { recursive: true })
  write('src/a.ts', 'one')
  write('src/deep/b.ts', 'two')
})
afterEach(() => rmSync(root, { recursive: true }))

it('stays when nothing but a date changed', () => {
  const before = word()
  utimesSync(join(root, 'src/a.ts'), 1, 1)
  expect(word()).toBe(before)
})

it('stays when files outside the paths change', () => {
  const before = word()
  write('README.md', 'new')
  expect(word()).toBe(before)
})

it.each([
  ['content', () => write('src/deep/b.ts', 'three')],
  ['a new file', () => write('src/c.ts', '')],
  ['a path that was missing', () => write('index.html', '')],
  ['a deleted file', () => rmSync(join(root, 'src/a.ts'))],
  ['another name', () => renameSync(join(root, 'src/a.ts'), join(root, 'src/A1.ts'))],
  ['bytes that move to the neighbour', () => (write('src/a.ts', 'on'), write('src/deep/b.ts', 'etwo'))],
])('changes with %s', (_, change) => {
  const before = word()
  change()
  expect(word()).not.toBe(before)
})
