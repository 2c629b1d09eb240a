import type { Page } from '@playwright/test'
import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs?limit=10'

/** What comes after the rows is there too: from here on the page needs no file any more. */
async function allCame(page: Page): Promise<void> {
  await expect(page.locator('summary').filter({ hasText: 'Export' })).toBeVisible()
  await page.waitForLoadState('networkidle')
}

test.describe('without a network', () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] })

  test('the rows stay, the page says since when it is offline, and goes on when the network is back', async ({ page, context }) => {
    await page.clock.install({ time: new Date('2026-03-14T11:00:00Z') })
    await page.goto(jobs)
    const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
    await expect(rows).toHaveCount(10)
    await allCame(page)
    const notice = page.getByRole('status').filter({ hasText: 'Offline since' })
    const tops = () => rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().top))
    const before = await tops()
    await context.setOffline(true)
    await page.clock.fastForward('03:00')
    await page.clock.fastForward('00:10')
    await expect(notice).toHaveText(/^Offline since 12:03\. Showing 12:0\d\.$/)
    await page.clock.fastForward('05:00')
    await expect(notice).toHaveText(/^Offline since 12:03\. Showing 12:0\d\.$/)
    await expect(rows).toHaveCount(10)
    // It comes below the rows: what a reader is about to press stays where it is.
    expect(await tops()).toEqual(before)
    await context.setOffline(false)
    await page.clock.runFor(5000)
    await expect(notice).toBeHidden()
    expect(await tops()).toEqual(before)
  })
})

test.describe('a part that is opened for the first time without a network', () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|dynamically imported module/] })

  const rowsOf = (page: Page) => page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')

  test('was fetched ahead, once the rows stood', async ({ page, context }) => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    // The last of them.
    const last = page.waitForResponse(/assets\/view-form-[^/]*\.js$/)
    await page.goto(jobs)
    await expect(rowsOf(page)).toHaveCount(10)
    await last
    await page.waitForLoadState('networkidle')
    const at = (pattern: RegExp) => asked.findIndex((url) => pattern.test(url))
    expect(at(/assets\/job-drawer-[^/]*\.js$/)).toBeGreaterThan(at(/\/jobs\?limit=10$/))
    await context.setOffline(true)
    await rowsOf(page).first().getByRole('rowheader').getByRole('link').click()
    await expect(page.getByRole('dialog', { name: /\S/ })).toBeVisible()
    await page.getByRole('button', { name: 'Command palette' }).click()
    await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')).toBeVisible()
    await expect(page.getByText('You are offline')).toHaveCount(0)
  })

  test('says that the reader is offline, and comes when the network is back', async ({ page, context }) => {
    // Who saves data has nothing fetched ahead.
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(jobs)
    await expect(rowsOf(page)).toHaveCount(10)
    await allCame(page)
    expect(asked.filter((url) => /job-drawer|palette-/.test(url))).toEqual([])
    await context.setOffline(true)
    const gap = page.getByRole('complementary', { name: 'You are offline' })
    const drawer = page.getByRole('dialog', { name: /\S/ })
    const prompt = page.getByRole('alert').filter({ hasText: /\S/ })
    for (const index of [0, 1]) {
      await rowsOf(page).nth(index).getByRole('rowheader').getByRole('link').click()
      await expect(gap).toContainText('comes when the network is back')
    }
    await expect(prompt).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Reload the page' })).toHaveCount(0)
    await context.setOffline(false)
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expect(gap).toHaveCount(0)
    await drawer.getByRole('button', { name: 'Previous job' }).click()
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()

    // A part that has no place of its own on the page.
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Command palette' }).click()
    await expect(prompt).toHaveText(/^You are offline.*when the network is back\.$/)
    // What stood for it while it was on its way.
    await expect(page.getByRole('dialog', { name: 'Command palette' })).toHaveCount(0)
    await context.setOffline(false)
    await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')).toBeVisible()
    await expect(prompt).toHaveCount(0)
  })
})

test.describe('when a part of the page does not come', () => {
  test.use({ expectedErrors: [/job-drawer|dynamically imported module/] })

  test('one prompt to reload appears, the list lives on, and a reload mends it', async ({ page }) => {
    let isGone = true
    let loads = 0
    await page.route(/assets\/job-drawer-[^/]*\.js$/, (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()))
    page.on('load', () => loads++)
    await page.goto(jobs)
    const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
    await rows.first().getByRole('rowheader').getByRole('link').click()
    const prompt = page.getByRole('alert')
    await expect(prompt).toContainText('There may be a newer version')
    await expect(page.getByRole('complementary', { name: 'This part of the page failed' })).toBeVisible()
    await expect(rows).toHaveCount(10)
    await rows.nth(1).getByRole('rowheader').getByRole('link').click()
    await expect(prompt).toHaveCount(1)
    expect(loads).toBe(1)
    isGone = false
    // Another job is another attempt.
    await rows.nth(2).getByRole('rowheader').getByRole('link').click()
    await expect(page.getByRole('dialog', { name: /\S/ }).getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expect(prompt).toHaveCount(1)
    await prompt.getByRole('button', { name: 'Reload the page' }).click()
    await expect(page.getByRole('dialog', { name: /\S/ }).getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expect(prompt).toBeHidden()
  })
})

test.describe('where not even the sources can be asked for', () => {
  test.use({ expectedErrors: [/api\/sources/] })

  test('the page says so, though the code of its further words is on its way for ever', async ({ page }) => {
    await page.route('**/api/sources', (route) => route.abort())
    await page.route('**/assets/broken-face-*.js', () => {})
    await page.goto('./')
    await expect(page.getByRole('heading', { level: 1, name: 'Understudy’s own server cannot be reached' })).toBeVisible()
    await page.unroute('**/api/sources')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('table', { name: 'Jobs' }).getByRole('row')).not.toHaveCount(0)
  })
})

test.describe('when a part that is opened later does not come', () => {
  test.use({ expectedErrors: [/time-tip|display-choices|tag-panel|help-sheet|dynamically imported module/] })

  for (const [part, button] of [
    ['time-tip', (page: Page) => page.getByRole('table', { name: 'Jobs' }).locator('td time').first()],
    ['display-choices', (page: Page) => page.getByRole('button', { name: 'Display settings' })],
    ['help-sheet', (page: Page) => page.getByRole('button', { name: 'Keyboard shortcuts' })],
    ['tag-panel', (page: Page) => page.getByRole('button', { name: /^Tags \+/ }).first()],
  ] as const) {
    test(`the ${part} stays away, and the list lives on`, async ({ page }) => {
      await page.route(new RegExp(`assets/${part}-[^/]*\\.js$`), (route) => route.fulfill({ status: 404 }))
      await page.goto('metastudio-cn-north-4/jobs')
      const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
      await expect(rows).toHaveCount(50)
      await button(page).hover()
      await button(page).click()
      await expect(page.getByRole('alert')).toContainText('There may be a newer version')
      await expect(rows).toHaveCount(50)
    })
  }
})

test.describe('when a part that is in sight from the beginning does not come', () => {
  test.use({ expectedErrors: [/find-box|phase-more|filter-panel|histogram-strip|export-menu|pager|view-form|dynamically imported module/] })

  test('the find box says so, keeps what is typed, and is asked for again', async ({ page }) => {
    let isGone = true
    await page.route(/assets\/find-box-[^/]*\.js$/, (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()))
    await page.goto(jobs)
    const again = page.getByRole('banner').getByRole('button', { name: 'Try again' })
    await expect(again).toBeVisible()
    const prompt = page.getByRole('alert')
    await prompt.getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('/')
    await expect(page.getByRole('textbox', { name: 'Find a job' })).toBeFocused()
    await page.keyboard.type('4711')
    // In vain: it is told once more, and the text is still there.
    await page.keyboard.press('Enter')
    await expect(prompt).toContainText('A part of the page could not be loaded')
    await expect(page.getByRole('textbox', { name: 'Find a job' })).toHaveValue('4711')
    isGone = false
    await again.click()
    await expect(page.getByRole('combobox', { name: /^Find a job by/ })).toHaveValue('4711')
    await expect(prompt).toBeHidden()
  })

  for (const [part, place, came] of [
    ['filter-panel', (page: Page) => page.getByRole('navigation', { name: 'Filters' }), (page: Page) => page.getByRole('region', { name: 'Views' })],
    ['histogram-strip', (page: Page) => page.locator('.histogram-room'), (page: Page) => page.getByRole('region', { name: /^Jobs created/ })],
    ['export-menu', (page: Page) => page.locator('.list-tools'), (page: Page) => page.locator('.list-tools').getByText('Export', { exact: true })],
    ['pager', (page: Page) => page.getByRole('main').locator('footer'), (page: Page) => page.getByRole('navigation', { name: 'Pages' })],
  ] as const) {
    test(`${part} leaves its place quiet, is offered again there, and no row moves for it`, async ({ page }) => {
      let isGone = true
      await page.route(new RegExp(`assets/${part}-[^/]*\\.js$`), (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()))
      await page.goto(jobs)
      const again = place(page).getByRole('button', { name: 'Try again' })
      await expect(again).toBeVisible()
      const row = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row').first()
      const before = await row.boundingBox()
      isGone = false
      await again.click()
      await expect(came(page)).toBeVisible()
      expect(await row.boundingBox()).toEqual(before)
    })
  }

  test('the form for a view keeps the name that is typed, and is asked for again', async ({ page }) => {
    let isGone = true
    await page.route(/assets\/view-form-[^/]*\.js$/, (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()))
    await page.goto(jobs)
    const views = page.getByRole('region', { name: 'Views' })
    await views.getByRole('button', { name: 'Save the filters as a view' }).click()
    await expect(views.getByRole('button', { name: 'Try again' })).toBeVisible()
    await views.getByRole('textbox', { name: 'Name of the view' }).fill('Night')
    isGone = false
    await views.getByRole('button', { name: 'Try again' }).click()
    await expect(views.getByRole('button', { name: 'Save', exact: true })).toBeEnabled()
    await expect(views.getByRole('textbox', { name: 'Name of the view' })).toHaveValue('Night')
  })

  test('without the menu of phases the strip has them all, and the menu is asked for again', async ({ page }) => {
    let isGone = true
    await page.setViewportSize({ width: 900, height: 700 })
    await page.route(/assets\/phase-more-[^/]*\.js$/, (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()))
    await page.goto(jobs)
    const phases = page.getByRole('navigation', { name: 'Phases' })
    const again = phases.getByRole('button', { name: 'Try again' })
    await expect(again).toBeVisible()
    await phases.getByRole('link', { name: /^Suspended/ }).click()
    await expect(page).toHaveURL(/phase=suspended/)
    isGone = false
    await again.click()
    await expect(phases.getByText(/^More/)).toBeVisible()
    await expect(phases.getByRole('link', { name: /^Stopped/ })).toBeHidden()
  })
})

test.describe('when the files of the page are gone', () => {
  test.use({ expectedErrors: [/status of 404|dynamically imported module/] })

  test('the prompt to reload needs none of them, and hears of the very first', async ({ page }) => {
    await page.route(/assets\/(kept-focus|reload-prompt)-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }))
    await page.goto(jobs)
    await expect(page.getByRole('alert').getByRole('button', { name: 'Reload the page' })).toBeVisible()
  })

  test('a row keeps its place though its tags cannot be shown, and a list without rows says so', async ({ page }) => {
    await page.route(/assets\/(tag-panel|no-rows-face)-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }))
    await page.goto('metastudio-cn-north-4/jobs?limit=50')
    const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
    const more = rows.getByRole('button', { name: /^Tags \+\d+$/ })
    await more.first().click()
    await expect(page.getByRole('alert')).toContainText('There may be a newer version')
    await expect(page.getByText('could not be shown')).toHaveCount(0)
    await expect(more.first()).toBeVisible()
    await page.goto('metastudio-cn-north-4/jobs?tag=nobody-has-this')
    await expect(page.getByRole('heading', { name: '0 jobs match.' })).toBeVisible()
    await expect(page.getByRole('combobox', { name: /^Find a job/ })).toBeVisible()
  })
})

test.describe('when something in front refuses a single question', () => {
  test.use({ expectedErrors: [/status of 403/] })

  test('the list is not given up, and nobody is told that he is signed out', async ({ page }) => {
    await page.clock.install({ time: new Date('2026-03-14T11:00:00Z') })
    let isRefused = true
    await page.route(/\/api\/sources\/[^/]+\/jobs\?limit=10$/, (route) => (isRefused ? route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>Blocked</h1>' }) : route.continue()))
    await page.goto(jobs)
    await expect(page.getByRole('heading', { name: 'Something in front of Understudy refused this request' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    isRefused = false
    await page.clock.runFor(31_000)
    await expect(page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')).toHaveCount(10)
  })
})

test('nothing but the list scrolls, and the row of the open job is kept in view', async ({ page }) => {
  await page.goto('metastudio-cn-north-4/jobs')
  const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(50)
  await rows.nth(10).getByRole('rowheader').getByRole('link').click()
  const drawer = page.getByRole('dialog', { name: /\S/ })
  await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
  for (let step = 0; step < 20; step++) await drawer.getByRole('button', { name: 'Next job' }).click()
  // The row goes on below the drawer.
  await expect(rows.nth(30).getByRole('rowheader')).toBeInViewport({ ratio: 1 })
  expect(await rows.nth(30).getAttribute('data-open')).toBe('true')
  const scrolled = await page.evaluate(() =>
    [...document.querySelectorAll('*')].filter((element) => element.scrollTop > 0 && !element.matches('[role=group], [role=dialog] *')).map((element) => element.outerHTML.slice(0, 80)),
  )
  expect(scrolled).toEqual([])
})

test('a list in which nothing changes is asked for less and less, not at all while the tab is hidden, and at once when it is shown again', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-03-14T11:00:00Z') })
  let asked = 0
  let first: string | undefined
  await page.route(/\/api\/sources\/[^/]+\/jobs\?limit=10$/, async (route) => {
    asked++
    first ??= await (await route.fetch()).text()
    await route.fulfill({ contentType: 'application/json', body: first })
  })
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    }, state)
  const wait = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 10) {
      await page.clock.runFor(10_000)
      // The answer is taken in before time goes on.
      await page.evaluate(() => fetch('healthz'))
    }
  }
  await page.goto(jobs)
  await expect(page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')).toHaveCount(10)
  await wait(180)
  const slowed = asked
  expect(slowed).toBeGreaterThanOrEqual(4)
  expect(slowed).toBeLessThanOrEqual(8)
  await show('hidden')
  await wait(180)
  expect(asked).toBe(slowed)
  await show('visible')
  await expect.poll(() => asked).toBe(slowed + 1)
})

test('text that is being selected holds the list, which says so, until five minutes without a stir', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-03-14T11:00:00Z') })
  await page.goto(jobs)
  const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(10)
  const note = page.getByText('Held: text selected')
  await rows.nth(2).evaluate((row) => getSelection()?.selectAllChildren(row))
  await expect(note).toBeVisible()
  await page.clock.fastForward('04:00')
  await page.mouse.move(300, 300)
  await page.clock.fastForward('04:00')
  await expect(note).toBeVisible()
  await page.clock.fastForward('01:10')
  await expect(note).toBeHidden()
  await page.mouse.move(310, 310)
  await expect(note).toBeVisible()
  await page.evaluate(() => getSelection()?.removeAllRanges())
  await expect(note).toBeHidden()
})
