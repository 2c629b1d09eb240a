import type { Page } from '@playwright/test'
import { cutParts } from './cut-parts.ts'
import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'

const words = {
  en: { table: 'Jobs', failed: /^Failed (\d|just now)/, created: /^Created (\d|just now)/ },
  'zh-CN': { table: '任务', failed: /^失败时间 (\d|刚刚)/, created: /^创建时间 (\d|刚刚)/ },
} as const

/** The cards of a list on a narrow phone, with all that they wait for. */
async function openCards(page: Page, language: keyof typeof words, search: string) {
  await page.setViewportSize({ width: 360, height: 780 })
  await page.addInitScript((chosen) => localStorage.setItem('understudy.preferences', JSON.stringify({ language: chosen })), language)
  await page.goto(`${jobs}?limit=10&${search}`)
  const cards = page.getByRole('table', { name: words[language].table }).locator('tbody [data-row]')
  await expect(cards.first()).toBeVisible()
  return cards
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`a card says when its job failed, or was created where the order is another: also aloud, and nothing is cut at 360 px (${language})`, async ({ page }) => {
    const { failed, created } = words[language]
    const unlabelled = await openCards(page, language, '')
    await expect(unlabelled.first().getByRole('button', { name: created })).toHaveCount(0)
    for (const [search, label] of [['phase=failed&failed=30d', failed], ['phase=failed&failed=30d&sort_key=create_time', failed], ['sort_key=update_time', created]] as const) {
      const cards = await openCards(page, language, search)
      const times = cards.getByRole('button', { name: label })
      await expect(times.first()).toBeVisible()
      // The cloud does not tell the time of every job.
      await expect(times).toHaveCount(await cards.locator('time').filter({ visible: true }).count())
      const cut = await times.locator('time').evaluateAll((all) => all.filter((time) => time.scrollWidth > time.clientWidth).map((time) => time.textContent))
      expect(cut, search).toEqual([])
      // A name has the whole width of its card beside the cover.
      const { right, edge } = await cards.first().evaluate((card) => ({ edge: card.getBoundingClientRect().right - 16, right: card.querySelector('[data-column="name"]')?.getBoundingClientRect().right ?? 0 }))
      expect(right).toBeGreaterThan(edge - 16)
      expect(await cutParts(page), search).toEqual([])
    }
  })
}
