import type { Page } from '@playwright/test'
import { expectClosingRule } from './closing-rule.ts'
import { expect, test } from './product.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const jobs = 'metastudio-cn-north-4/jobs?limit=50'
const phases = (page: Page) => page.getByRole('navigation', { name: 'Phases' })
const summary = (page: Page, words: string) => page.locator('summary').filter({ hasText: words })
/** What a `<details>` shows beside its summary. */
const below = (page: Page, words: string) => page.locator('details').filter({ has: summary(page, words) }).locator('> :not(summary)')

/** Everything that opens over the page; the person's panel is in the journey of who signs in. Fields of choice are the browser's own. */
const all: readonly { name: string; width?: number; of: (page: Page) => Parameters<typeof expectClosingRule>[1] }[] = [
  { name: 'columns', of: (page) => ({ opener: summary(page, 'Columns'), panel: below(page, 'Columns') }) },
  { name: 'export', of: (page) => ({ opener: summary(page, 'Export'), panel: below(page, 'Export') }) },
  {
    name: 'the numbers as a table',
    of: (page) => ({ opener: summary(page, 'Table'), panel: below(page, 'Table'), choice: below(page, 'Table').getByRole('link').first() }),
  },
  {
    name: 'more phases',
    width: 1024,
    of: (page) => ({ opener: phases(page).locator('summary'), panel: phases(page).getByRole('list'), choice: phases(page).getByRole('list').getByRole('link').first() }),
  },
  { name: 'the tags of a row', of: (page) => ({ opener: page.getByRole('button', { name: /^Tags \+\d+$/ }).first(), panel: page.getByRole('group', { name: 'Tags', exact: true }) }) },
  { name: 'display settings', of: (page) => ({ opener: page.getByRole('button', { name: 'Display settings' }), panel: page.getByRole('dialog', { name: 'Display settings' }) }) },
]

for (const { name, width = 1440, of } of all) {
  test(`${name}: closed by Escape, a press or the focus elsewhere, its button or a choice, and by nothing else`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(jobs)
    const { opener } = of(page)
    await expect(opener).toBeVisible()
    await expectClosingRule(page, of(page))
  })
}

test('what is copied for a customer: its menu is closed by the same rule, and the job stays open', async ({ page }) => {
  await page.goto(jobs)
  await page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link').click()
  const drawer = page.getByRole('dialog').filter({ has: page.getByRole('heading', { name: 'What happened' }) })
  await expect(drawer).toBeVisible()
  const menu = drawer.locator('details').filter({ hasText: 'In English' })
  await expectClosingRule(page, { opener: menu.locator('summary'), panel: menu.locator('> div'), choice: menu.getByRole('button', { name: 'In English' }) })
  await expect(drawer).toBeVisible()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Hello')
})

test('the name for a view: Escape gives the focus back to the button that asked for it', async ({ page }) => {
  await page.goto(jobs)
  const plus = page.getByRole('region', { name: 'Views' }).getByRole('button', { name: 'Save the filters as a view' })
  await plus.focus()
  await page.keyboard.press('Enter')
  const field = page.getByRole('textbox', { name: 'Name of the view' })
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(plus).toBeFocused()
})
