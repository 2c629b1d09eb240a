import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ensureInstalled, npmCi } from '../../../src/setup/installed.mjs'

const react = { version: '19.3.1' }

/** A stand-in for npm that notes it was called and installs what the lock asks for, or fails as npm does. */
const npm = `const { mkdirSync, writeFileSync, readFileSync, existsSync } = require('node:fs')
if (existsSync('offline')) { console.error('npm error code ENOTFOUND'); process.exit(1) }
mkdirSync('node_modules', { recursive: true })
writeFileSync('node_modules/.package-lock.json', readFileSync('package-lock.json', 'utf8'))
writeFileSync('called', process.argv[2] ?? '')`

let root = ''
let said = ''
const write = (path: string, content: unknown) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}
const isNpmCalled = async () => {
  rmSync(join(root, 'called'), { force: true })
  await ensureInstalled(root)
  return existsSync(join(root, 'called'))
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'understudy-installed-'))
  write('package.json', { dependencies: { react: '19.3.1' } })
  write('package-lock.json', { packages: { '': { dependencies: { react: '19.3.1' } }, 'node_modules/react': react } })
  write('npm/npm-cli.js', npm)
  said = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
  vi.stubEnv('npm_execpath', join(root, 'npm/npm-cli.js'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(root, { recursive: true })
})

describe('installing', () => {
  it('runs npm ci once, then skips', async () => {
    expect(await isNpmCalled()).toBe(true)
    expect(await isNpmCalled()).toBe(false)
  })

  it('runs again when the lock has changed', async () => {
    await isNpmCalled()
    const packages = { '': { dependencies: { react: '19.3.1' } }, 'node_modules/react': react, 'node_modules/scheduler': react }
    write('package-lock.json', { packages })
    expect(await isNpmCalled()).toBe(true)
  })

  it('runs again when somebody removed packages with npm', async () => {
    await isNpmCalled()
    write('node_modules/.package-lock.json', { packages: {} })
    expect(await isNpmCalled()).toBe(true)
  })

  it('says in one line what it does and how long it took, and nothing when it skips', async () => {
    await isNpmCalled()
    expect(said).toMatch(/^Installing packages with npm ci … \d+\.\d s\n$/)
    said = ''
    await isNpmCalled()
    expect(said).toBe('')
  })

  it('takes what somebody installed by hand, when everything is there', async () => {
    write('node_modules/.package-lock.json', { packages: { 'node_modules/react': react } })
    expect(await isNpmCalled()).toBe(false)
  })

  it('shows the last lines of npm when it fails, and tries again next time', async () => {
    write('offline', '')
    await expect(ensureInstalled(root)).rejects.toThrow(/npm error code ENOTFOUND[\s\S]*Installing packages with npm ci failed/)
    rmSync(join(root, 'offline'))
    expect(await isNpmCalled()).toBe(true)
  })

  it('names the packages that package.json and the lock disagree about', async () => {
    write('package.json', { dependencies: { react: '19.3.1', zod: '4.6.7' } })
    await expect(ensureInstalled(root)).rejects.toThrow('package.json and package-lock.json disagree about zod')
  })

  it('says which file cannot be read', async () => {
    write('package-lock.json', readFileSync(join(root, 'package-lock.json'), 'utf8').slice(0, 20))
    await expect(ensureInstalled(root)).rejects.toThrow('package-lock.json cannot be read as JSON')
  })
})

describe('the npm command', () => {
  it('drops what would change the installed tree, in any spelling', () => {
    const disturbing = { NODE_ENV: 'production', npm_config_omit: 'dev', NPM_CONFIG_PRODUCTION: 'true', 'npm_config_dry-run': 'true' }
    expect(npmCi(disturbing).env).toEqual({})
  })

  it('keeps registry, cache, certificates and the rest of the environment', () => {
    const kept = {
      PATH: '/bin',
      npm_config_registry: 'https://registry.example/',
      npm_config_cache: '/cache',
      npm_config_cafile: '/ca.pem',
      'npm_config_@ours:registry': 'https://ours.example/',
      npm_config_omit_lockfile_registry_resolved: 'true',
    }
    expect(npmCi(kept).env).toEqual(kept)
  })

  it('asks for the development packages by name', () => {
    expect(npmCi({}).args).toEqual(expect.arrayContaining(['ci', '--include=dev', '--include=optional']))
  })

  it('uses the npm that started us, but no other package manager', () => {
    expect(npmCi({ npm_execpath: '/lib/npm/bin/npm-cli.js' })).toMatchObject({ file: process.execPath })
    expect(npmCi({ npm_execpath: '/lib/yarn.js' })).toMatchObject({ file: 'npm' })
  })
})
