import type { Page } from '@playwright/test'
import { expect, test } from './product.ts'

/** Opens the newest job that failed unseen, whose drawer has all that there is. */
async function openHidden(page: Page) {
  await page.goto('metastudio-cn-north-4/jobs?hidden_failure=true&limit=10')
  await page.getByRole('table').locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link').click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.locator('dl')).not.toHaveCount(1)
  await expect(drawer.locator('.log time').first()).toBeVisible()
  return drawer
}

for (const locale of ['en', 'zh-CN']) {
  for (const width of [1440, 390]) {
    test.describe(`in ${locale} at ${width} px`, () => {
      test.use({ locale, viewport: { width, height: 900 } })

      test('the values of a job stand on one edge, and no label takes two lines', async ({ page }) => {
        const drawer = await openHidden(page)
        const edges = await drawer.evaluate((own) => {
          const left = own.querySelector('h3')?.closest('.job-content')?.querySelector('dl dt')?.closest('section')?.getBoundingClientRect().left ?? 0
          const columns = [...own.querySelectorAll('dd')].map((value) => Math.round(value.getBoundingClientRect().left - left))
          return { columns: [...new Set(columns)], labels: Math.max(...[...own.querySelectorAll('dt')].map((label) => [...label.getClientRects()].length === 0 ? 0 : Math.round(label.firstChild === null ? 0 : heightOf(label)))) }
          function heightOf(label: Element) {
            const range = document.createRange()
            range.selectNodeContents(label)
            return range.getBoundingClientRect().height
          }
        })
        // One edge for the verdict and the first column of the fields, one for the second column where there is room for it.
        expect(edges.columns.length).toBeLessThanOrEqual(width === 1440 ? 2 : 1)
        expect(edges.labels).toBeGreaterThan(10)
        expect(edges.labels).toBeLessThan(24)
      })
    })
  }
}

test('a button that copies is as wide while it says so: what stands beside it keeps its place', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.clock.install()
  const drawer = await openHidden(page)
  const menu = drawer.locator('summary').filter({ hasText: 'Copy for customer' })
  const width = (await menu.boundingBox())?.width
  // What is said of a copy stays as long as the clock stands still.
  await page.clock.pauseAt(Date.now() + 3_600_000)
  await menu.click()
  await drawer.getByRole('button', { name: 'In English' }).click()
  await expect(menu.getByText('Copied')).toBeVisible()
  expect((await menu.boundingBox())?.width).toBe(width)
})

test('on paper stands what is read, and nothing that is pressed', async ({ page }) => {
  const drawer = await openHidden(page)
  const buttons = ['Copy job id', 'Copy case file', 'Close'].map((name) => drawer.getByRole('button', { name }))
  for (const button of buttons) await expect(button).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  for (const button of buttons) await expect(button).toBeHidden()
  await expect(drawer.getByText('Copy for customer')).toBeHidden()
  await expect(drawer.locator('.log time').first()).toBeVisible()
  await expect(drawer.getByRole('heading', { name: 'Fields' })).toBeVisible()
})

test('the tip of a moment goes with it when the panel is scrolled, and is not seen where the moment is not', async ({ page }) => {
  const drawer = await openHidden(page)
  const moment = drawer.locator('.log button:has(time)').first()
  await moment.focus()
  const tip = page.getByRole('tooltip')
  await expect(tip).toBeVisible()
  const apart = async () => ((await tip.boundingBox())?.y ?? 0) - ((await moment.boundingBox())?.y ?? 0)
  const before = await apart()
  const content = drawer.locator('.job-content')
  await content.evaluate((own) => own.scrollBy({ top: 60 }))
  await expect.poll(apart).toBeCloseTo(before, 0)
  await expect(tip).toBeVisible()
  await content.evaluate((own) => own.scrollTo({ top: own.scrollHeight }))
  await expect(tip).toBeHidden()
})
