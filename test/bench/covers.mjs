/**
 * `node test/bench/covers.mjs` (after `npm run build`): what the covers of the demo weigh, as Chromium asks for them and as a browser without
 * AVIF does. A page of 100 rows shows them at 36 CSS pixels, so 96 px is more than twice the density.
 */
import { startProduct } from '../setup/product.mjs'

const chromium = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8'
const bounds = { width: 96, meanBytes: 1_500, pageBytes: 400_000 }

const product = await startProduct({ UNDERSTUDY_LOG_LEVEL: 'silent' })
try {
  const list = await fetch(new URL('api/sources/metastudio-cn-north-4/jobs?limit=100', product.address))
  /** @type {{ jobs: { job_id: string }[] }} */
  const { jobs } = await list.json()
  for (const width of [96, 192, 640]) {
    for (const accept of [chromium, 'image/webp']) {
      /** @type {number[]} */
      const sizes = []
      const types = new Set()
      for (const { job_id: id } of jobs) {
        const response = await fetch(new URL(`api/sources/metastudio-cn-north-4/jobs/${id}/cover?width=${width}`, product.address), { headers: { accept } })
        const { byteLength } = await response.arrayBuffer()
        if (response.status !== 200) continue
        sizes.push(byteLength)
        types.add(response.headers.get('content-type'))
      }
      const sum = sizes.reduce((total, size) => total + size, 0)
      const mean = Math.round(sum / sizes.length)
      const most = Math.max(...sizes)
      console.log(`${width} px, ${[...types].join(' and ')}: ${sizes.length} covers of ${jobs.length} jobs, ${mean} B on average, ${most} B at most, ${sum} B together`)
      if (width === bounds.width && (mean > bounds.meanBytes || sum > bounds.pageBytes)) {
        console.error(`  above ${bounds.meanBytes} B on average or ${bounds.pageBytes} B a page`)
        process.exitCode = 1
      }
    }
  }
} finally {
  await product.stop()
}
