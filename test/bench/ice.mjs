/**
 * `node test/bench/ice.mjs [jobs] [minutes]` (after `npm run build`): what an ICE account of 10,000 jobs costs the product, which reads its list
 * with the usual five calls a second: the time until the first page and until all is read, the calls, and the memory, then and while it is polled.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { startProduct } from '../setup/product.mjs'
import { residentMb, startClouds } from './proxy-parts.mjs'

const [jobs = 10_000, minutes = 5] = process.argv.slice(2).map(Number)
const clouds = await startClouds({ iceJobs: jobs })
const product = await startProduct({ ...clouds.env, UNDERSTUDY_CLOUD_RPS: '5', UNDERSTUDY_LOG_LEVEL: 'warn' })
const address = `${product.address}api/sources/ice-cn-shanghai/jobs?limit=100`
const memory = () => `${residentMb(product.pid).toFixed(0)} MB resident`

/** @returns {Promise<{ count: number, jobs: unknown[], scanned?: { jobs: number, of: number } }>} */
const ask = async () => (await fetch(address)).json()
try {
  console.log(`before: ${memory()}`)
  const startedAt = performance.now()
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  let page = await ask()
  console.log(`first page after ${elapsed()}: ${page.jobs.length} jobs, the newest of ${page.scanned?.jobs ?? page.count} that were read of ${page.scanned?.of ?? page.count}; ${clouds.seen()} calls`)
  while (page.scanned !== undefined && page.scanned.jobs < Math.min(page.scanned.of, 10_000)) {
    await delay(500)
    page = await ask()
  }
  console.log(`all after ${elapsed()}: ${page.count} jobs, ${clouds.seen()} calls, ${memory()}`)
  for (let minute = 1; minute <= minutes; minute += 1) {
    const before = clouds.seen()
    for (let time = 0; time < 12; time += 1) {
      await delay(5_000)
      await ask()
    }
    console.log(`minute ${minute} of polling: ${clouds.seen() - before} calls, ${memory()}`)
  }
} finally {
  await product.stop()
  await clouds.stop()
}
