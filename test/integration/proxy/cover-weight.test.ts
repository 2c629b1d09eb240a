import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { ensureBuilt } from '../../../src/setup/built.mjs'
import { startProduct } from '../../setup/product.mjs'

/** A page of the list: 100 rows, whose covers are 36 CSS px wide, so that 96 px are more than twice the density. */
const rows = 100
const enough = 12
const jobs = 'api/sources/metastudio-cn-north-4/jobs'

beforeAll(() => ensureBuilt(fileURLToPath(new URL('../../../', import.meta.url))), 120_000)

it('covers of 96 px weigh 1.5 kB at most on average, and those of a page less than 400 kB', { timeout: 60_000 }, async () => {
  const product = await startProduct({ UNDERSTUDY_LOG_LEVEL: 'silent' })
  onTestFinished(async () => void (await product.stop()))
  const { jobs: listed } = JobList.parse(await (await fetch(new URL(`${jobs}?limit=60`, product.address))).json())
  for (const type of ['image/webp', 'image/avif']) {
    const sizes: number[] = []
    for (const { job_id: id } of listed) {
      const answer = await fetch(new URL(`${jobs}/${id}/cover?width=96`, product.address), { headers: { accept: type } })
      const { byteLength } = await answer.arrayBuffer()
      // Some covers of the demo are missing on purpose.
      if (answer.status === 200) sizes.push(byteLength)
      if (sizes.length === enough) break
    }
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    expect(sizes).toHaveLength(enough)
    expect(mean).toBeLessThanOrEqual(1_500)
    expect(mean * rows).toBeLessThan(400_000)
    // Pictures, not patches of one colour.
    expect(Math.min(...sizes)).toBeGreaterThan(300)
  }
})
