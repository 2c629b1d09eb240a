import { expect, test } from './product.ts'

test('a menu stays open for a press on its own words, and goes away for a press or the focus elsewhere and for Escape', async ({ page }) => {
  await page.goto('metastudio-cn-north-4/jobs')
  const menu = page.locator('details').filter({ hasText: 'Kept in this browser' })
  const summary = menu.locator('summary')
  const isOpen = (is: boolean) => (is ? expect(menu).toHaveAttribute('open', '') : expect(menu).not.toHaveAttribute('open'))
  await summary.click()
  await menu.getByText('Kept in this browser').click()
  await isOpen(true)
  // The bar of the page takes no focus.
  await page.getByRole('banner').click({ position: { x: 2, y: 2 } })
  await isOpen(false)
  await summary.click()
  await isOpen(true)
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).focus()
  await isOpen(false)
  await summary.click()
  await menu.getByRole('checkbox').first().focus()
  await page.keyboard.press('Escape')
  await isOpen(false)
  await expect(summary).toBeFocused()
})
