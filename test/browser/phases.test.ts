import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'

test.describe('where the strip has no room for all phases', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the rare ones and all that would be cut are one press away with how many jobs they hold, and the one that is on is in sight', async ({ page }) => {
    await page.goto(`${jobs}?limit=10`)
    const strip = page.getByRole('navigation', { name: 'Phases' })
    for (const name of [/^Failed \d+$/, /^Confirm \d+$/]) await expect(strip.getByRole('link', { name })).toBeInViewport({ ratio: 1 })
    await expect(strip.getByRole('link', { name: /^Stopped/ })).toBeHidden()
    const more = strip.locator('summary')
    await expect(more).toHaveText(/^More\s[1-9][\d,]*$/, { useInnerText: true })
    await expect(more).toBeInViewport({ ratio: 1 })
    const hidden = Number((await more.innerText()).replace(/\D+/g, ''))
    await more.click()
    const offered = strip.getByRole('list').getByRole('link')
    await expect(offered).toHaveText([/^Draft/, /^Review/, /^Training/, /^Stopped/, /^Rejected/, /^Suspended/, /^Done/, /^Unknown/])
    expect((await offered.locator('span').allTextContents()).reduce((sum, count) => sum + Number(count.replace(/\D/g, '')), 0)).toBe(hidden)
    await strip.getByRole('list').getByRole('link', { name: /^Stopped/ }).click()
    await expect(page).toHaveURL(/\?phase=stopped&limit=10$/)
    const stopped = strip.getByRole('link', { name: /^Stopped \d+$/ })
    await expect(stopped).toHaveAttribute('aria-current', 'true')
    await expect(stopped).toBeInViewport({ ratio: 1 })
    await expect(more).not.toHaveText(new RegExp(`^More\\s${hidden.toLocaleString('en')}$`), { useInnerText: true })
    await more.click()
    await expect(strip.getByRole('list').getByRole('link', { name: /^Stopped/ })).toHaveCount(0)
  })
})

test('the menu of rare phases adds up only where each of them is counted', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  let phases: Record<string, number> = { rejected: 2 }
  await page.route('**/counts**', (route) => route.fulfill({ json: { total: 20, phases, actors: {}, exact: false } }))
  await page.goto(`${jobs}?phase=stopped&limit=10`)
  const strip = page.getByRole('navigation', { name: 'Phases' })
  const more = strip.locator('summary')
  await expect(strip.getByRole('list', { includeHidden: true }).getByText('2', { exact: true })).toHaveCount(1)
  await expect(more).toHaveText('More', { useInnerText: true })
  phases = { draft: 4, review: 5, training: 6, failed: 1, stopped: 7, confirm: 1, rejected: 2, suspended: 1, done: 3 }
  await page.reload()
  await expect(more).toHaveText(/^More\s\d+$/, { useInnerText: true })
  const counts = await strip.getByRole('list', { includeHidden: true }).locator('span').allTextContents()
  expect(counts).toContain('2')
  await expect(more).toHaveText(new RegExp(`^More\\s${counts.reduce((sum, count) => sum + Number(count), 0)}$`), { useInnerText: true })
})

test('the phase that is on is read whole in a strip that has no room for all', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const [phase, name] of [['failed', 'Failed'], ['done', 'Done'], ['draft', 'Draft'], ['suspended', 'Suspended']]) {
    await page.goto(`${jobs}?phase=${phase}&limit=10`)
    const strip = page.getByRole('navigation', { name: 'Phases' })
    const chosen = strip.getByRole('link', { name: new RegExp(`^${name} \\d+$`) })
    await expect(strip.locator('summary')).toBeVisible()
    await expect(chosen).toBeInViewport({ ratio: 1 })
    const [box, end] = [await chosen.boundingBox(), await strip.locator('summary').boundingBox()]
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(end?.x ?? 0)
  }
})

test('a phase of which a part is left out is on, in part, and stays in sight on a phone', async ({ page }) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(`${jobs}?phase=stopped&state=-MANUAL_STOP_TRAIN&limit=10`)
    const tab = page.getByRole('navigation', { name: 'Phases' }).locator('.phase-strip').getByRole('link', { name: /^Stopped/ })
    await expect(tab).toHaveAttribute('aria-current', 'true')
    await expect(tab).toHaveAccessibleDescription('Only some of these are shown')
    await expect(tab).toBeInViewport({ ratio: 1 })
  }
  // A state of another phase that is left out leaves out nothing of this one.
  await page.goto(`${jobs}?phase=stopped&state=-JOB_SUCCESS&limit=10`)
  const whole = page.getByRole('navigation', { name: 'Phases' }).locator('.phase-strip').getByRole('link', { name: /^Stopped/ })
  await expect(whole).toHaveAttribute('aria-current', 'true')
  await expect(whole).toHaveAccessibleDescription('')
  await page.goto(`${jobs}?phase=stopped&state=-MANUAL_STOP_TRAIN&limit=10`)
  // The whole of it is one press away.
  const tab = page.getByRole('navigation', { name: 'Phases' }).locator('.phase-strip').getByRole('link', { name: /^Stopped/ })
  await tab.click()
  await expect(page).toHaveURL(/\?phase=stopped&limit=10$/)
  await expect(tab).toHaveAccessibleDescription('')
  // With jobs of other phases among them it is not the one that is on.
  await page.goto(`${jobs}?phase=stopped&state=TRAIN_FAILED&limit=10`)
  await expect(page.getByRole('table').locator('tbody').getByRole('row').first()).toBeVisible()
  await expect(page.locator('.phase-strip a[data-phase][aria-current]')).toHaveCount(0)
})

for (const width of [1440, 1024, 390]) {
  test(`at ${width} px each phase stands in the strip whole or in its menu, also beside a job`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(`${jobs}?limit=10`)
    const strip = page.getByRole('navigation', { name: 'Phases' })
    const tabs = strip.locator('.phase-strip > a')
    const isWhole = () =>
      tabs.evaluateAll((all) => {
        const end = all[0]?.parentElement?.getBoundingClientRect().right ?? 0
        return all.filter((tab) => tab.getBoundingClientRect().right > end + 8).map((tab) => tab.textContent)
      })
    const lost = async () => {
      const [shown, all, offered] = await Promise.all([tabs.filter({ visible: true }).count(), tabs.count(), strip.getByRole('list', { includeHidden: true }).getByRole('link', { includeHidden: true }).count()])
      return all - shown - offered
    }
    await expect(tabs.filter({ hasText: /^Unknown/ })).toHaveCount(1)
    await expect.poll(isWhole).toEqual([])
    await expect.poll(lost).toBe(0)
    if (width < 700) return
    await page.getByRole('table').locator('tbody').getByRole('row').first().getByRole('link').first().click()
    await expect(strip.locator('summary')).toBeInViewport({ ratio: 1 })
    await expect.poll(isWhole).toEqual([])
    await expect.poll(lost).toBe(0)
  })
}

test('where all phases have room none is in a menu, until a job stands beside the list', async ({ page }) => {
  await page.goto(`${jobs}?limit=10`)
  const strip = page.getByRole('navigation', { name: 'Phases' })
  await expect(strip.getByRole('link', { name: /^Stopped \d+$/ })).toBeVisible()
  await expect(strip.locator('summary')).toBeHidden()
  await page.getByRole('table').locator('tbody').getByRole('row').first().getByRole('link').first().click()
  await expect(strip.locator('summary')).toBeInViewport({ ratio: 1 })
  await expect(strip.getByRole('link', { name: /^Stopped/ })).toBeHidden()
})

test('the phases stand in one order, from a phone to a wide screen', async ({ page }) => {
  const order = ['draft', 'review', 'training', 'failed', 'stopped', 'confirm', 'rejected', 'suspended', 'done']
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(`${jobs}?limit=10`)
    const tabs = page.locator('.phase-strip a[data-phase]')
    await expect(tabs.filter({ visible: true }).first()).toBeVisible()
    const seen = await tabs.evaluateAll((all) =>
      all
        .map((tab) => ({ phase: tab.getAttribute('data-phase') ?? '', left: tab.getBoundingClientRect().left, width: tab.getBoundingClientRect().width }))
        .filter((tab) => tab.width > 0)
        .toSorted((a, b) => a.left - b.left)
        .map(({ phase }) => phase),
    )
    expect(seen.length, `at ${width}`).toBeGreaterThan(width < 700 ? 1 : 3)
    expect(seen.filter((phase) => phase !== 'unknown'), `at ${width}`).toEqual(order.filter((phase) => seen.includes(phase)))
  }
})
