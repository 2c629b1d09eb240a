/**
 * @typedef {object} Bench what stands on `window.bench` of a measured page; times in ms since the navigation began
 * @property {number | undefined} firstRow when rows with data were first painted
 * @property {[at: number, ms: number][]} longTasks
 * @property {[at: number, value: number][]} shifts layout shifts that no input explains
 * @property {number[]} events how long each interaction took, above 16 ms
 * @property {() => void} watchRows to be called before a click
 * @property {Promise<number | undefined> | undefined} otherRows ms from the click to the frame that painted other rows
 * @property {(ms: number) => Promise<number[]>} frames the times of the frames of the next `ms`
 */

/**
 * Runs in the measured page before anything else, by itself: it may use nothing from outside.
 * @param {{ row: string, key: string }} selectors
 */
export function watchPage(selectors) {
  const channel = new MessageChannel()
  /** @type {((at: number) => void)[]} */
  const waiting = []
  channel.port1.addEventListener('message', () => {
    const now = performance.now()
    for (const tell of waiting.splice(0)) tell(now)
  })
  channel.port1.start()
  /**
   * Posted from inside a frame's callback, the message is handled after that frame's style, layout and paint.
   * @param {(at: number) => void} tell
   */
  const afterPaint = (tell) => {
    waiting.push(tell)
    channel.port2.postMessage(0)
  }
  /** @type {Bench} */
  const bench = {
    firstRow: undefined,
    longTasks: [],
    shifts: [],
    events: [],
    otherRows: undefined,
    watchRows: () => {
      const before = keysOf().join('\n')
      /** @type {number | undefined} */
      let pressedAt
      addEventListener('click', ({ timeStamp }) => (pressedAt ??= timeStamp), { capture: true, once: true })
      const armedAt = performance.now()
      bench.otherRows = new Promise((resolve) => {
        const watch = () => {
          const keys = keysOf()
          if (pressedAt !== undefined && isShown(keys) && keys.join('\n') !== before) afterPaint((at) => resolve(at - (pressedAt ?? at)))
          else if (performance.now() - armedAt > 10_000) resolve(undefined)
          else requestAnimationFrame(watch)
        }
        requestAnimationFrame(watch)
      })
    },
    frames: (ms) =>
      new Promise((resolve) => {
        /** @type {number[]} */
        const times = []
        const frame = (/** @type {number} */ at) => {
          times.push(at)
          if (at - (times[0] ?? at) < ms) requestAnimationFrame(frame)
          else resolve(times)
        }
        requestAnimationFrame(frame)
      }),
  }
  Object.assign(window, { bench })
  /**
   * @param {string} type
   * @param {(entry: any) => void} note
   */
  const observe = (type, note) => {
    const options = { type, buffered: true, durationThreshold: 16 }
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe(options)
  }
  observe('longtask', ({ startTime, duration }) => bench.longTasks.push([startTime, duration]))
  observe('layout-shift', ({ hadRecentInput, startTime, value }) => hadRecentInput || bench.shifts.push([startTime, value]))
  observe('event', ({ interactionId, duration }) => interactionId && bench.events.push(duration))

  const keysOf = () => [...document.querySelectorAll(selectors.row)].map((row) => row.querySelector(selectors.key)?.textContent ?? '')
  const isShown = (/** @type {readonly string[]} */ keys) => keys.length > 0 && keys.every((key) => key.trim() !== '')
  const look = () => {
    if (isShown(keysOf())) afterPaint((at) => (bench.firstRow = at))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
