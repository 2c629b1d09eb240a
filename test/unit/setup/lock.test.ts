import { describe, expect, it } from 'vitest'
import { lockDisagreements, missingPackages } from '../../../src/setup/lock.mjs'

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const react = { version: '19.3.1' }

describe('missing packages', () => {
  it('are none when every locked package is installed in its version', () => {
    const lock = { packages: { '': {}, 'node_modules/react': react } }
    expect(missingPackages(lock, { packages: { 'node_modules/react': react } }, linux)).toEqual([])
  })

  it('are those not installed and those in another version', () => {
    const lock = { packages: { 'node_modules/react': react, 'node_modules/zod': { version: '4.6.7' } } }
    const installed = { packages: { 'node_modules/react': { version: '18.0.0' } } }
    expect(missingPackages(lock, installed, linux)).toEqual(['node_modules/react', 'node_modules/zod'])
  })

  it('include the native build for this system, but not for another processor or C library', () => {
    const build = (cpu: string, libc: string) => ({ version: '1.0.0', optional: true, os: ['linux'], cpu: [cpu], libc: [libc] })
    const lock = {
      packages: {
        'node_modules/a-gnu': build('x64', 'glibc'),
        'node_modules/a-musl': build('x64', 'musl'),
        'node_modules/a-arm': build('arm64', 'glibc'),
        'node_modules/a-wasm': { version: '1.0.0', optional: true },
        'node_modules/a-any': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
      },
    }
    expect(missingPackages(lock, { packages: {} }, linux)).toEqual(['node_modules/a-gnu', 'node_modules/a-any'])
    expect(missingPackages(lock, { packages: {} }, { ...linux, libc: 'musl' })).toEqual([
      'node_modules/a-musl',
      'node_modules/a-any',
    ])
    expect(missingPackages(lock, { packages: {} }, { os: 'darwin', cpu: 'arm64', libc: undefined })).toEqual([])
  })
})

describe('disagreements of package.json and its lock', () => {
  const lock = { packages: { '': { dependencies: { react: '19.3.1' }, devDependencies: { vite: '8.3.8' } } } }

  it('are none when both name the same packages', () => {
    expect(lockDisagreements({ dependencies: { react: '19.3.1' }, devDependencies: { vite: '8.3.8' } }, lock)).toEqual([])
  })

  it('name a package that was added, changed or dropped by hand', () => {
    expect(lockDisagreements({ dependencies: { react: '19.3.2', zod: '4.6.7' } }, lock)).toEqual(['react', 'zod', 'vite'])
  })
})
