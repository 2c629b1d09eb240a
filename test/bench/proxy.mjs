import { runProduct, startProduct } from '../setup/product.mjs'
import { Agent } from 'node:http'
import { ask, callMany, callPaced, cpuMicroseconds, residentMb, startBare, startClouds, startNginx, startPassThrough } from './proxy-parts.mjs'
import { cell, orderFor, pairedRatio, quantile, summary, table } from './statistics.mjs'

/** @typedef {{ name: string, pid: number, address: (call: number) => string, headers: Record<string, string> }} Target */

const source = '/api/sources/metastudio-cn-north-4'
const callsPerRound = 10_000

/** Twenty addresses as pages poll them. */
const views = [
  ...['', '?phase=failed', '?phase=training', '?actor=you', '?hidden_failure=true', '?tag=vip', '?limit=100', '?sort_dir=asc', '?offset=50', '?phase=-done'].map((query) => `${source}/jobs${query}`),
  ...['', '?states_of=failed', '?tag=vip', '?phase=failed'].map((query) => `${source}/counts${query}`),
  ...['', '?phase=failed', '?sort_key=update_time'].map((query) => `/api/sources/ice-cn-shanghai/jobs${query}`),
  '/api/sources/ice-cn-shanghai/counts',
  `${source}/histogram?by=day`,
  '/api/sources',
]

/**
 * Measures what the built proxy costs, beside nginx with `proxy_cache` where that is installed and http-proxy-middleware. Targets take turns
 * within one run, so that a slow machine slows all of them: ratios of one run mean something, microseconds of different machines do not.
 * @param {{ rounds: number }} plan
 * @returns {Promise<string>} tables in Markdown
 */
export async function benchProxy({ rounds }) {
  const parts = [await benchStart(rounds), await benchCached(rounds), await benchPassing(rounds), await benchPollers(), await benchHour()]
  return parts.join('\n\n')
}

/** @param {number} rounds */
async function benchStart(rounds) {
  const clouds = await startClouds()
  const kinds = { 'connected to clouds': clouds.env, demo: { UNDERSTUDY_LOG_LEVEL: 'warn' } }
  /** @type {Record<string, { ms: number, mb: number }[]>} */
  const seen = { 'connected to clouds': [], demo: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, env] of Object.entries(kinds)) seen[kind]?.push(await measureStart(env))
  }
  await clouds.stop()
  const rows = Object.entries(seen).map(([kind, starts]) => [kind, cell(summary(starts.map(({ ms }) => ms)), 0), cell(summary(starts.map(({ mb }) => mb)), 0)])
  return `### Start (${rounds} rounds)\n\n${table(['', 'to its address, ms', 'resident then, MB'], rows)}`
}

/** From the start of the process to its address. @param {Record<string, string>} env */
async function measureStart(env) {
  const startedAt = performance.now()
  const { child, seen, ended } = runProduct({ env: { ...env, PORT: '0' } })
  await new Promise((resolve) => child.stdout.on('data', () => seen.stdout.includes('listens on') && resolve(undefined)))
  const ms = performance.now() - startedAt
  const mb = residentMb(child.pid ?? 0)
  child.kill('SIGINT')
  await ended
  return { ms, mb }
}

/** @param {Record<string, string>} env */
async function startOurs(env) {
  const product = await startProduct(env)
  return { ...product, address: product.address.replace(/\/$/, '') }
}

/** @param {number} rounds */
async function benchCached(rounds) {
  const clouds = await startClouds()
  const ours = await startOurs(clouds.env)
  const view = `${source}/jobs?limit=100`
  const bare = await startBare('kept', `${ours.address}${view}`)
  const nginx = await startNginx(ours.address)
  /** @type {(name: string, server: { pid: number, address: string }, encoding: string) => Target} */
  const toTarget = (name, { pid, address }, encoding) => ({ name, pid, address: () => `${address}${view}`, headers: { 'accept-encoding': encoding } })
  const targets = [
    toTarget('understudy', ours, 'identity'),
    toTarget('understudy, gzip', ours, 'gzip'),
    toTarget('understudy, brotli', ours, 'br'),
    toTarget('node:http alone', bare, 'identity'),
    toTarget('node:http alone, gzip', bare, 'gzip'),
    ...(nginx === undefined ? [] : [toTarget('nginx proxy_cache', nginx, 'identity'), toTarget('nginx, gzip each time', nginx, 'gzip')]),
  ]
  const costs = await measureCosts(targets, { rounds, calls: callsPerRound, atOnce: 8, paced: true })
  const resident = residentMb(ours.pid)
  await nginx?.stop()
  await bare.stop()
  await ours.stop()
  await clouds.stop()
  const bases = {
    understudy: 'nginx proxy_cache',
    'node:http alone': 'nginx proxy_cache',
    'understudy, gzip': 'nginx, gzip each time',
    'understudy, brotli': 'nginx, gzip each time',
    'node:http alone, gzip': 'nginx, gzip each time',
  }
  const without = nginx === undefined ? '\n\nnginx is not installed: there is nothing to compare with.' : ''
  const after = `\n\nResident after ${(rounds + 1) * 3 * callsPerRound} calls and more: ${resident.toFixed(0)} MB.`
  return `### A cached answer of 100 jobs (${rounds} rounds of ${callsPerRound} calls, 8 at once; p99 at 400 calls a second)\n\n${toTable(costs, bases)}${without}${after}`
}

/** @param {number} rounds */
async function benchPassing(rounds) {
  const clouds = await startClouds({ canned: true })
  const ours = await startOurs(clouds.env)
  const passing = await startPassThrough(clouds.origin)
  const bare = await startBare('fetched', clouds.origin)
  // The first answer is the one that is canned; from then on each call asks what nobody asked before.
  const first = await fetch(`${ours.address}${source}/jobs?limit=100`).then((answer) => answer.json())
  if (first.jobs.length !== 100) throw new Error(`an answer of 100 jobs was to be canned; it has ${first.jobs.length}`)
  let fresh = 0
  const targets = [
    { name: 'understudy, 100 jobs nobody asked for before', pid: ours.pid, address: () => `${ours.address}${source}/jobs?limit=100&name=n${(fresh += 1)}`, headers: { 'accept-encoding': 'identity' } },
    { name: 'http-proxy-middleware', pid: passing.pid, address: (/** @type {number} */ call) => `${passing.address}/v1/list?name=n${call}`, headers: { 'accept-encoding': 'identity' } },
    { name: 'node:http alone, JSON parsed and written', pid: bare.pid, address: (/** @type {number} */ call) => `${bare.address}/v1/list?name=n${call}`, headers: { 'accept-encoding': 'identity' } },
  ]
  const costs = await measureCosts(targets, { rounds, calls: 400, atOnce: 2, paced: false })
  await passing.stop()
  await bare.stop()
  await ours.stop()
  await clouds.stop()
  return `### An answer that must be fetched, 100 jobs (${rounds} rounds of 400 calls, 2 at once)\n\n${toTable(costs, { 'understudy, 100 jobs nobody asked for before': 'http-proxy-middleware', 'node:http alone, JSON parsed and written': 'http-proxy-middleware' })}`
}

/**
 * @param {readonly Target[]} targets
 * @param {{ rounds: number, calls: number, atOnce: number, paced: boolean }} plan
 * @returns {Promise<Map<string, { cpu: Map<number, number>, p50: Map<number, number>, p99: Map<number, number> }>>} by round
 */
async function measureCosts(targets, { rounds, calls, atOnce, paced }) {
  const costs = new Map(targets.map(({ name }) => [name, { cpu: new Map(), p50: new Map(), p99: new Map() }]))
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, pid, address, headers } of orderFor(round, targets)) {
      const before = cpuMicroseconds(pid)
      const times = await callMany(address, { calls, atOnce, headers })
      const cpu = (cpuMicroseconds(pid) - before) / calls
      const steady = paced ? await callPaced(address(0), { perSecond: 400, seconds: 3, headers }) : times
      if (round === 0) continue
      costs.get(name)?.cpu.set(round, cpu)
      costs.get(name)?.p50.set(round, quantile(steady, 0.5))
      costs.get(name)?.p99.set(round, quantile(steady, 0.99))
    }
  }
  return costs
}

/** @param {Awaited<ReturnType<typeof measureCosts>>} costs @param {Record<string, string>} bases */
function toTable(costs, bases) {
  const rows = [...costs].map(([name, { cpu, p50, p99 }]) => {
    const base = costs.get(bases[name] ?? '')
    const ratio = (/** @type {Map<number, number>} */ ours, /** @type {Map<number, number> | undefined} */ theirs) => (theirs === undefined ? '–' : cell(pairedRatio(ours, theirs), 2))
    const of = (/** @type {Map<number, number>} */ seen, /** @type {number} */ digits) => cell(summary([...seen.values()]), digits)
    return [name, of(cpu, 0), ratio(cpu, base?.cpu), of(p50, 1), of(p99, 1), ratio(p99, base?.p99), bases[name] ?? '–']
  })
  return table(['', 'CPU µs a call', '÷', 'p50 ms', 'p99 ms', '÷', 'beside'], rows)
}

/** A thousand connections, each asking for one of twenty views every five seconds, and one client that asks for all of them every second. */
async function benchPollers() {
  const seconds = 20
  const run = async (/** @type {(ours: { address: string }) => Promise<number[]>} */ poll) => {
    const clouds = await startClouds()
    const ours = await startOurs({ ...clouds.env, UNDERSTUDY_CLOUD_RPS: '100' })
    const before = cpuMicroseconds(ours.pid)
    const times = await poll(ours)
    const cpu = (cpuMicroseconds(ours.pid) - before) / (seconds * 10_000)
    const calls = clouds.seen()
    await ours.stop()
    await clouds.stop()
    return [String(times.length), String(calls), quantile(times, 0.5).toFixed(1), quantile(times, 0.99).toFixed(1), cpu.toFixed(0)]
  }
  const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const poll = async (/** @type {string} */ address, /** @type {number} */ everyMs, /** @type {number} */ firstMs, /** @type {number[]} */ times) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const until = performance.now() + seconds * 1000
    await wait(firstMs)
    while (performance.now() < until) {
      times.push(await ask(address, agent, { 'accept-encoding': 'gzip' }))
      await wait(everyMs)
    }
    agent.destroy()
  }
  const gather = async (/** @type {(times: number[]) => Promise<void>[]} */ start) => {
    /** @type {number[]} */
    const times = []
    await Promise.all(start(times))
    return times
  }
  const one = await run(({ address }) => gather((times) => views.map((view) => poll(`${address}${view}`, 1_000, 0, times))))
  const many = await run(({ address }) => gather((times) => Array.from({ length: 1_000 }, (_, client) => poll(`${address}${views[client % views.length]}`, 5_000, client * 5, times))))
  const rows = [['one client, each view every second', ...one], ['1,000 clients, one view each every five seconds', ...many]]
  return `### Twenty views polled for ${seconds} seconds\n\n${table(['', 'answers', 'calls the clouds saw', 'p50 ms', 'p99 ms', 'CPU, % of a processor'], rows)}`
}

/** As many calls as twenty pages make in an hour, and questions that nobody asks twice between them. */
async function benchHour() {
  const clouds = await startClouds()
  const ours = await startOurs(clouds.env)
  const quarters = []
  for (let quarter = 1; quarter <= 4; quarter += 1) {
    const address = (/** @type {number} */ call) => `${ours.address}${call % 50 === 0 ? `${source}/jobs?name=q${quarter}-${call}` : views[call % views.length]}`
    await callMany(address, { calls: 10_000, atOnce: 8, headers: { 'accept-encoding': 'gzip' } })
    quarters.push(residentMb(ours.pid).toFixed(0))
  }
  await ours.stop()
  await clouds.stop()
  return `### An hour of twenty pages, compressed: 40,000 calls\n\nResident after each quarter, MB: ${quarters.join(', ')}.`
}
