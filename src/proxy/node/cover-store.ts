import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { CoverStore } from '../covers/covers.ts'

const defaultMaxBytes = 256 * 1024 * 1024
/** Sweeping the folder costs more than a few pictures too many. */
const writesBetweenSweeps = 500
const abandonedMs = 3600_000

/** The first line of a file: what the picture is, and how long, so that half a file is none. */
const Head = z.object({ version: z.string(), type: z.enum(['image/avif', 'image/webp', 'image/jpeg', 'image/png']), length: z.number() })
const longestHead = 400

/**
 * Resized covers in a folder of at most `maxBytes` (256 MiB), swept now and then; the longest unread go first. A new version takes the place
 * of the old one. Names are digests: neither a job's id nor an address can be read from them. Trouble with the disk is a miss, never an error.
 */
export function createCoverStore(folder: string, maxBytes: number = defaultMaxBytes): CoverStore {
  const fileOf = (key: string) => join(folder, `cover-${createHash('sha256').update(key).digest('hex').slice(0, 40)}`)
  let writes = 0

  async function prune(): Promise<void> {
    const names = (await readdir(folder)).filter((name) => /^(?:cover|part)-/.test(name))
    const files = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs, size } = await stat(join(folder, name))
        return { name, at: mtimeMs, size }
      }),
    )
    files.sort((a, b) => a.at - b.at)
    let bytes = files.reduce((sum, { size }) => sum + size, 0)
    const lowest = bytes > maxBytes ? maxBytes * 0.9 : maxBytes
    for (const { name, at, size } of files) {
      const isAbandoned = name.startsWith('part-') && Date.now() - at > abandonedMs
      if (!isAbandoned && bytes <= lowest) continue
      await rm(join(folder, name), { force: true })
      bytes -= size
    }
  }

  return {
    async read(key, version) {
      try {
        const file = new Uint8Array(await readFile(fileOf(key)))
        const end = file.subarray(0, longestHead).indexOf(10)
        const head = Head.parse(JSON.parse(new TextDecoder().decode(file.subarray(0, end))))
        const bytes = file.slice(end + 1)
        if (head.version !== version || head.length !== bytes.length) return undefined
        await utimes(fileOf(key), new Date(), new Date())
        return { bytes, type: head.type, version }
      } catch {
        return undefined
      }
    },
    async write(key, { bytes, type, version }) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        // Whole or not at all, also for another process that reads.
        const unfinished = join(folder, `part-${randomUUID()}`)
        const head = new TextEncoder().encode(`${JSON.stringify({ version, type, length: bytes.length })}\n`)
        await writeFile(unfinished, [head, bytes], { mode: 0o600 })
        await rename(unfinished, fileOf(key))
        // Also after the first one: a process that is often restarted may never come to the next.
        if (writes % writesBetweenSweeps === 0) await prune()
        writes += 1
      } catch {
        // The picture stays in memory.
      }
    },
  }
}
