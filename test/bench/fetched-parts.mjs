/**
 * `node test/bench/fetched-parts.mjs` measures what the steps of a fetched answer of 100 jobs cost by themselves, warm, in CPU time. What the whole
 * costs beyond them, in `npm run bench -- proxy`, is both sides' HTTP, and tidying up after what is made and kept.
 */
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'
import { ensureBuilt } from '../../src/setup/built.mjs'
import { startProduct } from '../setup/product.mjs'
import { startClouds } from './proxy-parts.mjs'
import { cell, summary, table } from './statistics.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
await ensureBuilt(root)
const vite = await createVite({ root, configFile: false, appType: 'custom', logLevel: 'error', server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true } })
const load = (/** @type {string} */ path) => vite.ssrLoadModule(`/src/proxy/${path}.ts`)
const { parseJson } = await load('upstream/body')
const { toWireList } = await load('clouds/metastudio/wire')
const { toListAnswer } = await load('clouds/metastudio/list')
const { signSdkHmac } = await load('clouds/metastudio/sign')
const { render } = await load('answers/answer')

/** What the emulated cloud sends for the first page of a hundred. */
async function readPage() {
  const clouds = await startClouds({ canned: true })
  const product = await startProduct(clouds.env)
  await fetch(`${product.address}api/sources/metastudio-cn-north-4/jobs?limit=100`).then((answer) => answer.text())
  const page = await fetch(clouds.origin).then((answer) => answer.arrayBuffer())
  await product.stop()
  await clouds.stop()
  return new Uint8Array(page)
}

const bytes = await readPage()
const query = { filters: {}, offset: 0, limit: 100, sort_key: 'create_time', sort_dir: 'desc' }
const json = parseJson(new TextDecoder().decode(bytes))
const toBody = () => ({ count: 100, jobs: toListAnswer(toWireList(json), query, 'source').jobs.map((/** @type {{ job: object }} */ { job }) => job) })
const body = toBody()
const headers = { host: 'metastudio.cn-north-4.myhuaweicloud.com', 'x-sdk-date': '20260314T080000Z', 'x-project-id': 'p' }
const request = { method: 'GET', path: '/v1/p/digital-human-training-manage/user/jobs', query: [['limit', '100'], ['name', 'n1']], headers, body: '' }

/** @type {Record<string, () => unknown>} */
const steps = {
  'signing the call': () => signSdkHmac(request, { accessKey: 'TESTAK', secretKey: 'test-sk' }),
  'reading the JSON': () => parseJson(new TextDecoder().decode(bytes)),
  'checking, translating, masking': toBody,
  'writing the JSON and its tag': () => render(body),
  'for comparison: JSON read and written by Node alone': () => Buffer.from(JSON.stringify(JSON.parse(Buffer.from(bytes).toString()))),
}
/** @type {Map<string, number[]>} */
const seen = new Map(Object.keys(steps).map((name) => [name, []]))
const calls = 200
// The first rounds warm up and do not count.
for (let round = -2; round < 9; round += 1) {
  for (const [name, step] of Object.entries(steps)) {
    const before = process.cpuUsage()
    for (let call = 0; call < calls; call += 1) await step()
    const { user, system } = process.cpuUsage(before)
    if (round >= 0) seen.get(name)?.push((user + system) / calls)
  }
}
await vite.close()
console.log(`### The steps of a fetched answer of 100 jobs, ${bytes.length} bytes\n\n${table(['', 'CPU µs'], [...seen].map(([name, times]) => [name, cell(summary(times), 0)]))}`)
