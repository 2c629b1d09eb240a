import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

interface Locked {
  version?: string
  integrity?: string
  resolved?: string
  hasInstallScript?: boolean
  dev?: boolean
}
interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const readJson = (name: string): unknown => JSON.parse(readFileSync(`${root}${name}`, 'utf8'))
const manifest = readJson('package.json') as Manifest
const lock = readJson('package-lock.json') as { packages: Record<string, Locked> }
const locked = Object.entries(lock.packages).filter(([place]) => place !== '')

/** Packages that may run a script when they are installed, each with what it does. All are for tests. */
const scripted = new Map([
  ['@alicloud/openapi-core', 'on Node 10 and 12 installs older type declarations; on later ones it prints a line'],
  ['msw', 'copies its worker into a folder that package.json names; ours names none'],
])

describe('check 36: what is installed', () => {
  it('is pinned to the exact version, in the manifest too', () => {
    const direct = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(direct.length).toBeGreaterThan(20)
    expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('is known by its hash, every package of the lock, and comes from no other place than the registry that is configured', () => {
    expect(locked.length).toBeGreaterThan(100)
    expect(locked.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true).map(([place]) => place)).toEqual([])
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([])
  })

  it('runs no script at its installation that was not looked at, and nothing that runs in production runs one', () => {
    const withScript = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true)
    expect(withScript.map(([place]) => place.replace(/^.*node_modules\//, '')).filter((name) => !scripted.has(name))).toEqual([])
    expect(withScript.filter(([, { dev }]) => dev !== true).map(([place]) => place)).toEqual([])
  })
})

/** Packages that the files of a part import by name; types alone do not count, nor Node's own. */
function importedBy(sources: Record<string, string>): Set<string> {
  const specifiers = Object.values(sources).flatMap((text) =>
    [...text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s+)?'([^'.#][^']*)'|\bimport\('([^'.#][^']*)'\)/gm)].map(([, one, other]) => one ?? other ?? ''),
  )
  const names = specifiers.filter((specifier) => !specifier.startsWith('node:')).map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'))
  return new Set(names)
}

describe('the packages of the last stage', () => {
  const proxy = importedBy({
    ...import.meta.glob<string>('../../../src/proxy/**/*.ts', { query: '?raw', import: 'default', eager: true }),
    ...import.meta.glob<string>('../../../src/contract/**/*.ts', { query: '?raw', import: 'default', eager: true }),
    ...import.meta.glob<string>('../../../src/emulator/**/*.ts', { query: '?raw', import: 'default', eager: true }),
  })
  const page = importedBy(import.meta.glob<string>('../../../src/web/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }))

  it('are all that the built proxy imports', () => {
    expect(proxy.size).toBeGreaterThan(5)
    expect([...proxy].filter((name) => manifest.dependencies[name] === undefined)).toEqual([])
  })

  it('hold nothing of the page, which is built before', () => {
    expect(page.size).toBeGreaterThan(3)
    expect([...page].filter((name) => !proxy.has(name) && manifest.dependencies[name] !== undefined)).toEqual([])
  })

  it('are those that npm sbom does not mark as of development, each with its version and licence', () => {
    const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'ignore'] })
    const { components } = JSON.parse(text) as { components: { name: string; version: string; licenses?: unknown[]; properties?: { name: string; value: string }[] }[] }
    const running = components.filter(({ properties = [] }) => !properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true'))
    const versions = Object.fromEntries(running.map(({ name, version }) => [name, version]))
    expect(versions).toMatchObject(manifest.dependencies)
    expect(Object.keys(manifest.devDependencies).filter((name) => versions[name] !== undefined)).toEqual([])
    expect(running.filter(({ licenses = [] }) => licenses.length === 0).map(({ name }) => name)).toEqual([])
  })
})
