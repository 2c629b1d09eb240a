import type { Page } from '@playwright/test'
import { expect, test } from './product.ts'

const widths = [700, 720, 750, 800, 850, 900, 950, 959, 960, 1000, 1024, 1050, 1100, 1150, 1200, 1250, 1300]
const heights = [450, 600, 768]

for (const locale of ['en-GB', 'zh-CN']) {
  test.describe(locale, () => {
    test.use({ locale })

    for (const isOpen of [true, false]) {
      test(`at every width between a phone and a wide screen the bars have room for what stands in them, ${isOpen ? 'with a job open' : 'the list alone'}`, async ({ page }) => {
        await page.goto('metastudio-cn-north-4/jobs?phase=failed&create_since=2026-01-01T00:00:00Z')
        await expect(page.locator('.job-table tbody [data-job]').first()).toBeVisible()
        // All that stands in the bars has come.
        await expect(page.locator('.list-tools summary')).toHaveCount(2)
        await expect(page.locator('footer select')).toHaveCount(1)
        if (isOpen) {
          await page.locator('[data-job]').first().click()
          await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeVisible()
        }
        for (const height of heights) {
          for (const width of widths) {
            await page.setViewportSize({ width, height })
            await expect.poll(() => crowded(page), { message: `${width} × ${height}` }).toEqual([])
          }
        }
      })
    }
  })
}

test('where a list beside it would be of no use the job has the page below the bar, and gives the list back', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 })
  await page.goto('metastudio-cn-north-4/jobs?phase=failed')
  const first = page.locator('[data-job]').first()
  // By keyboard, and only to look: the list below is out of reach, so the focus goes along.
  await first.focus()
  await page.keyboard.press('Space')
  const job = page.getByRole('dialog')
  await expect(job).toHaveCSS('width', '720px')
  await expect(job.getByRole('heading', { level: 2 })).toBeFocused()
  await expect(page.getByRole('main', { includeHidden: true })).toHaveAttribute('inert')
  await expect(page.getByRole('combobox', { name: /^Find a job/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(job).toHaveCount(0)
  await expect(first).toBeFocused()
  await first.click()
  await page.setViewportSize({ width: 960, height: 600 })
  await expect(job).toHaveCSS('width', '440px')
  await expect(page.getByRole('main')).not.toHaveAttribute('inert')
})

/** Words and controls of the bars that lie on each other, below the open job or beyond an edge, and the tab that is on where it is not whole. */
function crowded(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const slackPx = 1
    const found: string[] = []
    const edge = document.querySelector('.job-drawer')?.getBoundingClientRect().left ?? innerWidth
    const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getBoundingClientRect().width > slackPx
    const nameOf = (element: Element) => (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 30)
    for (const bar of document.querySelectorAll('header, .phases, .list-tools, footer')) {
      if (bar.closest('[inert]') !== null) continue
      const right = bar.matches('header') ? innerWidth : edge
      const strip = bar.querySelector('.phase-strip')
      const parts = [...bar.querySelectorAll('a, summary, button, select, p, .chips > *, nav span')]
        .filter((part) => isSeen(part) && part.closest('details > :not(summary)') === null)
        .map((part) => ({ part, box: part.getBoundingClientRect() }))
        // Beyond the end of what scrolls is in reach.
        .filter(({ part, box }) => strip?.contains(part) !== true || part.matches('[aria-current=true]') || box.left < strip.getBoundingClientRect().right)
      for (const [index, { part, box }] of parts.entries()) {
        if (box.left < -slackPx || box.right > right + slackPx) found.push(`${nameOf(part)} reaches to ${box.right}, there is room to ${right}`)
        for (const { part: other, box: its } of parts.slice(index + 1)) {
          if (part.contains(other) || other.contains(part)) continue
          const isOver = Math.min(box.right, its.right) - Math.max(box.left, its.left) > slackPx && Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top) > slackPx
          if (isOver) found.push(`${nameOf(part)} lies on ${nameOf(other)}`)
        }
        if (part.matches('p, .phase-strip [aria-current=true]') && /\d/.test(part.textContent) && part.scrollWidth > part.clientWidth + slackPx) found.push(`${nameOf(part)} is cut`)
        if (part.matches('.phase-strip [aria-current=true]') && strip !== null && box.right > strip.getBoundingClientRect().right + slackPx) found.push(`${nameOf(part)} is cut`)
        if (part.closest('.chips') !== null && part.querySelector('a') !== null && box.width < 80) found.push(`the chip ${nameOf(part)} is a sliver`)
      }
    }
    return found
  })
}
