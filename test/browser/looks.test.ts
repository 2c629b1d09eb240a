import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' })

  test('every word is Chinese, and English is one press away and kept', async ({ page }) => {
    await page.goto(jobs)
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByRole('columnheader', { name: '状态' })).toBeVisible()
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await expect(page.getByRole('columnheader', { name: 'State' })).toBeVisible()
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })
})

test('the theme follows the system until somebody chooses', async ({ page }) => {
  const ground = () => page.getByRole('main').evaluate((main) => getComputedStyle(main).backgroundColor)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(jobs)
  await expect(page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row').first()).toBeVisible()
  const light = await ground()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(ground).not.toBe(light)
  await page.getByRole('button', { name: 'Display settings' }).click()
  await page.getByRole('radio', { name: 'Light' }).check()
  await expect.poll(ground).toBe(light)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a search tells the state of each job whole, however long its batch is', async ({ page }) => {
    await page.goto(jobs)
    await expect(page.getByRole('table').locator('tbody').getByRole('row').first()).toBeVisible()
    await page.locator('label').filter({ has: page.getByRole('combobox', { name: /^Find a job/, includeHidden: true }) }).click()
    await page.keyboard.type('nightly')
    const states = page.getByRole('option').locator('.text-phase + span')
    await expect(states.first()).toBeVisible()
    expect(await states.evaluateAll((all) => all.filter((state) => state.scrollWidth > state.clientWidth).map((state) => state.textContent))).toEqual([])
  })

  test('the filters that are on stand in one line, each in reach of the keyboard', async ({ page }) => {
    await page.goto(`${jobs}?phase=failed,training&tag=vip&created=30d`)
    const chips = page.getByRole('group', { name: 'Filters that are on' })
    const last = chips.getByRole('link', { name: 'Clear all' })
    await expect(last).toBeAttached()
    // It comes after the rows, and takes some of the line.
    await expect(page.getByText('Export', { exact: true })).toBeAttached()
    expect((await chips.boundingBox())?.height).toBeLessThan(60)
    const links = chips.getByRole('link')
    await links.first().focus()
    for (let step = 1; step < (await links.count()); step++) {
      await page.keyboard.press('Tab')
      await expect(links.nth(step)).toBeFocused()
      await expect(links.nth(step)).toBeInViewport({ ratio: 0.9 })
    }
    await expect(last).toBeFocused()
  })

  test('the sheet of the filters stays where it is, however far what is in it reaches', async ({ page }) => {
    await page.goto(`${jobs}?batch_name=edu-08&model_resolution=4K`)
    await page.getByRole('button', { name: /^Filters/ }).click()
    const sheet = page.getByRole('dialog', { name: 'Filters' })
    await expect(sheet.getByRole('combobox', { name: 'Resolution' })).toBeAttached()
    // As a swipe on its head would.
    await sheet.evaluate((own) => own.scrollTo(0, own.scrollHeight))
    await expect(sheet.getByRole('heading', { name: 'Filters', exact: true })).toBeInViewport({ ratio: 1 })
  })

  for (const [language, ages] of [
    ['en', ['just now', '9\u00A0s ago', '10\u00A0s ago', '59\u00A0s ago', '1\u00A0min ago']],
    ['zh-CN', ['刚刚', '9\u00A0秒前', '10\u00A0秒前', '59\u00A0秒前', '1\u00A0分钟前']],
  ] as const) {
    test(`nothing in the bar moves when the words of the age change: ${language}`, async ({ page }) => {
      await page.addInitScript((own) => localStorage.setItem('understudy.preferences', JSON.stringify({ language: own })), language)
      const from = Date.now()
      await page.clock.setFixedTime(from)
      let isAsked = false
      // The rows come at this moment, and from there on only grow older.
      await page.route(/\/api\/sources\/[^/]+\/jobs\?limit=10$/, async (route) => {
        if (isAsked) return
        isAsked = true
        const response = await route.fetch()
        await route.fulfill({ response, headers: { ...response.headers(), age: '0' } })
      })
      await page.goto(`${jobs}?limit=10`)
      const bar = page.getByRole('banner')
      await expect(page.getByRole('table').locator('tbody').getByRole('row')).toHaveCount(10)
      await expect(bar.getByRole('combobox')).toHaveCount(2)
      await expect(bar.locator('.bar-end button').first()).toBeVisible()
      await expect(bar.locator('.age-alone')).toHaveText(ages[0])
      const places = () => bar.locator('select, input, button, .age-alone').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)))
      const before = await places()
      for (const [index, seconds] of [9, 10, 59, 60].entries()) {
        await page.clock.setFixedTime(from + seconds * 1000)
        await expect(bar.locator('.age-alone')).toHaveText(ages[index + 1] ?? '')
        expect(await places(), `${seconds} s`).toEqual(before)
      }
    })
  }

  test('filters live in a sheet, a job fills the screen, and nothing scrolls sideways', async ({ page }) => {
    const isSideways = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    await page.goto(jobs)
    await expect(page.getByRole('table').locator('tbody').getByRole('row').first()).toBeVisible()
    await expect.poll(isSideways).toBe(false)
    await page.getByRole('button', { name: 'Filters', exact: true }).tap()
    const sheet = page.getByRole('dialog', { name: 'Filters' })
    await sheet.getByRole('checkbox', { name: 'Failed', exact: true }).check()
    await sheet.getByRole('button', { name: /^Show \d+ jobs$/ }).tap()
    await expect(page.getByRole('button', { name: 'Filters (1)' })).toBeVisible()
    await page.getByRole('table').locator('tbody').getByRole('row').first().getByRole('link').first().tap()
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expect.poll(async () => (await drawer.boundingBox())?.width).toBe(390)
    await expect.poll(isSideways).toBe(false)
  })
})

// A phone, a small phone, and a screen of 1280 × 1024 at 400 %.
for (const viewport of [{ width: 390, height: 844 }, { width: 360, height: 640 }, { width: 320, height: 256 }]) {
  test(`at ${viewport.width} × ${viewport.height} the bar fits, says how old the rows are, and every row and page can be reached`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await page.goto(jobs)
    const bar = page.getByRole('banner')
    await expect(bar.getByText(/^(just now|\d+\s\w+ ago)$/)).toBeInViewport({ ratio: 1 })
    for (const control of [bar.getByRole('combobox', { name: 'Source' }), bar.getByRole('button', { name: 'Display settings' })]) {
      await expect(control).toBeInViewport({ ratio: 1 })
    }
    const widths = await page.locator('html, header, main').evaluateAll((parts) => parts.map((part) => part.scrollWidth - part.clientWidth))
    expect(widths).toEqual([0, 0, 0])
    const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
    await rows.last().scrollIntoViewIfNeeded()
    await expect(rows.last().getByRole('link').first()).toBeInViewport({ ratio: 1 })
    // Not a slit between the bars: a card of three lines is seen at once.
    const seen = await rows.last().evaluate((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return Math.min(bottom, innerHeight) - Math.max(top, 0)
    })
    expect(seen).toBeGreaterThan(70)
    await page.getByRole('link', { name: 'Next page' }).click()
    await expect(page).toHaveURL(/page=2$/)
    await bar.getByRole('button', { name: 'Display settings' }).click()
    await page.getByRole('radio', { name: '简体中文' }).check()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  })
}

test('the columns a reader adds have room at 1440 px: the table does not scroll sideways for the training location', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('understudy.columns', '{"order":["state","reason","created","updated","batch","tags","location"],"hidden":["updated"],"widths":{}}'))
  await page.goto(jobs)
  await expect(page.getByRole('columnheader', { name: 'Training location' })).toBeVisible()
  const list = page.getByRole('group', { name: 'Jobs', exact: true })
  // A scroll bar that takes room of its own leaves 11 px less.
  expect(await list.evaluate((own) => own.querySelector('table')?.getBoundingClientRect().width ?? 0)).toBeLessThanOrEqual(1440 - 260)
  expect(await list.evaluate((own) => parseFloat(getComputedStyle(own.querySelector('table') ?? own).minWidth))).toBeLessThanOrEqual(1440 - 260 - 11)
})

test('each count stands on the line of its word, in the strip and in the rail, and no state of the usual failures takes two lines', async ({ page }) => {
  await page.goto(jobs)
  await expect(page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row').first()).toBeVisible()
  const rail = page.getByRole('navigation', { name: 'Filters' })
  await expect(rail.getByText('Automatic review failed')).toBeVisible()
  // How far the first line of the count is from that of the word, by their baselines in px.
  const offsets = await page.evaluate(() => {
    /** What is empty stands on the baseline of what it is put into. */
    const baseline = (element: Element) => {
      const mark = document.createElement('i')
      mark.style.cssText = 'display: inline-block; width: 0; height: 0'
      element.prepend(mark)
      const { bottom } = mark.getBoundingClientRect()
      mark.remove()
      return bottom
    }
    const pairs = [
      ...[...document.querySelectorAll('.phase-strip > a')].map((tab) => [tab, tab.querySelector('span')] as const),
      ...[...document.querySelectorAll('nav li a')].map((view) => [view.querySelector('bdi'), view.querySelector('bdi + span')] as const),
      ...[...document.querySelectorAll('nav li .group')].map((option) => [option.querySelector('label > span:last-child'), option.querySelector('button + span.text-small')] as const),
    ]
    return pairs.flatMap(([word, count]) => (word === null || count === null || !word.checkVisibility() ? [] : [Math.abs(baseline(word) - baseline(count))]))
  })
  expect(offsets.length).toBeGreaterThan(20)
  expect(Math.max(...offsets)).toBeLessThan(0.6)
  const label = rail.locator('label').filter({ hasText: /^Automatic review failed$/ })
  expect((await label.boundingBox())?.height).toBeLessThan(30)
})

for (const width of [1440, 1024, 390]) {
  test(`at ${width} px the track is as long in every row, so that whose move it is stands in one line, and is read whole`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(`${jobs}?phase=failed`)
    const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
    await expect(rows.filter({ has: page.locator('.hidden-mark') }).first()).toBeVisible()
    const tracks = await rows.evaluateAll((all) => all.map((row) => Math.round(row.querySelector('.track')?.getBoundingClientRect().width ?? 0)))
    const moves = await rows.evaluateAll((all) => all.map((row) => row.querySelector('.track + span')).map((move) => [Math.round(move?.getBoundingClientRect().left ?? 0), (move?.scrollWidth ?? 1) <= (move?.clientWidth ?? 0)]))
    expect(new Set(tracks).size).toBe(1)
    expect(tracks[0]).toBeGreaterThan(30)
    expect(new Set(moves.map(([left]) => left)).size).toBe(1)
    expect(moves.filter(([, isWhole]) => isWhole !== true)).toEqual([])
  })
}

test('a job on a page of its own is read from its beginning, without a hole beside a long answer', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 700 })
  await page.goto(`${jobs}?phase=failed`)
  await page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link').click()
  const drawer = page.getByRole('dialog', { name: /\S/ })
  await drawer.getByText('The cloud’s answer, masked').click()
  await expect(drawer.locator('pre')).toBeVisible()
  await drawer.locator('pre').evaluate((raw) => raw.scrollIntoView({ block: 'end' }))
  await drawer.getByRole('link', { name: 'Open as page' }).click()
  await expect(drawer).toHaveAttribute('data-page', 'true')
  await expect(drawer.getByRole('heading').first()).toBeInViewport({ ratio: 1 })
  const holes = await drawer.locator('.job-content > :not(.job-answer)').evaluateAll((parts) =>
    parts.slice(1).map((part, index) => part.getBoundingClientRect().top - (parts[index]?.getBoundingClientRect().bottom ?? 0)),
  )
  expect(holes.length).toBeGreaterThan(0)
  expect(Math.max(...holes)).toBeLessThan(60)
})
