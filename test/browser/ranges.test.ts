import type { Locator } from '@playwright/test'
import Color from 'colorjs.io'
import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'

/** How well the number of a day is read on its ground, as WCAG counts it. */
async function contrastOf(day: Locator): Promise<number> {
  const [ink, ground] = await day.evaluate((button) => {
    const { color, backgroundColor } = getComputedStyle(button)
    return [color, backgroundColor]
  })
  return new Color(ink).contrast(ground, 'WCAG21')
}

test('the first and the last day of a range are read while the pointer is on them', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(`${jobs}?create_since=2026-06-03T00:00:00Z&create_until=2026-06-12T00:00:00Z`)
  const ends = page.getByRole('gridcell', { selected: true }).getByRole('button')
  await expect(ends.first()).toBeVisible()
  for (const day of [ends.first(), ends.last()]) {
    await day.hover()
    await expect.poll(() => contrastOf(day)).toBeGreaterThan(4.5)
  }
})

for (const locale of ['en', 'zh-CN']) {
  test.describe(locale, () => {
    test.use({ locale, timezoneId: 'Asia/Kolkata' })

    test(`a range is read whole at 1440 px, with the moment that it comes to and its zone (${locale})`, async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 900 })
      for (const search of ['failed=yesterday', 'created=yesterday']) {
        await page.goto(`${jobs}?${search}`)
        const words = page.locator('.chips').getByText(/UTC\+5:30/).last()
        await expect(words).toBeVisible()
        const isCut = await words.evaluate((element) => {
          const whole = element.closest('.cut')
          return whole === null || whole.scrollWidth > whole.clientWidth
        })
        expect(isCut, search).toBe(false)
      }
    })
  })
}
