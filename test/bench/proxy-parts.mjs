import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, createServer, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createServer as createVite } from 'vite'
import { toEmulatedEnv } from '../setup/emulated-env.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** @typedef {{ pid: number, address: string, stop: () => unknown }} Server a process that answers; `address` without a slash at its end */

/** @param {import('node:http').Server} server @returns {Promise<number>} its port */
export const listen = (server) =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('no port'))
      else resolve(address.port)
    })
  })

/**
 * Both clouds on a port, in this process: the settings that connect a product to them, and how many calls they have seen so far, counted by
 * themselves. `canned` answers every question with what was answered first, whoever asks: what the clouds themselves cost is left out.
 */
export async function startClouds({ canned = false, iceJobs = 137 } = {}) {
  const vite = await createVite({ root, configFile: false, appType: 'custom', logLevel: 'error', server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true } })
  const { createClouds } = await vite.ssrLoadModule('/src/emulator/clouds.ts')
  let origin = ''
  let seen = 0
  const clouds = createClouds({ now: Date.now, origin: () => origin, metastudioJobs: 1204, iceJobs })
  const answer = getRequestListener((request) => clouds.fetch(request))
  /** @type {Buffer | undefined} */
  let kept
  const server = createServer((incoming, outgoing) => {
    seen += 1
    if (kept !== undefined) {
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': kept.length }).end(kept)
      return
    }
    if (canned) {
      const end = outgoing.end.bind(outgoing)
      // Whatever the first answer is made of, it ends with its body.
      outgoing.end = /** @type {typeof outgoing.end} */ ((/** @type {Uint8Array} */ body, /** @type {never[]} */ ...rest) => {
        kept = Buffer.from(body)
        return end(body, ...rest)
      })
    }
    void answer(incoming, outgoing)
  })
  origin = `http://127.0.0.1:${await listen(server)}`
  return {
    origin,
    seen: () => seen,
    stop: async () => {
      server.close().closeAllConnections()
      await vite.close()
    },
    // nginx writes no line for a request either.
    env: { ...toEmulatedEnv(clouds.credentials, origin), UNDERSTUDY_LOG_LEVEL: 'warn' },
  }
}

/** @param {number} pid MB */
export const residentMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** User and system time of a process so far, in µs. Ticks are of 10 ms. @param {number} pid */
export function cpuMicroseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/** Asks once and gives how long the whole answer took, in ms. @param {string} address @param {Agent} agent @param {Record<string, string>} headers @returns {Promise<number>} */
export const ask = (address, agent, headers) =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now()
    get(address, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${address} answered ${answer.statusCode}`))
      answer.resume().once('end', () => resolve(performance.now() - startedAt)).once('error', reject)
    }).once('error', reject)
  })

/**
 * So many calls, a few at once, over connections that are kept.
 * @param {(call: number) => string} address
 * @param {{ calls: number, atOnce: number, headers: Record<string, string> }} plan
 * @returns {Promise<number[]>} how long each took, in ms
 */
export async function callMany(address, { calls, atOnce, headers }) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  /** @type {number[]} */
  const times = []
  let next = 0
  const caller = async () => {
    while (next < calls) times.push(await ask(address((next += 1)), agent, headers))
  }
  await Promise.all(Array.from({ length: atOnce }, caller))
  agent.destroy()
  return times
}

/** So many calls a second, whether the last one is answered or not. @param {string} address @param {{ perSecond: number, seconds: number, headers: Record<string, string> }} plan */
export async function callPaced(address, { perSecond, seconds, headers }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const startedAt = performance.now()
  /** @type {Promise<number>[]} */
  const asked = []
  while (asked.length < perSecond * seconds) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * perSecond)
    while (asked.length < due && asked.length < perSecond * seconds) asked.push(ask(address, agent, headers))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const times = await Promise.all(asked)
  agent.destroy()
  return times
}

/** nginx as one process before an origin, keeping its answers; `undefined` where it is not installed. @param {string} origin @returns {Promise<Server | undefined>} */
export async function startNginx(origin) {
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
  const address = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 100 && !(await fetch(`${address}/healthz`).then(({ ok }) => ok, () => false)); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  return {
    pid: child.pid ?? 0,
    address,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

/** http-proxy-middleware as one process before an origin. @param {string} origin */
export const startPassThrough = (origin) => startBeside('pass-through.mjs', [origin])

/** Node's own server with nothing of ours; see `bare.mjs`. @param {'kept' | 'fetched'} kind @param {string} address */
export const startBare = (kind, address) => startBeside('bare.mjs', [kind, address])

/** A program of this folder, which prints its port. @param {string} program @param {readonly string[]} args @returns {Promise<Server>} */
async function startBeside(program, args) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url)), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(Number(text))))
  return { pid: child.pid ?? 0, address: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}
