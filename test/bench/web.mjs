import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { startProduct } from '../setup/product.mjs'
import { act, flip, scroll, visit } from './phases.mjs'
import { serveStandIns } from './stand-ins.mjs'
import { cell, orderFor, pairedRatio, summary, table } from './statistics.mjs'

/** @typedef {import('./browser.mjs').Target} Target */

const pages = fileURLToPath(new URL('pages/', import.meta.url))

/**
 * Measures the page beside the floor (hand-written HTML) and React with nothing else: interleaved, in one run.
 * @param {{ rounds: number, phases: readonly string[] }} plan
 * @returns {Promise<string>} tables in Markdown
 */
export async function benchWeb({ rounds, phases }) {
  const product = await startProduct({ UNDERSTUDY_LOG_LEVEL: 'error' })
  const standIns = await serveStandIns(product.address, await standInFiles())
  const standIn = { row: 'tbody tr', key: '.id', next: '#next', previous: '#previous', failed: '#failed', all: '#all' }
  /** @type {readonly Target[]} */
  const targets = [
    { name: 'floor', url: `${standIns.address}floor.html`, ...standIn },
    { name: 'react-plain', url: `${standIns.address}react-plain.html`, ...standIn },
    {
      name: 'understudy',
      url: `${product.address}metastudio-cn-north-4/jobs?limit=100`,
      row: '.job-table tbody tr:has(a)',
      key: 'td:nth-child(2), th[scope=row]',
      next: '[aria-label="Next page"]',
      previous: '[aria-label="Previous page"]',
      failed: '.phase-strip a[data-phase=failed]',
      all: '.phase-strip a:first-child',
    },
  ]
  /** @type {Record<string, { title: string, rounds: number, measure: (target: Target) => Promise<import('./phases.mjs').Sample> }>} */
  const known = {
    cold: { title: 'First visit', rounds, measure: (target) => visit(target, false) },
    slow: { title: 'First visit on slow 4G, processor four times slower', rounds, measure: (target) => visit(target, true) },
    act: { title: 'Next page and filter', rounds, measure: act },
    scroll: { title: 'Scrolling a hundred rows', rounds: Math.min(rounds, 3), measure: scroll },
    flip: { title: '200 page flips', rounds: 1, measure: flip },
  }
  const parts = []
  try {
    // Once unmeasured: what is cold is the browser, not the servers' caches.
    for (const target of targets) await visit(target, false)
    for (const name of phases) {
      const phase = known[name]
      if (phase === undefined) throw new RangeError(`There is no phase ${name}. The phases are: ${Object.keys(known).join(', ')}.`)
      parts.push(`### ${phase.title} (${phase.rounds} ${phase.rounds === 1 ? 'round' : 'rounds'})\n\n${await measured(targets, phase)}`)
    }
  } finally {
    standIns.close()
    await product.stop()
  }
  return parts.join('\n\n')
}

/**
 * @param {readonly Target[]} targets
 * @param {{ title: string, rounds: number, measure: (target: Target) => Promise<import('./phases.mjs').Sample> }} phase
 */
async function measured(targets, { title, rounds, measure }) {
  /** @type {Map<string, Map<string, Map<number, number>>>} figures by target, name and round */
  const figures = new Map(targets.map(({ name }) => [name, new Map()]))
  for (let round = 0; round < rounds; round++) {
    for (const target of orderFor(round, targets)) {
      console.error(`${title}: round ${round + 1} of ${rounds}, ${target.name}`)
      for (const [figure, value] of Object.entries(await measure(target))) {
        const ofTarget = figures.get(target.name)
        if (value === undefined || ofTarget === undefined) continue
        if (!ofTarget.has(figure)) ofTarget.set(figure, new Map())
        ofTarget.get(figure)?.set(round, value)
      }
    }
  }
  const names = [...(figures.values().next().value?.keys() ?? [])]
  const rows = names.map((figure) => {
    const of = (/** @type {string} */ target) => figures.get(target)?.get(figure) ?? new Map()
    const digits = /layout|kB|MB|%/.test(figure) ? 2 : 0
    return [
      figure,
      ...targets.map(({ name }) => cell(summary([...of(name).values()]), figure === 'layout shift' ? 3 : digits)),
      cell(pairedRatio(of('understudy'), of('floor')), 2),
      cell(pairedRatio(of('understudy'), of('react-plain')), 2),
    ]
  })
  return table(['median (min–max)', ...targets.map(({ name }) => name), 'ours ÷ floor', 'ours ÷ react-plain'], rows)
}

/** The stand-ins' files: the floor as it is written, React's page built as a release is. */
async function standInFiles() {
  const outDir = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
  try {
    await build({
      root: pages,
      configFile: false,
      logLevel: 'error',
      build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false }, rolldownOptions: { input: join(pages, 'react-plain.html') } },
    })
    const built = ['react-plain.html', ...readdirSync(join(outDir, 'assets')).map((name) => `assets/${name}`)]
    const type = (/** @type {string} */ name) => (name.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/javascript')
    return new Map([
      ['/floor.html', { type: type('.html'), body: readFileSync(join(pages, 'floor.html')) }],
      ...built.map((name) => /** @type {const} */ ([`/${name}`, { type: type(name), body: readFileSync(join(outDir, name)) }])),
    ])
  } finally {
    rmSync(outDir, { recursive: true })
  }
}
