import { heapOf, openTarget } from './browser.mjs'
import { quantile, slope } from './statistics.mjs'

/**
 * What one visit to a target gave.
 * @typedef {Record<string, number | undefined>} Sample
 * @typedef {import('./browser.mjs').Target} Target
 */

const isScript = (/** @type {import('./browser.mjs').Received} */ one) => one.type === 'Script' || one.mime.includes('javascript')

/** The sum over windows of shifts, as browsers define it: at most 5 s long, gaps below 1 s. */
const layoutShift = (/** @type {readonly (readonly [number, number])[]} */ shifts) => {
  let [most, sum, from, last] = [0, 0, -Infinity, -Infinity]
  for (const [at, value] of shifts) {
    if (at - last > 1000 || at - from > 5000) [sum, from] = [0, at]
    sum += value
    last = at
    most = Math.max(most, sum)
  }
  return most
}

/**
 * A first visit: bytes, times in ms since the navigation began, heap.
 * @param {Target} target
 * @param {boolean} isSlow
 * @returns {Promise<Sample>}
 */
export async function visit(target, isSlow) {
  const session = await openTarget(target, { isSlow })
  try {
    await session.load()
    const { firstRow = 0, longTasks, shifts } = await session.page.evaluate(() => {
      const { firstRow, longTasks, shifts } = window.bench
      return { firstRow, longTasks, shifts }
    })
    const scripts = await session.page.evaluate((at) => performance.getEntriesByType('resource').filter((entry) => entry.startTime < at).map(({ name }) => name), firstRow)
    const received = session.network.received()
    const { bytes, nodes } = await heapOf(session.devtools)
    return {
      requests: received.length,
      'JS before first row, kB': received.filter((one) => isScript(one) && scripts.includes(one.url)).reduce((sum, one) => sum + one.bytes, 0) / 1000,
      'JS in all, kB': received.filter(isScript).reduce((sum, one) => sum + one.bytes, 0) / 1000,
      'first row, ms': firstRow,
      'blocking, ms': longTasks.reduce((sum, [, duration]) => sum + duration - 50, 0),
      'layout shift': layoutShift(shifts),
      'heap, MB': bytes / 1e6,
      'DOM nodes': nodes,
    }
  } finally {
    await session.close()
  }
}

/**
 * Clicks and waits for the frame that paints other rows.
 * @param {import('./browser.mjs').Session} session
 * @param {string} selector
 * @returns {Promise<number>} ms
 */
async function click({ page }, selector) {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`there is no ${selector} to click`)
  await page.evaluate(() => window.bench.watchRows())
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const took = await page.evaluate(() => window.bench.otherRows)
  if (took === undefined) throw new Error(`a click on ${selector} brought no other rows`)
  return took
}

/**
 * Ten pages on, and the failed jobs four times: ms from the click to the paint of other rows.
 * @param {Target} target
 * @returns {Promise<Sample>}
 */
export async function act(target) {
  const session = await openTarget(target)
  try {
    await session.load()
    const pages = []
    for (let page = 0; page < 10; page++) {
      pages.push(await click(session, target.next))
      // A reader looks at a page before the next one; what is fetched ahead has time to come.
      await session.network.silence(400)
    }
    const filters = []
    for (let times = 0; times < 4; times++) {
      filters.push(await click(session, target.failed))
      await session.network.silence(300)
      await click(session, target.all)
      await session.network.silence(300)
    }
    const events = await session.page.evaluate(() => window.bench.events)
    return {
      'next page p50, ms': quantile(pages, 0.5),
      'next page p95, ms': quantile(pages, 0.95),
      'filter p50, ms': quantile(filters, 0.5),
      'worst event, ms': Math.max(0, ...events),
    }
  } finally {
    await session.close()
  }
}

/**
 * 200 page flips, ten pages on and ten back: what stays in the heap.
 * @param {Target} target
 * @returns {Promise<Sample>}
 */
export async function flip(target) {
  const session = await openTarget(target)
  try {
    await session.load()
    /** @type {[number, number][]} */
    const points = []
    const before = await heapOf(session.devtools)
    for (let flips = 0; flips < 220; flips++) {
      await click(session, flips % 20 < 10 ? target.next : target.previous)
      // The first twenty see every page once: what they leave is a cache, not a leak.
      if (flips >= 20 && flips % 20 === 19) points.push([flips, (await heapOf(session.devtools)).bytes])
    }
    const after = await heapOf(session.devtools)
    return {
      'heap before, MB': before.bytes / 1e6,
      'heap after, MB': after.bytes / 1e6,
      'slope, kB a flip': slope(points) / 1000,
      'nodes gained': after.nodes - before.nodes,
      'listeners gained': after.listeners - before.listeners,
    }
  } finally {
    await session.close()
  }
}

/**
 * A wheel gesture of 4,000 px at 2,000 px a second: how far it led, and the share of frames that the main thread missed.
 * @param {Target} target
 * @returns {Promise<Sample>}
 */
export async function scroll(target) {
  const session = await openTarget(target)
  try {
    await session.load()
    const frames = session.page.evaluate(() => window.bench.frames(2600))
    await session.devtools.send('Input.synthesizeScrollGesture', { x: 900, y: 600, yDistance: -4000, speed: 2000, gestureSourceType: 'mouse' })
    const times = await frames
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
    const scrolled = await session.page.evaluate(() => Math.max(scrollY, ...[...document.querySelectorAll('div')].map(({ scrollTop }) => scrollTop)))
    if (scrolled < 3900) throw new Error(`the gesture scrolled ${scrolled} px of ${target.name}: its list was not met`)
    const missed = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1000 / 60)) - 1), 0)
    return { 'scrolled, px': scrolled, 'frames missed, %': (100 * missed) / (missed + gaps.length), 'worst gap, ms': Math.max(...gaps) }
  } finally {
    await session.close()
  }
}
