import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { ensureBuilt } from '../../../src/setup/built.mjs'
import { startProduct } from '../../setup/product.mjs'
import { metastudio } from '../world.ts'

beforeAll(() => ensureBuilt(fileURLToPath(new URL('../../../', import.meta.url))), 120_000)

const mebibyte = 1024 * 1024

/** A folder with covers of so many mebibytes, the first one unread for longest. They take no room on the disk: nothing was written into them. */
function folderOf(sizes: readonly number[]) {
  const folder = mkdtempSync(join(tmpdir(), 'cover-folder-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const names = sizes.map((_, place) => `cover-${String(place).repeat(40)}`)
  for (const [place, name] of names.entries()) {
    const file = join(folder, name)
    writeFileSync(file, '')
    truncateSync(file, (sizes[place] ?? 0) * mebibyte)
    utimesSync(file, new Date(), new Date(Date.UTC(2026, 0, 1 + place)))
  }
  return { folder, kept: () => names.map((name) => readdirSync(folder).includes(name)), added: () => readdirSync(folder).filter((name) => name.startsWith('cover-') && !names.includes(name)).length }
}

/** Starts the product as it is with this folder, and has it keep one cover. */
async function keepOne(folder: string) {
  const { address, stop } = await startProduct({ UNDERSTUDY_LOG_LEVEL: 'silent', UNDERSTUDY_DEMO_JOBS: '30', UNDERSTUDY_DEMO_ICE_JOBS: '5', UNDERSTUDY_CACHE_DIR: folder })
  onTestFinished(async () => void (await stop()))
  const jobs = `${address}api/sources/${metastudio}/jobs`
  const list = JobList.parse(await (await fetch(jobs)).json())
  // Some covers of the demo are broken on purpose.
  for (const { job_id: id } of list.jobs.filter(({ cover }) => cover === 'yes')) {
    if ((await fetch(`${jobs}/${id}/cover`)).status === 200) return
  }
  throw new Error('no job of the demo has a cover')
}

it.each([
  ['is left alone while it holds less than 256 MiB', [127, 128], [true, true]],
  ['loses what was not read for longest when it holds more', [127, 128, 2], [false, true, true]],
])('the folder of covers that the product is given, with nothing else said, %s', async (_what, sizes, kept) => {
  const { folder, kept: found, added } = folderOf(sizes)
  await keepOne(folder)
  await expect.poll(added).toBe(1)
  await expect.poll(found).toEqual(kept)
})
