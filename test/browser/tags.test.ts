import type { Page } from '@playwright/test'
import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row')
/** The sign in a row for the tags that do not fit. */
const moreIn = (page: Page) => rowsOf(page).getByRole('button', { name: /^Tags \+\d+$/ })
const panelOf = (page: Page) => page.getByRole('group', { name: 'Tags', exact: true })
const nothingOpen = (page: Page) => expect(page).toHaveURL(/\/jobs\?limit=50$/)

async function open(page: Page): Promise<void> {
  await page.goto(`${jobs}?limit=50`)
  await expect(moreIn(page).first()).toBeVisible()
}

/** What stands in the panel, and what the row had no room for. */
async function readTags(page: Page) {
  const all = await panelOf(page).getByRole('link').allTextContents()
  const row = rowsOf(page).filter({ has: panelOf(page) })
  const fitting = await row.locator('[data-column=tags] > ul > li > a').allTextContents()
  const more = Number((await row.getByRole('button', { name: /^Tags \+\d+$/ }).textContent())?.replace('+', ''))
  return { all, fitting, more }
}

test('by keyboard alone: the tags that do not fit into a row are shown, and each filters', async ({ page }) => {
  await open(page)
  const more = moreIn(page).first()
  await more.focus()
  await page.keyboard.press('Enter')
  await expect(panelOf(page)).toBeVisible()
  await expect(page.getByText('Held: menu open')).toBeVisible()
  const { all, fitting, more: count } = await readTags(page)
  expect(all).toHaveLength(fitting.length + count)
  expect(all.slice(0, fitting.length)).toEqual(fitting)
  await page.keyboard.press('Escape')
  await expect(panelOf(page)).toHaveCount(0)
  await expect(more).toBeFocused()
  await nothingOpen(page)

  await page.keyboard.press('Enter')
  const last = panelOf(page).getByRole('link').last()
  for (let presses = 0; presses < all.length; presses++) await page.keyboard.press('Tab')
  await expect(last).toBeFocused()
  const table = page.getByRole('table', { name: 'Jobs', exact: true })
  const before = (await table.getAttribute('aria-rowcount')) ?? ''
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL((url) => url.searchParams.get('tag') === all.at(-1))
  await expect(panelOf(page)).toHaveCount(0)
  // Once the answer has come, the row with the panel may be gone, and the focus with it.
  await expect(table).not.toHaveAttribute('aria-rowcount', before)
  await expect(table).toHaveAttribute('aria-busy', 'false')
  await expect(page.locator('body')).not.toBeFocused()
})

test('the tags of a row go away for a press on their button, elsewhere or a scroll, and open no job', async ({ page }) => {
  await open(page)
  const more = moreIn(page).first()
  await more.click()
  await panelOf(page).click({ position: { x: 2, y: 2 } })
  await expect(panelOf(page)).toBeVisible()
  await more.click()
  await expect(panelOf(page)).toHaveCount(0)
  await more.click()
  await page.getByRole('heading', { name: 'Created' }).click()
  await expect(panelOf(page)).toHaveCount(0)
  await more.click()
  await expect(panelOf(page)).toBeVisible()
  await page.mouse.wheel(0, 400)
  await expect(panelOf(page)).toHaveCount(0)
  await nothingOpen(page)
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })

  test('the tags that do not fit into a row are a tap away, inside the screen', async ({ page }) => {
    await open(page)
    await moreIn(page).first().tap()
    const panel = panelOf(page)
    await expect(panel).toBeInViewport({ ratio: 1 })
    const { all } = await readTags(page)
    await panel.getByRole('link').last().tap()
    await expect(page).toHaveURL((url) => url.searchParams.get('tag') === all.at(-1))
  })
})
