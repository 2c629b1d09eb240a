/**
 * `npm run bench` measures the page beside stand-ins, interleaved, in one run, and prints tables. Only ratios of one run may be
 * compared: milliseconds are this machine's and this hour's.
 * `npm run bench -- --rounds 3 cold act` measures less.
 */
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../src/setup/built.mjs'
import { ensureInstalled } from '../../src/setup/installed.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' } } })
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 50) {
  console.error('--rounds is a whole number from 1 to 50.')
  process.exit(2)
}
await ensureInstalled(root)
await ensureBuilt(root)
const { benchWeb } = await import('./web.mjs')
const phases = positionals.length === 0 ? ['cold', 'slow', 'act', 'scroll', 'flip'] : positionals
console.log(`Node ${process.versions.node}, ${cpus().length} processors, ${new Date().toISOString()}\n`)
console.log(await benchWeb({ rounds, phases }))
