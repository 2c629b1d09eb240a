import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { ensureBuilt } from '../../src/setup/built.mjs'
import { findChromium, installChromium } from './chromium.mjs'
import { startProduct } from './product.mjs'

/**
 * @typedef {object} Look how a reader's browser is set
 * @property {number} width
 * @property {number} height
 * @property {'light' | 'dark'} theme
 * @property {'en' | 'zh-CN'} language
 * @property {number} [scale] device pixels for one of the page
 *
 * @typedef {(look: Look, path: string, file: string) => Promise<void>} TakePicture waits until the page at the path has
 *   settled and writes a PNG
 */

/**
 * Starts the built product in demo mode and a browser, and hands over a camera.
 * @param {(take: TakePicture, address: string) => Promise<void>} work
 * @returns {Promise<void>}
 */
export async function withCamera(work) {
  await ensureBuilt(fileURLToPath(new URL('../../', import.meta.url)))
  const product = await startProduct()
  const browser = await chromium.launch({
    executablePath: findChromium() ?? installChromium(),
    args: ['--disable-gpu', '--no-proxy-server', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  /** @type {TakePicture} */
  async function take({ width, height, theme, language, scale = 1 }, path, file) {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      colorScheme: theme,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      baseURL: product.address,
    })
    const page = await context.newPage()
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    // A cover in view is drawn before the picture is taken; those above and below load when somebody scrolls there.
    await page.waitForFunction(() =>
      [...document.images].every((image) => {
        const { x, y, width, height } = image.getBoundingClientRect()
        return image.complete || document.elementFromPoint(x + width / 2, y + height / 2) !== image
      }),
    )
    await page.screenshot({ path: file, caret: 'hide' })
    await context.close()
  }
  try {
    await work(take, product.address)
  } finally {
    await browser.close()
    await product.stop()
  }
}
