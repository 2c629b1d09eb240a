import type { Page } from '@playwright/test'
import { expect, test } from './product.ts'

test.use({ settings: { UNDERSTUDY_DEMO_JOBS: '5000' }, permissions: ['clipboard-read', 'clipboard-write'] })

test('failed jobs of a tag, one read and closed, the next page: by keyboard alone', async ({ page }) => {
  const { keyboard } = page
  const rows = page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row')
  const nameIn = (place: number) => rows.nth(place).getByRole('rowheader').getByRole('link')
  const drawer = page.getByRole('dialog', { name: /\S/ })

  await test.step('find the failed jobs of a tag', async () => {
    await page.goto('')
    await expect(rows.first()).toBeVisible()
    await keyboard.press('4')
    await expect(page).toHaveURL(/\?phase=failed$/)
    await keyboard.press('f')
    await expect(page.getByRole('navigation', { name: 'Filters' }).locator(':focus')).toBeVisible()
    const tag = page.getByRole('combobox', { name: 'Tag', exact: true })
    for (let presses = 0; presses < 120 && !(await tag.evaluate((field) => field === document.activeElement)); presses++) await keyboard.press('Tab')
    await expect(tag).toBeFocused()
    await keyboard.type('vip')
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/\?phase=failed&tag=vip$/)
    // Until the answer comes the rows of the question before stand there.
    await expect(page.getByRole('table', { name: 'Jobs', exact: true })).toHaveAttribute('aria-busy', 'false')
    await expect(rows).toHaveCount(50)
    await expect(rows.first().getByRole('list')).toHaveAccessibleName(/(^|, )vip(,|$)/)
  })

  await test.step('leave the field, go down the list, open a job, read it and close it', async () => {
    await keyboard.press('Shift+Tab')
    await keyboard.press('j')
    await expect(nameIn(0)).toBeFocused()
    await keyboard.press('j')
    await keyboard.press('ArrowDown')
    await expect(nameIn(2)).toBeFocused()
    await keyboard.press('Enter')
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expect(drawer.getByRole('heading', { level: 2 })).toBeFocused()
    await keyboard.press('Shift+C')
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Whose move')
    await keyboard.press('Escape')
    await expect(drawer).toBeHidden()
    await expect(nameIn(2)).toBeFocused()
  })

  await test.step('go to the next page and peek at its first jobs', async () => {
    await keyboard.press(']')
    await expect(page).toHaveURL(/&page=2$/)
    await expect(page.getByText(/^51–\d+ of /)).toBeVisible()
    await expect(nameIn(0)).toBeFocused()
    await keyboard.press('Space')
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expect(nameIn(0)).toBeFocused()
    await keyboard.press('j')
    await expect(drawer).toHaveAccessibleName((await nameIn(1).textContent()) ?? '')
    await expect(nameIn(1)).toBeFocused()
    await keyboard.press('Escape')
    await expect(drawer).toBeHidden()
  })
})

test('the row under the cursor is never behind the head of the table or below the edge', async ({ page }) => {
  await page.goto('metastudio-cn-north-4/jobs')
  const rows = page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row')
  await expect(rows.first()).toBeVisible()
  const isSeen = () =>
    page.evaluate(() => {
      const row = document.activeElement?.closest('tr')?.getBoundingClientRect()
      const head = document.querySelector('.job-table th')?.getBoundingClientRect()
      const pager = document.querySelector('main > footer')?.getBoundingClientRect()
      return row !== undefined && head !== undefined && pager !== undefined && row.top >= head.bottom - 1 && row.bottom <= pager.top + 1
    })
  for (let row = 0; row < 20; row++) {
    await page.keyboard.press('j')
    expect(await isSeen()).toBe(true)
  }
  for (let row = 0; row < 19; row++) {
    await page.keyboard.press('k')
    expect(await isSeen()).toBe(true)
  }
  await expect(rows.first().getByRole('rowheader').getByRole('link')).toBeFocused()
})

test('the sheet of keys opens with ?, closes with Escape and by a press beside it, and gives the focus back', async ({ page }) => {
  await page.goto('metastudio-cn-north-4/jobs?limit=10')
  const link = page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link')
  await expect(link).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByText('Find a job')).toBeVisible()
  // What lies below is out of reach.
  await page.keyboard.press('4')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(link).toBeFocused()
  expect(page.url()).toMatch(/\/jobs\?limit=10$/)
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expect(sheet).toBeVisible()
  await page.mouse.click(20, 400)
  await expect(sheet).toBeHidden()
})

test('the filters open as a sheet where there is no room beside the list', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.goto('metastudio-cn-north-4/jobs?limit=10')
  await expect(page.getByRole('table', { name: 'Jobs', exact: true })).toBeVisible()
  await page.keyboard.press('f')
  const sheet = page.getByRole('dialog', { name: 'Filters' })
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})

test('the skip link goes past the bar to the jobs, and stays on the page', async ({ page }) => {
  await page.goto('metastudio-cn-north-4/jobs?phase=failed&limit=10')
  await expect(page.getByRole('table', { name: 'Jobs', exact: true })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the jobs' })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page).toHaveURL(/metastudio-cn-north-4\/jobs\?phase=failed&limit=10$/)
})

test('the key of the find box is heard before the box is there, and what is typed meanwhile is kept', async ({ page }) => {
  let come = () => {}
  const held = new Promise<void>((resolve) => (come = resolve))
  await page.route(/assets\/find-box-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('metastudio-cn-north-4/jobs?limit=10')
  await expect(page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row').first()).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Find a job' })).toBeFocused()
  await page.keyboard.type('4711')
  come()
  const box = page.getByRole('combobox', { name: /^Find a job by/ })
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('4711')
  await expect(page).toHaveURL(/\/jobs\?limit=10$/)
})

for (const [what, open, rest] of [
  ['a view that is saved', async (page: Page) => page.getByRole('button', { name: 'Save the filters as a view' }).click(), ''],
  ['a view that is renamed', async (page: Page) => {
    await page.getByRole('button', { name: 'Actions for the view Day' }).click()
    await page.getByRole('button', { name: 'Rename the view Day' }).click()
  }, 'Day'],
] as const) {
  test(`the name of ${what} can be typed before its form is there: no letter of it is a key of the list`, async ({ page }) => {
    let come = () => {}
    const held = new Promise<void>((resolve) => (come = resolve))
    await page.route(/assets\/view-form-[^/]*\.js$/, async (route) => {
      await held
      await route.continue()
    })
    await page.addInitScript(() => localStorage.setItem('understudy.views', JSON.stringify([{ name: 'Day', query: 'tag=vip' }])))
    await page.goto('metastudio-cn-north-4/jobs?limit=10')
    await expect(page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row').first()).toBeVisible()
    await open(page)
    // Each of these would do something to the list.
    await page.keyboard.type('fgf4x')
    const field = page.getByRole('region', { name: 'Views' }).getByRole('textbox', { name: 'Name of the view' })
    await expect(field).toHaveValue(`${rest}fgf4x`)
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)
    const below = page.getByRole('navigation', { name: 'Filters' }).getByText('Draft', { exact: true })
    const place = await below.boundingBox()
    come()
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled()
    expect(await below.boundingBox(), 'nothing moves when the form takes the room kept for it').toEqual(place)
    await expect(field).toBeFocused()
    await page.keyboard.type('j')
    await expect(field).toHaveValue(`${rest}fgf4xj`)
    await expect(page).toHaveURL(/\/jobs\?limit=10$/)
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Views' }).getByRole('link', { name: `${rest}fgf4xj` })).toBeVisible()
  })
}

/** Opens the field for the name of a view while the code of its form is on its way. */
async function openEarlyName(page: Page) {
  let come = () => {}
  const held = new Promise<void>((resolve) => (come = resolve))
  const asked = page.waitForRequest(/assets\/view-form-[^/]*\.js$/).then((request) => request.url())
  await page.route(/assets\/view-form-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('metastudio-cn-north-4/jobs?limit=10')
  const views = page.getByRole('region', { name: 'Views' })
  await views.getByRole('button', { name: 'Save the filters as a view' }).click()
  const field = views.getByRole('textbox', { name: 'Name of the view' })
  await expect(field).toBeFocused()
  return { views, field, asked, come }
}

test('a name for a view that is sent before its form is there is saved once that comes', async ({ page }) => {
  const { views, field, come } = await openEarlyName(page)
  await page.keyboard.type('Nigh')
  await page.keyboard.press('Enter')
  // What is typed after it takes the Enter back: the name is another one.
  await page.keyboard.type('t')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('Night')
  come()
  await expect(views.getByRole('link', { name: /^Night/ })).toBeVisible()
  await expect(field).toHaveCount(0)
  await expect(views.getByRole('link', { name: /^Nigh\b/ })).toHaveCount(0)
})

test('no early Enter replaces a view of the same name: that must be read first', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('understudy.views', JSON.stringify([{ name: 'Night', query: 'tag=vip' }])))
  const { views, field, come } = await openEarlyName(page)
  await page.keyboard.type('Night')
  await page.keyboard.press('Enter')
  come()
  await expect(views.getByRole('button', { name: 'Save', exact: true })).toBeEnabled()
  await expect(field).toHaveValue('Night')
  expect(await page.evaluate(() => localStorage.getItem('understudy.views'))).toContain('tag=vip')
})

test('the field for a name stays while an input method is at work in it, though its form is there', async ({ page }) => {
  await page.clock.install()
  const { views, field, asked, come } = await openEarlyName(page)
  const keyboard = await page.context().newCDPSession(page)
  await keyboard.send('Input.imeSetComposition', { text: 'ye', selectionStart: 2, selectionEnd: 2 })
  await expect(field).toHaveValue('ye')
  const before = await field.elementHandle()
  come()
  // Its code is there, and has been drawn if it was to be: React lets what stands for it be seen for a moment.
  await page.evaluate((address) => import(address), await asked)
  await page.clock.runFor(1000)
  expect(await before?.evaluate((element) => element.isConnected && document.activeElement === element)).toBe(true)
  await keyboard.send('Input.insertText', { text: '夜班' })
  await expect(views.getByRole('button', { name: 'Save', exact: true })).toBeEnabled()
  await expect(field).toHaveValue('夜班')
  await expect(field).toBeFocused()
})

test('the key of the filters is heard before they are there', async ({ page }) => {
  let come = () => {}
  const held = new Promise<void>((resolve) => (come = resolve))
  await page.route(/assets\/filter-panel-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('metastudio-cn-north-4/jobs?limit=10')
  await expect(page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row').first()).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByRole('navigation', { name: 'Filters' })).toBeFocused()
  come()
  await expect(page.getByRole('navigation', { name: 'Filters' }).getByRole('link', { name: /^Waiting on us/ })).toBeFocused()
})

test('whoever goes to the failed jobs by keyboard is at the first of them, from wherever', async ({ page }) => {
  await page.goto('metastudio-cn-north-4/jobs?limit=10')
  const rail = page.getByRole('navigation', { name: 'Filters' })
  await expect(rail.getByRole('link', { name: /^Waiting on us/ })).toBeVisible()
  await page.keyboard.press('f')
  const first = page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link')
  for (const _ of ['to them', 'where they are already']) {
    await rail.getByRole('link', { name: /^In training/ }).focus()
    await page.keyboard.press('g')
    await page.keyboard.press('f')
    await expect(page).toHaveURL(/jobs\?phase=failed&limit=10$/)
    await expect(first).toBeFocused()
  }
})

test('whoever goes to all jobs by keyboard is at the first of them, though a job is open and nothing filters', async ({ page }) => {
  await page.goto('metastudio-cn-north-4/jobs?limit=10')
  const first = page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link')
  await first.press('Enter')
  await page.getByRole('link', { name: 'Open as page' }).click()
  await expect(page).toHaveURL(/\/page/)
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/jobs\?limit=10$/)
  await expect(first).toBeFocused()
})
