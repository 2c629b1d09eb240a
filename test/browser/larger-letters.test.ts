import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { chromiumFlags } from '../setup/chromium.mjs'
import { expect, test } from './product.ts'

/** A browser whose reader has told it how large to write. */
async function withLetters(fontSizePx: number, work: (page: Page) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'understudy-letters-'))
  await mkdir(join(profile, 'Default'))
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify({ webkit: { webprefs: { default_font_size: fontSizePx } } }))
  const executablePath = process.env['CHROMIUM'] ?? ''
  const context = await chromium.launchPersistentContext(profile, { ...(executablePath === '' ? {} : { executablePath }), args: chromiumFlags, locale: 'en-GB' })
  try {
    await work(context.pages()[0] ?? (await context.newPage()))
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true })
  }
}

for (const [fontSizePx, widths] of [[16, [1440]], [20, [1440, 1024, 390]], [32, [1440, 1024, 390]]] as const) {
  test(`letters and their room grow with the reader’s setting: ${fontSizePx} px in windows of ${widths.join(', ')}`, async ({ product }) => {
    await withLetters(fontSizePx, async (page) => {
      for (const width of widths) await test.step(`${width} px`, () => lookAt(page, product.address, fontSizePx, width))
    })
  })
}

async function lookAt(page: Page, address: string, fontSizePx: number, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await page.goto(`${address}metastudio-cn-north-4/jobs?phase=failed&limit=10`)
  const states = page.getByRole('table', { name: 'Jobs' }).locator('.state-word')
  await expect(states.first()).toBeVisible()
  const times = fontSizePx / 16
  const seen = await states.first().evaluate((word) => ({
    letters: parseFloat(getComputedStyle(word).fontSize),
    // One line, and as much of the word as there is room for.
    height: word.getBoundingClientRect().height,
    width: word.getBoundingClientRect().width,
    icon: word.parentElement?.querySelector('svg')?.getBoundingClientRect().width,
    isSideways: document.documentElement.scrollWidth > innerWidth,
  }))
  expect(seen.letters).toBeCloseTo(13 * times)
  // Where there is room for few signs only, they are read whole, on as many lines as they need.
  if (width / times >= 300) expect(seen.height).toBeCloseTo(20 * times, 0)
  else {
    const cut = await page.locator("td[data-column='state'] .cut").evaluateAll((words) => words.filter((word) => word.scrollWidth > word.clientWidth).map((word) => word.textContent))
    expect(cut).toEqual([])
  }
  expect(seen.width).toBeGreaterThan(60 * times)
  expect(seen.icon).toBeCloseTo(16 * times)
  expect(seen.isSideways).toBe(false)
  // As much arrangement as the window has room for at this size, as on a zoomed page.
  await expect(page.getByRole('navigation', { name: 'Filters' })).toBeVisible({ visible: width / times >= 1100 })
  if (width / times >= 1100) {
    const label = page.getByRole('navigation', { name: 'Filters' }).locator('label').filter({ hasText: /^Draft$/ })
    expect((await label.boundingBox())?.height).toBeLessThan(32 * times)
  }
  if (width / times < 300) await lookAtDrawer(page)
}

/** Where the job stands in the list is read whole, and no button reaches out of its bar. */
async function lookAtDrawer(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'Jobs' }).locator('a[data-job]').first().click()
  const drawer = page.getByRole('dialog', { name: /\S/ })
  const place = drawer.getByText(/^1 of [\d,]+$/)
  await expect(place).toBeVisible()
  expect(await place.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0)
  const buttons = drawer.locator('button, summary').filter({ hasText: /^Copy (case file|for customer)/ })
  await expect(buttons).toHaveCount(2)
  const over = await buttons.evaluateAll((all) =>
    all.map((button) => {
      const bar = button.closest('div:not(details div)')
      const end = bar === null ? 0 : bar.getBoundingClientRect().right - parseFloat(getComputedStyle(bar).paddingRight)
      return Math.max(0, Math.round(button.getBoundingClientRect().right - end))
    }),
  )
  expect(over).toEqual([0, 0])
}

test('a column that was dragged keeps its share of the letters: wider for a reader of larger ones, and dragged there it goes with the pointer', async ({ product }) => {
  await withLetters(20, async (page) => {
    await page.setViewportSize({ width: 1800, height: 900 })
    await page.addInitScript(() => {
      if (localStorage.getItem('understudy.columns') === null) localStorage.setItem('understudy.columns', JSON.stringify({ order: [], hidden: [], widths: { batch: 160 } }))
    })
    await page.goto(`${product.address}metastudio-cn-north-4/jobs`)
    const head = page.getByRole('columnheader', { name: 'Batch' })
    const widthOf = async () => Math.round((await head.boundingBox())?.width ?? 0)
    await expect(head.locator('.column-handle')).toBeAttached()
    expect(await widthOf()).toBe(200)
    const edge = await head.boundingBox()
    if (edge === null) throw new Error('the head is not drawn')
    await page.mouse.move(edge.x + edge.width - 8, edge.y + edge.height / 2)
    await page.mouse.down()
    await page.mouse.move(edge.x + edge.width + 42, edge.y + edge.height / 2, { steps: 4 })
    expect(await widthOf()).toBe(250)
    await page.mouse.up()
    await expect.poll(widthOf).toBe(250)
    await page.reload()
    await expect(head.locator('.column-handle')).toBeAttached()
    expect(await widthOf()).toBe(250)
  })
})
