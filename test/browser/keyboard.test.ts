import type { Locator, Page } from '@playwright/test'
import { expect, test } from './product.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const jobs = 'metastudio-cn-north-4/jobs'

/** Presses Tab until something has the focus. Whoever passes more stops than this has lost the way. */
async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  // A person sees it before going there; what comes a moment later would be passed by.
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press(key)
    if (await wanted.evaluateAll(([one]) => one !== undefined && one === document.activeElement)) return
  }
  await expect(wanted).toBeFocused()
}

const told = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row')

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`${jobs}${query}`)
  await expect(rowsOf(page).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Views' })).toBeVisible()
}

async function skipToJobs(page: Page): Promise<void> {
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
}

test('by keyboard alone: all that match go into a file, which is told, and the focus stays in the menu', async ({ page }) => {
  await open(page, '?phase=failed&tag=vip&limit=10')
  await skipToJobs(page)
  const button = page.locator('summary').filter({ hasText: 'Export' })
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: /All that match.*CSV/ }))
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
  await expect(told(page, /^\d+ jobs exported\.$/)).toBeVisible()
  await expect(page.locator('details').filter({ has: button }).locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
})

test('by keyboard alone: a view is saved, opened, copied and removed, each of which is told', async ({ page }) => {
  await open(page, '?phase=failed&tag=vip&limit=10')
  const views = page.getByRole('region', { name: 'Views' })
  const plus = views.getByRole('button', { name: 'Save the filters as a view' })
  await page.keyboard.press('f')
  await expect(views.locator(':focus')).toHaveCount(1)
  await tabTo(page, plus, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(views.getByRole('textbox', { name: 'Name of the view' })).toBeFocused()
  await page.keyboard.type('Night shift')
  await page.keyboard.press('Enter')
  await expect(told(page, 'View “Night shift” saved.')).toHaveCount(1)
  await expect(plus).toBeFocused()

  await tabTo(page, views.getByRole('link', { name: 'Waiting on us' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/actor=you/)
  await tabTo(page, views.getByRole('link', { name: 'Night shift' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/phase=failed&tag=vip/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, views.getByRole('button', { name: 'Copy link' }))
  await page.keyboard.press('Enter')
  await expect(told(page, 'Copied').first()).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('phase=failed&tag=vip')
  await tabTo(page, views.getByRole('button', { name: 'Remove the view Night shift' }))
  await page.keyboard.press('Enter')
  await expect(told(page, 'View “Night shift” removed.')).toHaveCount(1)
  await expect(views.locator(':focus')).toHaveCount(1)
})

test('by keyboard alone: two days of the calendar become the filter, whose chip is taken away again; the number of jobs is told', async ({ page }) => {
  await open(page, '?phase=failed&limit=10')
  const created = page.getByRole('group', { name: 'Created', exact: true })
  await page.keyboard.press('f')
  await tabTo(page, created.getByRole('button', { name: 'Dates…' }))
  await page.keyboard.press('Enter')
  const grid = page.getByRole('navigation', { name: 'Filters' }).getByRole('grid')
  await expect(grid).toBeVisible()
  await tabTo(page, grid.getByRole('button', { name: /today/i }))
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/create_since=/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/create_until=/)
  await expect(async () => {
    const count = /of (\d+)$/.exec((await page.getByText(/^1–\d+ of \d+$/).textContent({ timeout: 1000 })) ?? '')?.[1]
    await expect(told(page, `${count} job`)).toHaveCount(1, { timeout: 1000 })
  }).toPass()
  const chips = page.getByRole('group', { name: 'Filters that are on' })
  await tabTo(page, chips.getByRole('link', { name: /^Remove.*Created/ }))
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/create_since=/)
  await expect(chips.locator(':focus')).toHaveCount(1)
})

test('by keyboard alone: a column goes and comes back, and is moved', async ({ page }) => {
  await open(page)
  await skipToJobs(page)
  const button = page.locator('summary').filter({ hasText: 'Columns' })
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  const menu = page.getByRole('group', { name: 'Columns' })
  const head = (name: string) => page.getByRole('columnheader', { name })
  await tabTo(page, menu.getByRole('checkbox', { name: 'Batch' }))
  await page.keyboard.press('Space')
  await expect(head('Batch')).toHaveCount(0)
  await page.keyboard.press('Space')
  await expect(head('Batch')).toBeVisible()
  await tabTo(page, menu.getByRole('button', { name: /Batch.*(later|right)|(later|right).*Batch/i }))
  await page.keyboard.press('Enter')
  await expect(page.locator('thead th').last()).toHaveAttribute('data-column', 'batch')
  await expect(told(page, /^Batch/)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
})

test('by keyboard alone: the raw answer of a job is searched and copied', async ({ page }) => {
  await open(page, '?phase=failed&limit=10')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: /\S/ })
  await expect(drawer.getByRole('heading', { level: 2 })).toBeFocused()
  await tabTo(page, drawer.locator('summary').filter({ hasText: 'The cloud’s answer' }))
  await page.keyboard.press('Enter')
  await tabTo(page, drawer.getByRole('textbox', { name: 'Search the answer' }))
  await page.keyboard.type('log')
  await expect(told(page, /^1 of \d+$/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(told(page, /^2 of \d+$/)).toBeVisible()
  await tabTo(page, drawer.getByRole('button', { name: 'Copy JSON' }))
  await page.keyboard.press('Enter')
  await expect(told(page, 'Copied').first()).toBeAttached()
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toHaveProperty('operation_logs')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expect(rowsOf(page).first().locator('[data-job]')).toBeFocused()
})

test('by keyboard alone: the other source, hidden failures of the first, a job that is found, and the display', async ({ page }) => {
  await open(page)
  const sources = page.getByRole('combobox', { name: 'Source' })
  await tabTo(page, sources)
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(/\/ice-cn-shanghai\/jobs$/)
  await expect(sources).toBeFocused()
  await expect(told(page, /^137 jobs/)).toHaveCount(1)
  await page.keyboard.press('ArrowUp')
  await expect(page).toHaveURL(/\/metastudio-cn-north-4\/jobs$/)

  await tabTo(page, page.getByRole('region', { name: 'Views' }).getByRole('link', { name: 'Hidden failures' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/hidden_failure=true/)
  const name = (await rowsOf(page).first().locator('[data-job]').textContent()) ?? ''

  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name })).toBeVisible()
  await page.keyboard.press('Escape')

  await tabTo(page, page.getByRole('button', { name: 'Display settings' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: 'System' })).toBeVisible()
  await tabTo(page, page.getByRole('radio', { name: 'System' }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Display settings' })).toBeFocused()
})
