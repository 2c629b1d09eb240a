import type { Page } from '@playwright/test'
import { metastudioStates, type MetastudioState } from '../../src/contract/job-states.ts'
import { metastudioLabels } from '../../src/web/messages/state-labels.en.ts'
import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'
const tableNames = { en: 'Jobs', 'zh-CN': '任务' }
const rowsOf = (page: Page) => page.getByRole('table', { name: /^(Jobs|任务)$/ }).locator('tbody').getByRole('row')

/** All rows of the page, in one line each. */
async function openCompact(page: Page, search: string, language: 'en' | 'zh-CN' = 'en'): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem('understudy.preferences', JSON.stringify(chosen)), { density: 'compact', language })
  await page.goto(`${jobs}?${search}`)
  await expect(rowsOf(page).first()).toBeVisible()
  await expect(page.getByRole('table', { name: tableNames[language] })).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByTitle(/^(Reading the reason|正在读取原因)/)).toHaveCount(0)
}

test('compact rows keep the track, and a reason stays on one line', async ({ page }) => {
  await openCompact(page, 'phase=failed')
  const rows = rowsOf(page)
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height))
  expect(new Set(heights)).toEqual(new Set([32]))
  for (const line of await rows.locator('.reason').evaluateAll((all) => all.map((reason) => reason.getBoundingClientRect().height))) expect(line).toBeLessThan(20)
  await expect(rows.first().locator('.track').filter({ visible: true })).toHaveCount(1)
})

test('a hidden failure has its track too, as long as in every other row, and within its cell', async ({ page }) => {
  await openCompact(page, 'phase=failed,stopped&limit=100')
  const tracks = rowsOf(page).locator('.track')
  await expect(rowsOf(page).locator('.hidden-mark').first()).toBeVisible()
  expect(await tracks.count()).toBe(await rowsOf(page).count())
  const seen = await tracks.evaluateAll((all) => all.map((track) => {
    const { right, width } = track.getBoundingClientRect()
    const { right: end } = (track.closest('td') ?? track).getBoundingClientRect()
    const before = track.previousElementSibling?.getBoundingClientRect().right ?? 0
    return { width: Math.round(width), toEnd: Math.round(end - right), isClear: before <= track.getBoundingClientRect().left }
  }))
  expect(new Set(seen.map(({ width, toEnd, isClear }) => `${width} ${toEnd} ${isClear}`))).toEqual(new Set(['38 8 true']))
})

test('on a phone the track is seen whole', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openCompact(page, 'phase=failed&limit=100')
  const tracks = rowsOf(page).locator('.track').filter({ visible: true })
  expect(await tracks.count()).toBeGreaterThan(5)
  const over = await tracks.evaluateAll((all) => all.map((track) => track.getBoundingClientRect().right - (track.closest('td')?.getBoundingClientRect().right ?? 0)))
  expect(over.filter((px) => px > 0)).toEqual([])
})

const arranged = { order: ['state', 'reason', 'created', 'batch', 'tags', 'updated', 'location'], hidden: ['updated'], widths: {} }
for (const language of ['en', 'zh-CN'] as const) {
  for (const columns of [undefined, arranged]) {
    test(`the reason has its least width beside the states of compact rows (${language}, ${columns === undefined ? 'the first columns' : 'columns of one’s own'})`, async ({ page }) => {
      await page.addInitScript((own) => localStorage.setItem('understudy.columns', own), JSON.stringify(columns ?? null))
      const widthOf = (column: string) => page.locator(`.job-table thead [data-column="${column}"]`).evaluate((head) => head.getBoundingClientRect().width)
      await openCompact(page, 'limit=100', language)
      for (const width of [1440, 1366, 1280, 1024]) {
        await page.setViewportSize({ width, height: 844 })
        expect(await widthOf('reason'), `the reason at ${width} px`).toBeGreaterThanOrEqual(160)
        // With little room the state has no more of it than in other rows, whoever arranged the columns.
        if (width <= 1280) expect(await widthOf('state'), `the state at ${width} px`).toBe(244)
        // The columns as they are at first never scroll for it.
        if (columns === undefined) expect(await page.locator('.list-rows').evaluate((list) => list.scrollWidth - list.clientWidth), `sideways at ${width} px`).toBe(0)
      }
    })
  }
}

test('whoever chose how wide the states are has no more room kept for them: the table does not scroll for it', async ({ page }) => {
  await page.addInitScript((own) => localStorage.setItem('understudy.columns', own), JSON.stringify({ order: [], hidden: ['location', 'updated'], widths: { state: 300 } }))
  await openCompact(page, 'limit=100')
  expect(await page.locator('.job-table').evaluate((table) => table.getBoundingClientRect().width)).toBeLessThan(1186)
  expect(await page.locator('.list-rows').evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0)
})

test('while jobs are ticked the box of every other takes the place of its small cover whole', async ({ page }) => {
  await openCompact(page, 'phase=failed')
  await rowsOf(page).first().getByRole('checkbox').check()
  await page.mouse.move(0, 0)
  const box = rowsOf(page).nth(2).getByRole('checkbox')
  await expect(box).toHaveCSS('justify-content', 'center')
  // What it lies on does not shine through.
  await expect(box).not.toHaveCSS('background-color', /rgba\(.*, 0\)|transparent|\/ 0/)
  const cover = await rowsOf(page).nth(2).locator('[data-column=cover] > :first-child').boundingBox()
  const place = await box.boundingBox()
  expect(place).toMatchObject({ width: 24, height: 24 })
  expect([cover?.width, cover?.height]).toEqual([24, 24])
})

for (const width of [1440, 1024, 390]) {
  test(`at ${width} px a compact row says whose move it is, in one place and whole`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await openCompact(page, 'phase=failed,review,draft,confirm&limit=100')
    const moves = rowsOf(page).locator('[data-column="reason"]').getByText(/^(Your|Provider’s) move $/)
    const boxes = await moves.evaluateAll((all) =>
      all.map((move) => {
        const { left, right, height } = move.getBoundingClientRect()
        return { left: Math.round(left), height, isWhole: right <= (move.parentElement?.getBoundingClientRect().right ?? 0) }
      }),
    )
    expect(boxes.length).toBeGreaterThan(50)
    expect(new Set(boxes.map(({ left }) => left)).size).toBe(1)
    expect(boxes.filter(({ height, isWhole }) => height > 20 || !isWhole)).toEqual([])
  })
}

test('at 1440 px each state is read whole, beside the mark of a hidden failure too', async ({ page }) => {
  await openCompact(page, 'hidden_failure=true&limit=100')
  await expect(rowsOf(page).locator('.hidden-mark').first()).toBeVisible()
  for (const search of ['hidden_failure=true&limit=100', 'phase=failed,stopped,training&limit=100']) {
    await openCompact(page, search)
    const cut = await rowsOf(page).locator('.state-word').evaluateAll((all) => all.filter((word) => word.scrollWidth > word.clientWidth).map((word) => word.textContent))
    expect(cut).toEqual([])
  }
  // Which states stand in the rows is a matter of chance: each is put into one that is not marked, in the weight of the failed ones.
  const failed = rowsOf(page).filter({ hasNot: page.locator('.hidden-mark') }).and(page.locator('[data-phase="failed"]')).first()
  const tooLong = await failed.locator('.state-word').evaluate((word, labels) => labels.filter((label) => {
    word.textContent = label
    return word.scrollWidth > word.clientWidth
  }), Object.values(metastudioLabels))
  expect(tooLong).toEqual([])
  // So is each hidden failure beside its mark and its track.
  const hiddenLabels = Object.entries(metastudioStates).flatMap(([state, { phase, console_group: group, console_group_source: source }]) =>
    (phase === 'failed' || phase === 'stopped') && group === 'training' && source === 'doc' ? [metastudioLabels[state as MetastudioState]] : [])
  expect(hiddenLabels).toHaveLength(12)
  const hidden = rowsOf(page).filter({ has: page.locator('.hidden-mark') }).and(page.locator('[data-phase="failed"]')).first()
  const cutBeside = await hidden.locator('.state-word').evaluate((word, labels) => labels.filter((label) => {
    word.textContent = label
    return word.scrollWidth > word.clientWidth
  }), hiddenLabels)
  expect(cutBeside).toEqual([])
})

test('a time that the cloud does not tell is said to be not known', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('understudy.columns', JSON.stringify({ order: ['state', 'updated', 'created'], hidden: [], widths: {} })))
  await openCompact(page, 'limit=100')
  for (const column of ['created', 'updated']) {
    const times = await rowsOf(page).locator(`[data-column="${column}"]`).allTextContents()
    expect(times.filter((time) => time === '')).toEqual([])
    expect(times.filter((time) => time === 'not known').length, column).toBeGreaterThan(0)
    expect(times.filter((time) => time !== 'not known').length, column).toBeGreaterThan(50)
  }
})
