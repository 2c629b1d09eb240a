import type { Page } from '@playwright/test'
import { lookWithAxe } from './axe.ts'
import { cutParts } from './cut-parts.ts'
import { words } from './scene-parts.ts'
import { scenes } from './scenes.ts'
import { expect, test } from './product.ts'

// A record of each of axe's steps would take longer than the steps.
test.use({ expectedErrors: [/status of (404|502)/], trace: 'off' })

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** A tablet; 1440 × 900 and 1280 × 1024 at 200 %; 1280 × 1024 at 400 %: in CSS px. */
const windows = [{ width: 1024, height: 768 }, { width: 720, height: 450 }, { width: 640, height: 512 }, { width: 320, height: 256 }]

for (const { name, widthPx = 1440, open, hasLanguages = true, isOver = false, isPlaced = false } of scenes) {
  test(`${name}: axe finds nothing, nothing is cut when zoomed or spaced, in both themes and languages`, async ({ page }) => {
    const whole = { width: widthPx, height: 900 }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(whole)
    await open(page, words.en)
    expect.soft(await movingParts(page), 'moves although less motion is asked for').toEqual([])
    for (const language of ['en', 'zh-CN']) {
      if (language !== 'en') {
        if (!hasLanguages) {
          await page.emulateMedia({ colorScheme: 'dark' })
          expect.soft(await violations(page, isOver), 'dark').toEqual([])
          break
        }
        // From within, because what is open over the page keeps the pointer away from the bar.
        await page.locator('header button[lang]').evaluate((button) => button instanceof HTMLElement && button.click())
        await expect(page.locator('html')).toHaveAttribute('lang', language)
      }
      // Colours know no language: each language in one of the themes is all that there is to see.
      await page.emulateMedia({ colorScheme: language === 'en' ? 'light' : 'dark' })
      expect.soft(await violations(page, isOver), language).toEqual([])
      if (isPlaced) continue
      // Chinese is shorter: what has room in English has room in it, and the smallest window tells.
      for (const window of language === 'en' ? windows : windows.slice(-1)) {
        await page.setViewportSize(window)
        expect.soft(await cutParts(page), `${language}, ${window.width} px`).toEqual([])
      }
      await page.setViewportSize(whole)
      await spaceText(page, true)
      expect.soft(await cutParts(page), `${language}, spaced`).toEqual([])
      await spaceText(page, false)
    }
  })
}

async function violations(page: Page, isOver: boolean): Promise<string[]> {
  const axe = lookWithAxe(page).withTags(standard)
  // Half a target behind a menu is too small only as long as the menu is open; the list is looked at without it as well.
  const found = await (isOver ? axe.exclude('.list-rows') : axe).analyze()
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1] ?? ''}`))
}

/** The spacing of WCAG 1.4.12, as a reader's own style sheet would set it. */
async function spaceText(page: Page, isWide: boolean): Promise<void> {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, isWide ? '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }' : '')
}

function movingParts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationName, animationDuration } = getComputedStyle(element)
      const isStill = /^(0s(, )?)+$/.test(transitionDuration) && (animationName === 'none' || /^(0s(, )?)+$/.test(animationDuration))
      return isStill ? [] : [`${element.tagName} ${(element.getAttribute('class') ?? '').slice(0, 60)} ${transitionDuration} ${animationName}`]
    }),
  )
}
