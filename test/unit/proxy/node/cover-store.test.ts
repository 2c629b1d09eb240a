import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createCoverStore } from '#proxy/node/cover-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'covers-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const cover = { bytes: new Uint8Array([0xff, 0xd8, 10, 0xe0, 1, 2, 3]), type: 'image/jpeg', version: 'v1' } as const
const key = JSON.stringify(['metastudio-cn-north-4', '35f67ab0500624754c974e8b92060f1b', 96])
const names = () => readdirSync(folder)
const fileOf = (name: string | undefined) => join(folder, name ?? '')

describe('the store of covers', () => {
  it('gives back what was kept, also to another process', async () => {
    await createCoverStore(folder).write(key, cover)
    expect(await createCoverStore(folder).read(key, 'v1')).toEqual(cover)
    expect(await createCoverStore(folder).read(`${key}.`, 'v1')).toBeUndefined()
  })

  it('keeps one version: the new picture takes the place of the old', async () => {
    const store = createCoverStore(folder)
    await store.write(key, cover)
    const second = { ...cover, bytes: new Uint8Array([1, 2]), version: 'v2' }
    expect(await store.read(key, 'v2')).toBeUndefined()
    await store.write(key, second)
    expect(await store.read(key, 'v2')).toEqual(second)
    expect(await store.read(key, 'v1')).toBeUndefined()
    expect(names()).toHaveLength(1)
  })

  it('has names that tell nothing, files for this user alone, and no half-written file', async () => {
    await createCoverStore(folder).write(key, cover)
    expect(names()).toHaveLength(1)
    expect(names()[0]).toMatch(/^cover-[0-9a-f]{40}$/)
    expect(readFileSync(fileOf(names()[0])).includes('35f67ab0')).toBe(false)
    expect(statSync(fileOf(names()[0])).mode & 0o077).toBe(0)
  })

  it('takes a damaged or cut file and a folder that cannot be written for a miss', async () => {
    const store = createCoverStore(folder)
    await store.write(key, cover)
    const whole = readFileSync(fileOf(names()[0]))
    for (const damaged of [Buffer.from('damaged'), whole.subarray(0, -1), Buffer.concat([whole, whole]), Buffer.from('{}\nx'), Buffer.alloc(0)]) {
      writeFileSync(fileOf(names()[0]), damaged)
      expect(await store.read(key, 'v1')).toBeUndefined()
    }
    const nowhere = createCoverStore('/dev/null/covers')
    await expect(nowhere.write(key, cover)).resolves.toBeUndefined()
    await expect(nowhere.read(key, 'v1')).resolves.toBeUndefined()
  })

  it('stays below its size: what was not read for longest goes, and what nobody finished', async () => {
    const big = { ...cover, bytes: new Uint8Array(1_000) }
    const roomy = createCoverStore(folder)
    for (let number = 0; number < 10; number += 1) {
      await roomy.write(`${key}${number}`, big)
      const newest = names().filter((name) => statSync(fileOf(name)).mtimeMs > Date.now() - 60_000)
      for (const name of newest) utimesSync(fileOf(name), new Date(), new Date(Date.now() - (3_600 - number * 60) * 1_000))
    }
    writeFileSync(fileOf('part-abandoned'), 'half')
    utimesSync(fileOf('part-abandoned'), new Date(), new Date(Date.now() - 2 * 3_600_000))
    expect(await roomy.read(`${key}0`, 'v1')).toBeDefined()
    // The first write of a process sweeps.
    await createCoverStore(folder, 6_000).write(`${key}new`, big)
    const bytes = names().reduce((sum, name) => sum + statSync(fileOf(name)).size, 0)
    expect(bytes).toBeLessThanOrEqual(6_000)
    expect(names()).not.toContain('part-abandoned')
    expect(await roomy.read(`${key}0`, 'v1'), 'was just read').toBeDefined()
    expect(await roomy.read(`${key}new`, 'v1'), 'was just written').toBeDefined()
    expect(await roomy.read(`${key}1`, 'v1'), 'the oldest').toBeUndefined()
  })
})
