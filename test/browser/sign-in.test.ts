import type { Locator, Page, Request } from '@playwright/test'
import { lookWithAxe } from './axe.ts'
import { expectClosingRule } from './closing-rule.ts'
import { expect, test } from './door.ts'

// A stranger is told 401 and 403, and the browser notes each.
test.use({ expectedErrors: [/status of (401|403)/] })

const jobs = 'metastudio-cn-north-4/jobs'
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
const drawerOf = (page: Page) => page.getByRole('dialog').first()
const promptOf = (page: Page) => page.getByRole('alert').filter({ hasText: 'You are no longer signed in' })

async function signInAs(page: Page, account: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Account' }).fill(account)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Rules of WCAG 2.2 AA that axe finds broken. */
const broken = async (page: Page) =>
  (await lookWithAxe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)

/** As a browser says when its reader is back in a tab. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))

/** A job whose contact is an address, which the demo never stars itself. */
async function jobWithContact(page: Page): Promise<{ job_id: string; contact: string }> {
  const { jobs: listed } = (await (await page.request.get('api/sources/metastudio-cn-north-4/jobs?limit=100')).json()) as { jobs: { job_id: string; contact?: string }[] }
  const job = listed.find(({ contact }) => contact?.includes('@') === true)
  if (job?.contact === undefined) throw new Error('the demo has no job with such a contact')
  return { job_id: job.job_id, contact: job.contact }
}
const contactIn = (drawer: Locator) => drawer.locator('dl > div').filter({ has: drawer.page().getByText('Contact', { exact: true }) })

test('a person signs in, reveals a contact, goes on in two tabs and signs out', async ({ page, context, door }) => {
  await page.clock.install()
  await test.step('signs in and is back at the address', async () => {
    await page.goto(`${jobs}?phase=failed&limit=10`)
    await expect(page.getByRole('heading', { name: 'Sign in to see the jobs' })).toBeVisible()
    // Nothing is offered that would be refused.
    await expect(page.getByRole('combobox', { name: /^Find a job/ })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Command palette' })).toHaveCount(0)
    expect(await broken(page)).toEqual([])
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signInAs(page, 'sam')
    await expect(page).toHaveURL(`${door.address}${jobs}?phase=failed&limit=10`)
    await expect(rowsOf(page).first()).toBeVisible()
    const cookies = await context.cookies(door.address)
    expect(cookies.filter(({ name }) => name.startsWith('understudy-')).map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, 'Lax'], [true, 'Lax']])
    expect(await page.evaluate(() => document.cookie)).toBe('')
  })

  const job = await jobWithContact(page)
  await test.step('reveals a contact, which is masked again after a minute', async () => {
    await page.goto(`${jobs}/${job.job_id}?limit=10`)
    const field = contactIn(drawerOf(page))
    await expect(field).toContainText(job.contact)
    await field.getByRole('button', { name: 'Reveal the contact' }).click()
    await expect(field.getByRole('textbox', { name: 'Why do you need it?' })).toBeFocused()
    await field.getByRole('button', { name: 'Reveal', exact: true }).click()
    await expect(field.getByRole('alert')).toHaveText('Give a reason of 3 to 200 characters.')
    expect(await broken(page)).toEqual([])
    await page.keyboard.type('Customer asked for a call back')
    await page.keyboard.press('Enter')
    await expect(field).toContainText(/[a-z][\w.+-]+@[a-z]/)
    await expect(field).not.toContainText('*')
    expect(door.audited()).toEqual([expect.objectContaining({ audit: 'reveal', user: 'sam', name: 'Sam Support', job_id: job.job_id, why: 'Customer asked for a call back' })])
    await page.clock.fastForward(59_000)
    await expect(field).not.toContainText('*')
    await page.clock.fastForward(2_000)
    await expect(field).toContainText(job.contact)
  })

  const other = await context.newPage()
  await test.step('has the same session in another tab', async () => {
    await other.goto(`${jobs}?phase=done&limit=10`)
    await expect(rowsOf(other).first()).toBeVisible()
    await rowsOf(other).first().getByRole('checkbox').check()
  })

  await test.step('opens and closes the account', async () => {
    // A browser draws a tab that lies behind another once a second.
    await page.bringToFront()
    await expectClosingRule(page, { opener: page.getByRole('button', { name: 'Account: Sam Support' }), panel: page.getByRole('dialog', { name: 'Account' }) })
  })

  await test.step('signs out, here and at the provider', async () => {
    await page.getByRole('button', { name: 'Account: Sam Support' }).click()
    const account = page.getByRole('dialog', { name: 'Account' })
    await expect(account).toContainText('Sam Support')
    expect(await broken(page)).toEqual([])
    await account.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Yes, sign me out' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in to see the jobs' })).toBeVisible()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await expect(page.getByRole('textbox', { name: 'Account' }), 'the provider does not know the person any more').toBeVisible()
  })

  await test.step('signs in again from the other tab, which has lost nothing', async () => {
    await other.bringToFront()
    await comeBack(other)
    await expect(promptOf(other)).toBeVisible()
    expect(await broken(other)).toEqual([])
    await expect(rowsOf(other).first()).toBeVisible()
    const [again] = await Promise.all([other.waitForEvent('popup'), promptOf(other).getByRole('link', { name: 'Sign in again' }).click()])
    await signInAs(again, 'sam')
    await expect(again).toHaveURL(`${door.address}${jobs}?phase=done&limit=10`)
    await expect(rowsOf(again).first()).toBeVisible()
    await other.bringToFront()
    await comeBack(other)
    await expect(promptOf(other)).toHaveCount(0)
    await expect(other).toHaveURL(`${door.address}${jobs}?phase=done&limit=10`)
    await expect(rowsOf(other).first().getByRole('checkbox')).toBeChecked()
  })
})

test('nothing in the bar moves when it is known who is signed in', async ({ page }) => {
  await page.goto('signin')
  await signInAs(page, 'vera')
  // The rows do not grow old meanwhile: their age is told in words of changing width, of which a narrow bar gives the others what is left.
  await page.clock.setFixedTime(new Date())
  let answer = () => {}
  let held = Promise.resolve()
  await page.route(/\/api\/session$/, async (route) => {
    await held
    await route.continue()
  })
  for (const width of [1440, 1024, 390]) {
    held = new Promise<void>((resolve) => (answer = resolve))
    await page.setViewportSize({ width, height: 844 })
    await page.goto(`${jobs}?limit=10`)
    await expect(rowsOf(page).first()).toBeVisible()
    const settings = page.getByRole('button', { name: 'Display settings' })
    await expect(settings).toBeVisible()
    await expect(page.getByRole('combobox', { name: /^Find a job/ })).toBeAttached()
    await expect(page.getByText(/^Updated /)).toBeAttached()
    const person = page.getByRole('button', { name: 'Account: Vera Viewer' })
    await expect(person).toHaveCount(0)
    // How old the rows are is told in words of changing width: they grow to the left, into the empty middle.
    const places = async () => [
      await settings.boundingBox(),
      ...(await page.locator('header > :not(span)').evaluateAll((all) =>
        all.map((one) => ({ tag: one.tagName, left: one.tagName === 'P' ? undefined : one.getBoundingClientRect().left, right: one.getBoundingClientRect().right })),
      )),
    ]
    const before = await places()
    answer()
    await expect(person).toBeVisible()
    expect(await places(), `at ${width}`).toEqual(before)
  }
})

test.describe('behind a front that signs in', () => {
  // A browser that drops an answer which leads elsewhere, amid a reload, may begin to follow it. Were it the page that followed, its policy would stop and tell that.
  test.use({ expectedErrors: [/status of (401|403)|^foreign request: https:\/\/id\.example\.com\/authorize$/] })

  test('a session that ends in front of the proxy is told as that, whichever way the browser is sent', async ({ page }) => {
    await page.clock.install()
    await page.goto(`${jobs}?limit=10`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signInAs(page, 'vera')
    await expect(rowsOf(page).first()).toBeVisible()
    const underWay = new Set<Request>()
    page.on('request', (request) => underWay.add(request))
    page.on('requestfinished', (request) => underWay.delete(request))
    page.on('requestfailed', (request) => underWay.delete(request))
    const gates = [{ status: 302, headers: { location: 'https://id.example.com/authorize' } }, { status: 401, contentType: 'text/html', body: '<h1>401 Authorization Required</h1>' }]
    for (const gate of gates) {
      // Pictures would follow the way, and the policy stop them.
      await page.route(/\/api\/(?!.*\/cover\b)/, (route) => route.fulfill(gate))
      await page.clock.fastForward(31_000)
      await expect(promptOf(page).getByRole('button', { name: 'Reload the page' })).toBeVisible()
      await expect(rowsOf(page).first()).toBeVisible()
      expect(await broken(page)).toEqual([])
      if (gate.status === 401) {
        await promptOf(page).getByRole('button', { name: 'Reload the page' }).click()
        await expect(page.getByRole('heading', { name: 'You are no longer signed in' })).toBeVisible()
      }
      // A reload amid an answer that leads elsewhere: the browser would begin to follow it while it drops it. So none is sent there any more, then those are waited for.
      await page.unrouteAll({ behavior: 'wait' })
      await expect.poll(() => [...underWay].map((request) => request.url())).toEqual([])
      await page.reload()
      await expect(rowsOf(page).first()).toBeVisible()
      await expect(promptOf(page)).toHaveCount(0)
    }
  })
})

test('a viewer reads and reveals nothing; who has no role is told so in words', async ({ page }) => {
  await page.goto('signin')
  await signInAs(page, 'norma')
  await expect(page.getByRole('heading', { name: 'You may not use Understudy' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Norma Nobody')
  expect(await broken(page)).toEqual([])
  await page.getByRole('link', { name: /Sign in as somebody else/ }).click()
  await signInAs(page, 'vera')
  await expect(rowsOf(page).first()).toBeVisible()
  const job = await jobWithContact(page)
  await page.goto(`${jobs}/${job.job_id}?limit=10`)
  await expect(contactIn(drawerOf(page))).toContainText(job.contact)
  await page.getByRole('button', { name: 'Account: Vera Viewer' }).click()
  await expect(page.getByRole('dialog', { name: 'Account' })).toContainText('Can view jobs')
  await expect(drawerOf(page).getByRole('button', { name: 'Reveal the contact' })).toHaveCount(0)
})
