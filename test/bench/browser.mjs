import { chromium } from '@playwright/test'
import { chromiumFlags, findChromium, installChromium } from '../setup/chromium.mjs'
import { watchPage } from './in-page.mjs'

/**
 * @typedef {object} Target a page to measure
 * @property {string} name
 * @property {string} url shows the first hundred jobs
 * @property {string} row matches rows with data only, never skeletons
 * @property {string} key inside a row, the cell that tells it from others
 * @property {string} next @property {string} previous @property {string} failed @property {string} all what to click
 *
 * @typedef {{ type: string, mime: string, url: string, bytes: number }} Received `bytes` as they came, compressed, without headers
 * @typedef {Awaited<ReturnType<typeof openTarget>>} Session
 */

const executablePath = findChromium() ?? installChromium()
const bitsPerSecond = (/** @type {number} */ kilo) => (kilo * 1000) / 8

/** What Lighthouse calls slow 4G, on a processor four times slower: 1.6 Mbit/s down, 0.75 up, 150 ms a request. */
const slow = { latency: 150, downloadThroughput: bitsPerSecond(1600), uploadThroughput: bitsPerSecond(750), cpu: 4 }

/**
 * A new browser with an empty profile on an empty page, with everything in place to measure.
 * @param {Target} target
 * @param {{ isSlow?: boolean }} [options]
 */
export async function openTarget(target, { isSlow = false } = {}) {
  const browser = await chromium.launch({
    executablePath,
    args: chromiumFlags,
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  await context.addInitScript(watchPage, { row: target.row, key: target.key })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const network = watchNetwork(devtools)
  await devtools.send('Network.enable')
  await devtools.send('Performance.enable')
  if (isSlow) {
    const { cpu, ...conditions } = slow
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...conditions })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  }
  return {
    page,
    devtools,
    network,
    close: () => browser.close(),
    /** Goes to the target and waits until its rows stand and the network has been silent for a while. */
    load: async () => {
      await page.goto(target.url, { waitUntil: 'commit' })
      await page.waitForFunction(() => window.bench.firstRow, undefined, { timeout: 60_000 })
      await network.silence(isSlow ? 1_500 : 700)
    },
  }
}

/** @param {import('@playwright/test').CDPSession} devtools */
function watchNetwork(devtools) {
  /** @type {Map<string, Received & { head: number }>} */
  const received = new Map()
  const underway = new Set()
  let lastAt = Date.now()
  devtools.on('Network.requestWillBeSent', ({ requestId }) => {
    lastAt = Date.now()
    underway.add(requestId)
  })
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
    received.set(requestId, { type, mime: response.mimeType, url: response.url, bytes: 0, head: response.encodedDataLength })
  })
  const end = (/** @type {string} */ requestId) => {
    lastAt = Date.now()
    underway.delete(requestId)
  }
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = received.get(requestId)
    if (one !== undefined) one.bytes = Math.max(0, encodedDataLength - one.head)
    end(requestId)
  })
  devtools.on('Network.loadingFailed', ({ requestId }) => end(requestId))
  return {
    received: () => [...received.values()],
    /** @param {number} ms */
    silence: async (ms) => {
      while (underway.size > 0 || Date.now() - lastAt < ms) await new Promise((resolve) => setTimeout(resolve, 50))
    },
  }
}

/** @param {Session['devtools']} devtools */
export async function heapOf(devtools) {
  for (let times = 0; times < 3; times++) await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const metric = (/** @type {string} */ name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return { bytes: metric('JSHeapUsedSize'), nodes: metric('Nodes'), listeners: metric('JSEventListeners') }
}
