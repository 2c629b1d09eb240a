import type { Locator, Page } from '@playwright/test'
import { expect } from './product.ts'

interface Opened {
  /** The button that opens it. */
  opener: Locator
  panel: Locator
  /** Something in it that is chosen and closes it; absent where choosing leaves it open, for there is more to choose. */
  choice?: Locator
}

/**
 * How whatever stands open over the page is closed: Escape gives the focus back to what opened it and closes nothing else; a press
 * elsewhere, the focus going elsewhere, another press on its button and a choice close it too; a press on its own words does not.
 */
export async function expectClosingRule(page: Page, { opener, panel, choice }: Opened): Promise<void> {
  // By keyboard.
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(opener).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel).toBeVisible()
  await panel.locator('button:enabled:visible, a[href]:visible, input:visible').first().focus()
  await expect(panel.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(opener).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel).toBeVisible()
  const elsewhere = page.getByRole('link', { name: 'Understudy', exact: true })
  await elsewhere.focus()
  await expect(panel).toBeHidden()
  await expect(elsewhere).toBeFocused()
  // By pointer.
  await opener.click()
  await expect(panel).toBeVisible()
  await panel.click({ position: { x: 2, y: 2 } })
  await expect(panel).toBeVisible()
  await opener.click()
  await expect(panel).toBeHidden()
  await opener.click()
  await expect(panel).toBeVisible()
  await page.getByRole('banner').click({ position: { x: 2, y: 2 } })
  await expect(panel).toBeHidden()
  await opener.click()
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(opener).toBeFocused()
  if (choice === undefined) return
  await page.keyboard.press('Enter')
  await choice.focus()
  await page.keyboard.press('Enter')
  await expect(panel).toBeHidden()
  await expect(opener).toBeFocused()
}
