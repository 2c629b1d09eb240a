/**
 * `npm run fuzz -- [cases] [seed]` runs the properties of this folder with many cases (100,000), and the properties of all other tests with
 * a hundredth each unless they say how many. The seed is a new one, which it prints: with the same seed it runs the same cases again.
 */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [cases = 100_000, seed = randomInt(2 ** 31)] = process.argv.slice(2).map(Number)
if (![cases, seed].every((number) => Number.isInteger(number) && number >= 1)) {
  console.error('Give the number of cases and perhaps a seed, both whole numbers from 1: npm run fuzz -- 100000 42')
  process.exit(2)
}
const root = fileURLToPath(new URL('../../', import.meta.url))
const startedAt = performance.now()
console.log(`${cases} cases with the seed ${seed}`)
const withProperties = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.test\.tsx?$/.test(file) && readFileSync(`${root}test/${file}`, 'utf8').includes("from 'fast-check'"),
)
const child = spawn(process.execPath, [`${root}node_modules/vitest/vitest.mjs`, 'run', ...withProperties], {
  cwd: root,
  env: { ...process.env, FUZZ_CASES: String(cases), FUZZ_SEED: String(seed) },
  stdio: 'inherit',
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => child.kill(signal))
child.once('close', (code) => {
  console.log(`${code === 0 ? 'Nothing found' : `Something was found: npm run fuzz -- ${cases} ${seed} shows it again`} after ${Math.round((performance.now() - startedAt) / 1000)} s.`)
  process.exitCode = code ?? 1
})
