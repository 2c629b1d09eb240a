import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createCoverStore } from '#proxy/node/cover-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'covers-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const picture = { bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), type: 'image/jpeg' } as const
const key = JSON.stringify(['metastudio-cn-north-4', '35f67ab0500624754c974e8b92060f1b', 'v1', 96])

describe('the store of covers', () => {
  it('gives back what was kept, also to another process', async () => {
    await createCoverStore(folder).write(key, picture)
    expect(await createCoverStore(folder).read(key)).toEqual(picture)
    expect(await createCoverStore(folder).read(`${key}.`)).toBeUndefined()
  })

  it('has names that tell nothing, and no half-written file', async () => {
    await createCoverStore(folder).write(key, picture)
    const names = readdirSync(folder)
    expect(names).toHaveLength(1)
    expect(names[0]).toMatch(/^cover-[0-9a-f]{40}$/)
    expect(readFileSync(join(folder, names[0] ?? '')).includes('35f67ab0')).toBe(false)
  })

  it('takes a damaged file and a folder that cannot be written for a miss', async () => {
    await createCoverStore(folder).write(key, picture)
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'damaged')
    expect(await createCoverStore(folder).read(key)).toBeUndefined()
    const nowhere = createCoverStore('/dev/null/covers')
    await expect(nowhere.write(key, picture)).resolves.toBeUndefined()
    await expect(nowhere.read(key)).resolves.toBeUndefined()
  })
})
