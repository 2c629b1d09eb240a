import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chromiumFlags, findChromium } from '../../setup/chromium.mjs'

let folder = ''
const program = (name: string, script: string) => {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-chromium-'))
  vi.stubEnv('CHROMIUM', '')
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe.skipIf(process.platform === 'win32' || process.platform === 'darwin')('finding Chromium', () => {
  it('takes the one that CHROMIUM names before any other', () => {
    program('chromium', 'echo Chromium 156')
    const wished = program('my-browser', 'echo Google Chrome 156')
    vi.stubEnv('CHROMIUM', wished)
    expect(findChromium()).toBe(wished)
  })

  it('takes the first on the path', () => {
    expect(findChromium()).not.toBe(join(folder, 'chromium'))
    const first = program('chromium', 'echo Chromium 156')
    expect(findChromium()).toBe(first)
  })

  it('passes over a script that only tells where to get one', () => {
    program('chromium', 'echo "Command requires the chromium snap to be installed" >&2; exit 1')
    expect(findChromium()).not.toBe(join(folder, 'chromium'))
  })

  it.each([
    ['does not exist', () => join(folder, 'nowhere')],
    ['does not start', () => program('broken', 'exit 1')],
    ['is something else', () => program('firefox', 'echo Mozilla Firefox 150')],
  ])('refuses a wish that %s, and names it', (_, wish) => {
    vi.stubEnv('CHROMIUM', wish())
    expect(findChromium).toThrow(`CHROMIUM names ${wish()}, which is not a Chromium that starts.`)
  })
})

it('Chromium goes without what Playwright leaves out, whose flag ours takes the place of', () => {
  const bundle = readFileSync(new URL('../../../node_modules/playwright-core/lib/coreBundle.js', import.meta.url), 'utf8')
  const [, list = ''] = /disabledFeatures = \[(.*?)\]/s.exec(bundle) ?? []
  const theirs = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name = '']) => name).filter((name) => !/Win$|^ms/.test(name))
  const ours = chromiumFlags.filter((flag) => flag.startsWith('--disable-features=')).flatMap((flag) => flag.slice('--disable-features='.length).split(','))
  expect(theirs.length).toBeGreaterThan(5)
  expect(ours).toEqual(expect.arrayContaining(theirs))
})
