import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { scenes, words } from './scenes.ts'
import { expect, test } from './product.ts'

// A record of each of axe's steps would take longer than the steps.
test.use({ expectedErrors: [/status of (404|502)/], trace: 'off' })

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function violations(page: Page, isOver: boolean, narrow: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  // There are no frames, so axe needs no second page to gather its findings in.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  // Half a target behind a menu is too small only as long as the menu is open; the list is looked at without it as well.
  const found = await narrow(isOver ? axe.exclude('.list-rows') : axe).analyze()
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1] ?? ''}`))
}

for (const { name, widthPx, open, hasLanguages = true, isOver = false } of scenes) {
  test(`${name}: axe finds nothing, in both themes and languages`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    if (widthPx !== undefined) await page.setViewportSize({ width: widthPx, height: 900 })
    await open(page, words.en)
    for (const language of ['en', 'zh-CN']) {
      if (language !== 'en') {
        if (!hasLanguages) break
        // From within, because what is open over the page keeps the pointer away from the bar.
        await page.locator('header button[lang]').evaluate((button) => button instanceof HTMLElement && button.click())
        await expect(page.locator('html')).toHaveAttribute('lang', language)
      }
      expect.soft(await violations(page, isOver, (axe) => axe.withTags(standard)), language).toEqual([])
      // The other theme has the same elements in other colours.
      const colorScheme = language === 'en' ? 'dark' : 'light'
      await page.emulateMedia({ colorScheme })
      expect.soft(await violations(page, isOver, (axe) => axe.withRules('color-contrast')), `${language}, ${colorScheme}`).toEqual([])
    }
  })
}
