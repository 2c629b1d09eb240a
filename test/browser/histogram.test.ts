import type { Page } from '@playwright/test'
import { JobList } from '#contract/job-list.ts'
import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'
const plot = (page: Page) => page.getByRole('slider', { name: /^Jobs created per/ })
const query = (page: Page) => new URL(page.url()).searchParams
/** `16 Oct – 4 Nov`, `196 jobs`, `12 failed`: what the picture says of the chosen bars. */
const readout = (page: Page) => page.locator('.histogram [aria-hidden] p > span').allTextContents()
const total = (page: Page) => page.locator('main').getByText(/^1–\d+ of [\d,]+$/)

/** The jobs of the address that the page stands at, and how many of them tell when they were created: the others have no bar. */
async function listed(page: Page) {
  let dated = 0
  for (let offset = 0; ; offset += 100) {
    const answer = await page.request.get(`api/sources/${jobs}?${query(page).toString()}&limit=100&offset=${offset}`)
    const list = JobList.parse(await answer.json())
    dated += list.jobs.filter((job) => job.create_time !== undefined).length
    if (offset + 100 >= list.count) return { count: list.count, dated }
  }
}

/** The place on the screen, as parts of the picture's width. */
async function spot(page: Page, part: number) {
  const box = await plot(page).boundingBox()
  if (box === null) throw new Error('the picture is not drawn')
  return [box.x + box.width * part, box.y + box.height / 2] as const
}

test('a range dragged over the bars becomes the filter, its jobs are those that the bars promised, and all dates come back', async ({ page }) => {
  await page.goto(jobs)
  await expect(plot(page)).toBeVisible()
  await page.mouse.move(...(await spot(page, 0.75)))
  await page.mouse.down()
  await page.mouse.move(...(await spot(page, 0.5)), { steps: 5 })
  const [range = '', promised = ''] = await readout(page)
  expect(range).toMatch(/ – /)
  // Nothing is asked before the pointer is up.
  expect([...query(page).keys()]).toEqual([])
  await page.mouse.up()
  await expect.poll(() => [...query(page).keys()]).toEqual(['create_since', 'create_until'])
  const { count, dated } = await listed(page)
  expect(promised).toBe(`${dated} jobs`)
  await expect(total(page)).toHaveText(new RegExp(`of ${count}$`))
  await expect(page.getByRole('group', { name: 'Filters that are on' })).toContainText('Created')
  // Of the narrower picture a single bar is a click.
  await expect(plot(page)).not.toHaveAttribute('aria-valuemax', '89')
  await page.mouse.move(...(await spot(page, 0.01)))
  const [day = ''] = await readout(page)
  await page.mouse.click(...(await spot(page, 0.01)))
  await expect(plot(page)).toHaveAccessibleName('Jobs created per hour')
  expect(day).toContain(String(Number(query(page).get('create_until')?.slice(8, 10))))
  await page.goBack()
  await expect(plot(page)).toHaveAccessibleName('Jobs created per day')
  await page.getByRole('button', { name: 'All dates' }).click()
  await expect(page).toHaveURL(new RegExp(`${jobs}$`))
  await expect(plot(page)).toHaveAttribute('aria-valuemax', '89')
})

test('by keyboard alone a range of failed jobs is chosen, given up, chosen and shown', async ({ page }) => {
  await page.goto(`${jobs}?phase=failed`)
  await expect(plot(page)).toBeVisible()
  await page.getByRole('navigation', { name: 'Phases' }).getByRole('link').last().focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(plot(page)).toBeFocused()
  for (let step = 0; step < 20; step++) await page.keyboard.press('Shift+ArrowLeft')
  const [range = ''] = await readout(page)
  expect(range).toMatch(/ – /)
  await page.keyboard.press('Escape')
  await expect(plot(page)).toHaveAttribute('aria-valuenow', '89')
  expect(query(page).get('create_since')).toBeNull()
  for (let step = 0; step < 20; step++) await page.keyboard.press('Shift+ArrowLeft')
  const [, promised = '', failed = ''] = await readout(page)
  expect(failed).toBe(promised.replace(/ jobs?/, ' failed'))
  await page.keyboard.press('Enter')
  await expect.poll(() => query(page).has('create_since')).toBe(true)
  const { count, dated } = await listed(page)
  expect(promised).toBe(`${dated} jobs`)
  await expect(total(page)).toHaveText(new RegExp(`of ${count}$`))
  await expect(plot(page)).toBeFocused()
})

test('its room is there before its numbers are, and the rows do not move', async ({ page }) => {
  let answer = () => {}
  const isWanted = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/histogram?*', async (route) => {
    await isWanted
    await route.continue()
  })
  await page.goto(jobs)
  const row = page.getByRole('table', { name: 'Jobs', exact: true }).getByRole('row').nth(1)
  await expect(row).toBeVisible()
  const before = (await row.boundingBox())?.y
  await expect(plot(page)).toHaveCount(0)
  answer()
  await expect(plot(page)).toBeVisible()
  expect((await row.boundingBox())?.y).toBe(before)
  // Hidden, it gives its room to the rows and stays so.
  await page.getByRole('button', { name: /^Hide the chart/ }).focus()
  await page.keyboard.press('Enter')
  await expect(plot(page)).toHaveCount(0)
  expect((await row.boundingBox())?.y).toBeLessThan(before ?? 0)
  await page.reload()
  await expect(row).toBeVisible()
  await expect(plot(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Display settings' }).click()
  await page.getByRole('group', { name: 'Chart of jobs created' }).getByText('Shown').click()
  await expect(plot(page)).toBeVisible()
})

test.describe('under a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('a tap on a narrow bar only reads it out', async ({ page }) => {
    await page.goto(jobs)
    await expect(plot(page)).toBeVisible()
    await page.touchscreen.tap(...(await spot(page, 0.99)))
    // The last bar is today, and in its first hour a day has no failed job yet.
    await expect.poll(async () => (await readout(page))[1] ?? '').toMatch(/^\d+ jobs?$/)
    expect(query(page).toString()).toBe('')
  })
})
