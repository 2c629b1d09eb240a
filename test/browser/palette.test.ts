import type { Page } from '@playwright/test'
import { lookWithAxe } from './axe.ts'
import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'
const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })
const input = (page: Page) => palette(page).getByRole('combobox')
const firstJob = (page: Page) => page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link')

test('by keyboard alone: a state, a job by its id, a setting, and each time the focus comes back', async ({ page }) => {
  await page.goto(`${jobs}?limit=10`)
  await expect(firstJob(page)).toBeVisible()
  const id = (await firstJob(page).getAttribute('data-job')) ?? ''
  await page.keyboard.press('j')
  await page.keyboard.press('Control+k')
  await expect(input(page)).toBeFocused()
  await page.keyboard.type('training failed')
  await expect(palette(page).getByRole('option').first()).toHaveAccessibleName(/^Training failed/)
  await page.keyboard.press('Enter')
  await expect(palette(page)).toHaveCount(0)
  await expect(page).toHaveURL(/\?state=TRAIN_FAILED&limit=10$/)
  await expect(page.getByText('Training failed').first()).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type(id)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/${id}\\?state=TRAIN_FAILED&limit=10$`))
  const drawer = page.getByRole('dialog').filter({ has: page.getByRole('heading', { name: 'Raw' }) })
  await expect(drawer).toBeVisible()

  // Escape closes the palette alone; the job that is open stays so.
  await page.keyboard.press('Control+k')
  await expect(input(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  await expect(drawer).toBeVisible()
  expect(await drawer.evaluate((own) => own.contains(document.activeElement))).toBe(true)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('theme dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

/** Holds the palette's code back. Gives what lets it come. */
async function holdCode(page: Page): Promise<() => void> {
  let answer = () => {}
  const isWanted = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/assets\/palette-[\w-]+\.js/, async (route) => {
    await isWanted
    await route.continue()
  })
  return answer
}

test('what is typed while its code is fetched is kept, is not read as the keys of the list, and the focus goes back to where it was', async ({ page }) => {
  const answer = await holdCode(page)
  await page.goto(`${jobs}?limit=10`)
  await expect(firstJob(page)).toBeVisible()
  await page.keyboard.press('j')
  await expect(firstJob(page)).toBeFocused()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('4f')
  answer()
  await expect(input(page)).toBeFocused()
  await expect(input(page)).toHaveValue('4f')
  await page.keyboard.type('ailed')
  await expect(input(page)).toHaveValue('4failed')
  await expect(page).toHaveURL(new RegExp(`${jobs}\\?limit=10$`))
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  await expect(firstJob(page)).toBeFocused()
})

test('Escape leaves it also before it is there, and nothing below it', async ({ page }) => {
  const answer = await holdCode(page)
  await page.goto(`${jobs}?limit=10`)
  await firstJob(page).click()
  const job = page.locator('.job-drawer')
  await expect(job.getByRole('heading', { name: 'What happened' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('fail')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  expect(await job.evaluate((own) => own.contains(document.activeElement))).toBe(true)
  answer()
  await expect(job).toBeVisible()
  await expect(palette(page)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(job).toHaveCount(0)
})

test('by pointer: its button, a press on an option, a press beside it', async ({ page }) => {
  await page.goto(`${jobs}?limit=10`)
  const button = page.getByRole('button', { name: 'Command palette' })
  await button.click()
  await palette(page).getByRole('option', { name: 'Hidden failures' }).click()
  await expect(page).toHaveURL(/\?hidden_failure=true&limit=10$/)
  await expect(button).toBeFocused()
  await button.click()
  await expect(palette(page).getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveCount(1)
  await page.mouse.click(20, 500)
  await expect(palette(page)).toHaveCount(0)
  await expect(button).toBeFocused()
})

for (const theme of ['light', 'dark'] as const) {
  test(`nothing in it is out of reach for those who do not see it well, in ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto(`${jobs}?limit=10`)
    await expect(firstJob(page)).toBeVisible()
    for (const text of ['', 'fail', 'nobody-is-called-so']) {
      await page.keyboard.press('Control+k')
      await expect(input(page)).toBeFocused()
      await page.keyboard.type(text)
      if (text === 'nobody-is-called-so') await expect(palette(page).getByRole('status')).toContainText('No job found.')
      const { violations } = await lookWithAxe(page).include('dialog[open]').analyze()
      expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(palette(page)).toHaveCount(0)
    }
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the display settings open it, it fills the screen, and the focus goes back to their button', async ({ page }) => {
    await page.goto(`${jobs}?limit=10`)
    const settings = page.getByRole('button', { name: 'Display settings' })
    await settings.click()
    await page.getByRole('button', { name: 'Command palette' }).click()
    await expect(input(page)).toBeFocused()
    expect(await palette(page).evaluate((own) => [own.clientWidth, own.clientHeight])).toEqual([390, 844])
    await expect(palette(page).getByRole('option', { name: 'Columns' })).toHaveCount(0)
    await palette(page).getByRole('button', { name: 'Close' }).click()
    await expect(palette(page)).toHaveCount(0)
    await expect(settings).toBeFocused()
  })
})
