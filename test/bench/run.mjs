/**
 * `npm run bench` measures the page beside stand-ins and the proxy beside nginx and http-proxy-middleware, interleaved, in one run, and
 * prints tables. Only ratios of one run may be compared: milliseconds are this machine's and this hour's.
 */
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../src/setup/built.mjs'
import { ensureInstalled } from '../../src/setup/installed.mjs'

const ofPage = ['cold', 'slow', 'act', 'scroll', 'flip']
const help = `npm run bench -- [--rounds 5] [phase …]

Measures all, or these phases:
  cold    first visit                    slow    the same on slow 4G
  act     next page and filter           scroll  scrolling a hundred rows
  flip    memory over 200 page flips
  proxy   start, memory, CPU and latency of cached and fetched answers, 1,000 pollers, an hour of polling`

const root = fileURLToPath(new URL('../../', import.meta.url))
const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' }, help: { type: 'boolean', default: false } } })
if (values.help) {
  console.log(help)
  process.exit(0)
}
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 50) {
  console.error('--rounds is a whole number from 1 to 50.')
  process.exit(2)
}
const unknown = positionals.filter((phase) => phase !== 'proxy' && !ofPage.includes(phase))
if (unknown.length > 0) {
  console.error(`There is no phase ${unknown.join(', ')}. The phases are: ${[...ofPage, 'proxy'].join(', ')}.`)
  process.exit(2)
}
await ensureInstalled(root)
await ensureBuilt(root)
const phases = positionals.length === 0 ? [...ofPage, 'proxy'] : positionals
console.log(`Node ${process.versions.node}, ${cpus().length} processors, ${new Date().toISOString()}\n`)
if (phases.some((phase) => phase !== 'proxy')) {
  const { benchWeb } = await import('./web.mjs')
  console.log(await benchWeb({ rounds, phases: phases.filter((phase) => phase !== 'proxy') }))
}
if (phases.includes('proxy')) {
  const { benchProxy } = await import('./proxy.mjs')
  console.log(await benchProxy({ rounds }))
}
