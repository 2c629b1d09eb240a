import { describe, expect, it } from 'vitest'

/**
 * The arrows of the house: which part may import which. The path says where code runs; this says what it may reach.
 */
const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })

type Part = 'contract' | 'proxy' | 'web' | 'emulator' | 'demo' | 'gallery'
const arrows: Record<Part, readonly Part[]> = {
  contract: [],
  proxy: ['contract'],
  web: ['contract'],
  emulator: [],
  demo: ['proxy', 'web', 'emulator'],
  gallery: ['contract', 'web'],
}
/** Entries wire the parts together. Nobody imports an entry. */
const entryArrows: Record<string, readonly Part[]> = {
  'proxy/main.ts': ['contract', 'emulator'],
}
const entries = new Set(['proxy/main.ts', 'web/main.tsx', 'emulator/main.ts', 'demo/main.ts', 'gallery/main.tsx'])

/** Files of the proxy whose job is Node's: sockets, disk, images, the process. All others use Web standards only. */
const nodeFiles = new Set(['proxy/main.ts', 'emulator/main.ts'])
const isNodeFile = (file: string) => nodeFiles.has(file) || file.startsWith('proxy/node/') || file.startsWith('emulator/node/')

interface Import {
  file: string
  specifier: string
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

const files = Object.entries(sources).map(([path, text]) => ({ file: path.replace('../src/', ''), text: withoutComments(text) }))
const imports: Import[] = files.flatMap(({ file, text }) =>
  [...text.matchAll(/^\s*(?:(?:import|export)\b[\w\s{},*$]*?\bfrom|import)\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm)].map((match) => ({
    file,
    specifier: match[1] ?? match[2] ?? '',
  })),
)
const partOf = (file: string) => file.split('/')[0] as Part

/** What a specifier points at, as a path below `src`, or `undefined` for a package. */
function target({ file, specifier }: Import): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (!specifier.startsWith('.')) return undefined
  return new URL(specifier, `file:///${file}`).pathname.slice(1)
}

describe('the arrows', () => {
  it('sees the imports', () => {
    expect(files.length).toBeGreaterThan(5)
    expect(imports.length).toBeGreaterThan(5)
  })

  it('each part imports only what it may', () => {
    const wrong = imports.filter((one) => {
      const to = target(one)
      if (to === undefined) return false
      const from = partOf(one.file)
      const allowed = entryArrows[one.file] ?? arrows[from] ?? []
      return partOf(to) !== from && !allowed.includes(partOf(to))
    })
    expect(wrong).toEqual([])
  })

  it('other parts are named by #, neighbours by ./ or ../ within the part', () => {
    const wrong = imports.filter((one) => {
      const to = target(one)
      if (to === undefined) return false
      return one.specifier.startsWith('#') === (partOf(to) === partOf(one.file) && one.file.includes('/'))
    })
    expect(wrong).toEqual([])
  })

  it('the two clouds do not know each other, and the primitives of the page know no job', () => {
    const wrong = imports.filter((one) => {
      const to = target(one) ?? ''
      return (
        (one.file.startsWith('proxy/clouds/ice/') && to.startsWith('proxy/clouds/metastudio/')) ||
        (one.file.startsWith('proxy/clouds/metastudio/') && to.startsWith('proxy/clouds/ice/')) ||
        (one.file.startsWith('web/ui/') && to.startsWith('web/jobs/'))
      )
    })
    expect(wrong).toEqual([])
  })

  it('nobody imports an entry', () => {
    expect(imports.filter((one) => entries.has(target(one) ?? ''))).toEqual([])
  })

  it('the contract needs zod alone', () => {
    expect(
      imports.filter((one) => partOf(one.file) === 'contract' && target(one) === undefined && one.specifier !== 'zod/mini'),
    ).toEqual([])
  })

  it('only files whose job is Node’s use Node', () => {
    const node = /^(node:|undici$|sharp$|pino$|prom-client$|@hono\/node-server)/
    expect(imports.filter((one) => node.test(one.specifier) && !isNodeFile(one.file))).toEqual([])
    expect(
      files
        .filter(({ file, text }) => !/^(web|demo|gallery)\//.test(file) && !isNodeFile(file) && /\b(process|Buffer|window|document)\b\./.test(text))
        .map(({ file }) => file),
    ).toEqual([])
  })
})
