import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CoverStore } from '../covers.ts'
import { imageTypeOf } from '../image-type.ts'

const maxFiles = 20_000
/** Sweeping the folder costs more than a few pictures too many. */
const writesBetweenSweeps = 500

/**
 * Resized covers in a folder, at most 20,000; the longest unread go first. Names are digests: neither a job's id nor an address
 * can be read from them. Trouble with the disk is a miss, never an error.
 */
export function createCoverStore(folder: string): CoverStore {
  const fileOf = (key: string) => join(folder, `cover-${createHash('sha256').update(key).digest('hex').slice(0, 40)}`)
  let writes = 0

  async function prune(): Promise<void> {
    const names = (await readdir(folder)).filter((name) => name.startsWith('cover-'))
    if (names.length <= maxFiles) return
    const files = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
    files.sort((a, b) => a.at - b.at)
    for (const { name } of files.slice(0, files.length - Math.floor(maxFiles * 0.9))) await rm(join(folder, name), { force: true })
  }

  return {
    async read(key) {
      try {
        const bytes = new Uint8Array(await readFile(fileOf(key)))
        const type = imageTypeOf(bytes)
        if (type === undefined) return undefined
        await utimes(fileOf(key), new Date(), new Date())
        return { bytes, type }
      } catch {
        return undefined
      }
    },
    async write(key, { bytes }) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        // Whole or not at all, also for another process that reads.
        const unfinished = join(folder, `.${randomUUID()}`)
        await writeFile(unfinished, bytes, { mode: 0o600 })
        await rename(unfinished, fileOf(key))
        writes += 1
        if (writes % writesBetweenSweeps === 0) await prune()
      } catch {
        // The picture stays in memory.
      }
    },
  }
}
