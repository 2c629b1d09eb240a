import { expect, test } from './product.ts'

const jobs = '/metastudio-cn-north-4/jobs'

test('on a phone the order and the rows of a page are chosen in the sheet of filters', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${jobs}?limit=10&page=3`)
  await page.getByRole('button', { name: 'Filters' }).click()
  const sheet = page.getByRole('dialog', { name: 'Filters' })
  // The words of the order are read whole.
  const order = sheet.getByRole('combobox', { name: 'Sort by' })
  expect((await order.boundingBox())?.width).toBeGreaterThan(340)
  await sheet.getByRole('combobox', { name: 'Rows per page' }).selectOption('20 per page')
  await expect(page).toHaveURL(`${jobs}?limit=20&page=2`)
  await sheet.getByRole('combobox', { name: 'Sort by' }).selectOption('Customer’s last action, oldest first')
  await expect(page).toHaveURL(`${jobs}?sort_key=update_time&sort_dir=asc&limit=20`)
  await sheet.getByRole('button', { name: /^Show/ }).click()
  await expect(page.locator('tbody [data-row]')).toHaveCount(20)
})
