/**
 * `npm run bench:proxy`: what the built proxy costs, beside nginx with `proxy_cache` where that is installed. Targets take turns within one run,
 * so that a slow machine slows all of them: ratios of one run mean something, microseconds of different machines do not.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, createServer, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createServer as createVite } from 'vite'
import { ensureBuilt } from '../../src/setup/built.mjs'
import { runProduct, startProduct } from '../setup/product.mjs'
import { summary } from './statistics.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const rounds = 7
const starts = 7
const callsPerRound = 2_000
const atOnce = 8
const path = '/api/sources/metastudio-cn-north-4/jobs?limit=100'

/** @type {(() => unknown)[]} */
const endings = []
/** @param {readonly number[]} numbers @param {number} [digits] */
function toText(numbers, digits = 0) {
  const { median = Number.NaN, min = Number.NaN, max = Number.NaN } = summary(numbers) ?? {}
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`
}

/** Both clouds on a port, in this process. Gives the settings that connect a product to them. */
async function startClouds() {
  const vite = await createVite({ root, configFile: false, appType: 'custom', logLevel: 'error', server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true } })
  endings.push(() => vite.close())
  const { createClouds } = await vite.ssrLoadModule('/src/emulator/clouds.ts')
  let origin = ''
  const clouds = createClouds({ now: Date.now, origin: () => origin, metastudioJobs: 1204, iceJobs: 137 })
  const server = createServer(getRequestListener((request) => clouds.fetch(request)))
  const port = await listen(server)
  origin = `http://127.0.0.1:${port}`
  endings.push(() => server.close().closeAllConnections())
  const { metastudio, ice } = clouds.credentials
  return {
    METASTUDIO_ENDPOINT: origin,
    HUAWEICLOUD_SDK_AK: metastudio.accessKey,
    HUAWEICLOUD_SDK_SK: metastudio.secretKey,
    HUAWEICLOUD_SDK_PROJECT_ID: metastudio.projectId,
    ICE_ENDPOINT: origin,
    ALIBABA_CLOUD_ACCESS_KEY_ID: ice.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: ice.accessKeySecret,
    // nginx writes no line for a request either.
    UNDERSTUDY_LOG_LEVEL: 'warn',
  }
}

/** @param {import('node:http').Server} server @returns {Promise<number>} */
const listen = (server) =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('no port'))
      else resolve(address.port)
    })
  })

/** From the start of the process to its address, in ms, and its memory then, in MB. @param {Record<string, string>} env */
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

/** @param {number} pid */
const residentMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
/** User and system time of a process so far, in µs. Ticks are of 10 ms. @param {number} pid */
function cpuMicroseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/** Calls an address so many times, a few at once, over connections that are kept. @param {string} address @param {Record<string, string>} headers */
async function call(address, headers) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  let left = callsPerRound
  const caller = async () => {
    while (left-- > 0) {
      await new Promise((resolve, reject) => {
        get(address, { agent, headers }, (answer) => {
          if (answer.statusCode !== 200) reject(new Error(`${address} answered ${answer.statusCode}`))
          answer.resume().once('end', resolve).once('error', reject)
        }).once('error', reject)
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, caller))
  agent.destroy()
}

/** nginx as one process before an origin, keeping its answers. @param {string} origin */
async function startNginx(origin) {
  const program = ['nginx', '/usr/sbin/nginx'].find((one) => spawnSync(one, ['-v']).status === 0)
  if (program === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const probe = createServer()
  const port = await listen(probe)
  await new Promise((resolve) => probe.close(resolve))
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`)
  const cached = `proxy_pass ${origin}; proxy_cache answers; proxy_cache_valid 200 10m; proxy_ignore_headers Cache-Control Vary Expires; proxy_set_header Accept-Encoding ""; proxy_set_header Host 127.0.0.1;`
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error; events {}
    http { access_log off; ${temps.join(' ')} keepalive_requests 1000000; proxy_cache_path ${folder}/cache keys_zone=answers:1m;
      server { listen 127.0.0.1:${port}; gzip on; gzip_types application/json; gzip_proxied any; location / { ${cached} } } }`,
  )
  const child = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error')], { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('close', resolve))
  endings.push(async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true })
  })
  const address = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 100 && !(await fetch(`${address}/healthz`).then(({ ok }) => ok, () => false)); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  return { pid: child.pid ?? 0, address }
}

async function run() {
  await ensureBuilt(root)
  const env = await startClouds()
  const connected = []
  const demo = []
  for (let start = 0; start < starts; start += 1) {
    connected.push(await measureStart(env))
    demo.push(await measureStart({ UNDERSTUDY_LOG_LEVEL: 'warn' }))
  }
  console.log('\nMedian (range) of', starts, 'starts:')
  for (const [name, seen] of /** @type {const} */ ([['connected to clouds', connected], ['demo', demo]])) {
    console.log(`  ${name.padEnd(20)} to its address ${toText(seen.map(({ ms }) => ms))} ms, resident then ${toText(seen.map(({ mb }) => mb))} MB`)
  }

  const product = await startProduct(env)
  endings.push(() => product.stop())
  const front = await startNginx(product.address.replace(/\/$/, ''))
  const ours = { pid: product.pid, address: product.address.replace(/\/$/, '') }
  const targets = [
    { name: 'understudy, as it is', ...ours, encoding: 'identity' },
    { name: 'understudy, gzip', ...ours, encoding: 'gzip' },
    { name: 'understudy, brotli', ...ours, encoding: 'br' },
    ...(front === undefined ? [] : [{ name: 'nginx proxy_cache', ...front, encoding: 'identity' }, { name: 'nginx, gzip each time', ...front, encoding: 'gzip' }]),
  ]
  /** @type {Map<string, number[]>} */
  const costs = new Map(targets.map(({ name }) => [name, []]))
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, pid, address, encoding } of round % 2 === 0 ? targets : targets.toReversed()) {
      const before = cpuMicroseconds(pid)
      await call(`${address}${path}`, { 'accept-encoding': encoding })
      if (round > 0) costs.get(name)?.push((cpuMicroseconds(pid) - before) / callsPerRound)
    }
  }
  console.log(`\nCPU of a cached answer of 100 jobs, µs a call, median (range) of ${rounds} rounds of ${callsPerRound} calls, ${atOnce} at once:`)
  for (const [name, cost] of costs) console.log(`  ${name.padEnd(24)} ${toText(cost)}`)
  if (front === undefined) console.log('  nginx is not installed: there is nothing to compare with.')
  /** @param {string} name @param {string} base */
  const ratio = (name, base) => toText((costs.get(name) ?? []).map((cost, round) => cost / (costs.get(base)?.[round] ?? Number.NaN)), 2)
  if (front !== undefined) {
    console.log(`  as it is ÷ nginx proxy_cache:      ${ratio('understudy, as it is', 'nginx proxy_cache')}`)
    console.log(`  gzip ÷ nginx with gzip each time:  ${ratio('understudy, gzip', 'nginx, gzip each time')}`)
    console.log(`  brotli ÷ nginx with gzip each time: ${ratio('understudy, brotli', 'nginx, gzip each time')}`)
  }
  console.log(`Resident after all that: ${residentMb(product.pid).toFixed(0)} MB`)
}

try {
  await run()
} finally {
  for (const end of endings.reverse()) await end()
}
