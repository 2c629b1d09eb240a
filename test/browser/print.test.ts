import Color from 'colorjs.io'
import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'

test('on paper stands every row of the page, below what chose them, and nothing that is pressed', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('understudy.preferences', JSON.stringify({ theme: 'dark' })))
  await page.goto(`${jobs}?phase=failed&tag=vip&limit=50`)
  const table = page.getByRole('table', { name: 'Jobs' })
  const rows = table.locator('tbody').getByRole('row')
  await expect(rows.first()).toBeVisible()
  await expect(table).toHaveAttribute('aria-busy', 'false')
  const count = await rows.count()
  expect(count).toBeGreaterThan(12)

  await page.emulateMedia({ media: 'print' })
  // As wide as an A4 sheet within the usual margins.
  await page.setViewportSize({ width: 718, height: 1046 })
  for (const name of ['Columns', 'Export', 'Display settings']) await expect(page.getByRole('button', { name })).toBeHidden()
  for (const name of ['Filters', 'Phases', 'Pages']) await expect(page.getByRole('navigation', { name })).toBeHidden()
  await expect(page.locator('.histogram-room')).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs: MetaStudio cn-north-4')
  const chips = page.getByRole('group', { name: 'Filters that are on' })
  await expect(chips).toContainText('PhaseisFailedTagvip')
  await expect(chips.getByRole('link', { name: 'Clear all' })).toBeHidden()
  const paper = await table.evaluate((own) => {
    const { scrollHeight, scrollWidth, clientWidth } = document.documentElement
    const cut = [...own.querySelectorAll('tbody *')].filter((part) => part.clientHeight > 0 && !part.matches('.sr-only') && getComputedStyle(part).overflow !== 'visible' && part.scrollWidth > part.clientWidth + 1)
    return { ends: own.getBoundingClientRect().bottom, scrollHeight, isWider: scrollWidth > clientWidth, cut: cut.map((part) => part.textContent), ink: getComputedStyle(own).color }
  })
  expect(paper.isWider).toBe(false)
  expect(paper.cut).toEqual([])
  expect(paper.ends).toBeLessThanOrEqual(paper.scrollHeight)
  expect(new Color(paper.ink).contrast(new Color('white'), 'WCAG21')).toBeGreaterThan(7)
})

test('a long page of the list is printed over several sheets', async ({ page }) => {
  const sheets = async () => (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  const table = page.getByRole('table', { name: 'Jobs' })
  const of: number[] = []
  for (const limit of [10, 100]) {
    await page.goto(`${jobs}?limit=${limit}`)
    await expect(table.locator('tbody').getByRole('row')).toHaveCount(limit)
    of.push(await sheets())
  }
  expect(of[0]).toBe(1)
  expect(of[1]).toBeGreaterThan(3)
})
