import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../dist/proxy/main.js', import.meta.url))
/** What `npm start` tells Node itself: how much memory it may spend before it tidies up. */
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const flags = String(scripts.start).split(' ').filter((word) => word.startsWith('--'))
const ours = /^(HUAWEICLOUD_|METASTUDIO_|ALIBABA_CLOUD_|ICE_|UNDERSTUDY_|HTTPS_PROXY|NO_PROXY$|HOST$|PORT$|NODE_ENV$|VITEST)/i

/**
 * The built product as a process of its own, with none of the settings of the shell around the tests: without
 * credentials it is in demo mode.
 * @param {{ args?: readonly string[], env?: Record<string, string> }} [settings]
 */
export function runProduct({ args = [], env = {} } = {}) {
  const outer = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
  const child = spawn(process.execPath, [...flags, main, ...args], { env: { ...outer, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const seen = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (seen.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (seen.stderr += text))
  /** @type {Promise<{ code: number | null, signal: NodeJS.Signals | null, stdout: string, stderr: string }>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, ...seen }))
  })
  return { child, seen, ended }
}

/**
 * Starts the built product on a port that the system chooses and waits until it prints its address.
 * @param {Record<string, string>} [env] settings besides demo mode
 * @returns {Promise<{ address: string, pid: number, stop: () => Promise<{ code: number | null, stdout: string, stderr: string }> }>}
 *   `address` ends in `/`; `stop` ends this process only
 */
export async function startProduct(env = {}) {
  const product = runProduct({ env: { PORT: '0', ...env } })
  /** @type {Promise<string>} */
  const listening = new Promise((resolve) => {
    product.child.stdout.on('data', () => {
      const address = /Understudy listens on (http:\/\/\S+)/.exec(product.seen.stdout)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  const address = await Promise.race([listening, product.ended])
  if (typeof address !== 'string') {
    throw new Error(`the product ended with ${address.code} before it listened:\n${address.stdout}${address.stderr}`)
  }
  return {
    address,
    pid: product.child.pid ?? 0,
    stop: () => {
      product.child.kill('SIGTERM')
      return product.ended
    },
  }
}
