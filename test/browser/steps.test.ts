import type { Page } from '@playwright/test'
import { expect, test } from './product.ts'

const most = 4
const table = (page: Page) => page.locator('.job-table[aria-busy=false]')

/**
 * Opens the first page and from then on counts what a person does, as the browser hears it: a press of the pointer, a key, a word typed
 * into a field. What the test calls it by does not count.
 */
async function start(page: Page, source = 'metastudio-cn-north-4') {
  const presses: ('pointer' | 'key' | 'sign')[] = []
  await page.exposeFunction('heardPress', (press: 'pointer' | 'key' | 'sign') => presses.push(press))
  await page.addInitScript(() => {
    const tell = (press: string) => (globalThis as unknown as { heardPress: (press: string) => void }).heardPress(press)
    addEventListener('pointerdown', (event) => event.isTrusted && tell('pointer'), true)
    addEventListener(
      'keydown',
      ({ isTrusted, key, target }) => isTrusted && tell(key.length === 1 && target instanceof HTMLInputElement ? 'sign' : 'key'),
      true,
    )
  })
  await page.goto(`${source}/jobs`)
  await expect(table(page).locator('tbody tr').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Views' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: /^Find a job/ })).toBeVisible()
  presses.length = 0
  /** Signs typed one after the other are one word. */
  const count = () => presses.filter((press, index) => press !== 'sign' || presses[index - 1] !== 'sign').length
  return async () => {
    // What the page has told is heard before this is answered.
    await page.evaluate(() => 0)
    expect(count(), presses.join(', ')).toBeGreaterThan(0)
    expect(count(), presses.join(', ')).toBeLessThanOrEqual(most)
  }
}

test('which of our jobs failed since yesterday, and why', async ({ page }) => {
  const isDone = await start(page)
  await page.getByRole('link', { name: 'Failed since yesterday' }).click()
  await expect(page).toHaveURL(/failed=yesterday/)
  await expect(table(page).locator('tbody tr[data-phase=failed] [data-column=reason]').first()).not.toBeEmpty()
  await isDone()
})

test('a customer gives the last four digits and a batch', async ({ page, request }) => {
  const { jobs } = (await (await request.get('api/sources/metastudio-cn-north-4/jobs?limit=100')).json()) as { jobs: { job_id: string; contact?: string; batch_name?: string }[] }
  const { job_id, contact = '', batch_name = '' } = jobs.find((job) => /\d{4}$/.test(job.contact ?? '') && (job.batch_name ?? '') !== '') ?? { job_id: 'no job has both' }
  const isDone = await start(page)
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox', { name: /^Find a job/ })).toBeFocused()
  await page.keyboard.type(contact.slice(-4))
  const match = page.getByRole('listbox').getByRole('option').filter({ hasText: batch_name }).filter({ hasText: job_id })
  await match.click()
  await expect(page).toHaveURL(new RegExp(`/jobs/${job_id}`))
  await expect(page.getByRole('dialog').getByText('Whose move', { exact: true }).first()).toBeVisible()
  await isDone()
})

test.describe('with a clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test('show my colleague exactly this', async ({ page }) => {
    const isDone = await start(page)
    await page.getByRole('navigation', { name: 'Phases' }).getByRole('link', { name: /^Failed/ }).click()
    await table(page).locator('[data-job]').first().click()
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url())
    await isDone()
  })
})

test('hand the failed jobs of tag vip to the vendor', async ({ page }) => {
  const isDone = await start(page)
  await page.getByRole('navigation', { name: 'Phases' }).getByRole('link', { name: /^Failed/ }).click()
  await page.getByRole('group', { name: 'Seen here' }).getByRole('button', { name: 'vip', exact: true }).click()
  await expect(page).toHaveURL(/phase=failed&tag=vip$/)
  await page.locator('summary').filter({ hasText: 'Export' }).click()
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: /^All that match.*CSV/ }).click()
  expect((await file).suggestedFilename()).toMatch(/failed.*vip.*\.csv$/)
  await isDone()
})

test('is the night shift’s batch through?', async ({ page }) => {
  const isDone = await start(page)
  await table(page).locator('[data-column=batch] a').first().click()
  await expect(page).toHaveURL(/batch_name=/)
  // All of the batch, and how many of it are done, still at work or broken.
  const strip = page.getByRole('navigation', { name: 'Phases' })
  await expect(strip.getByRole('link', { name: /^All \d+$/ })).toBeVisible()
  await expect(strip.getByRole('link', { name: /^Done \d+$/ })).toBeVisible()
  await isDone()
})
