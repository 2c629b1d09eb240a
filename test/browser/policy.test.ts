import type { Page } from '@playwright/test'
import { expect, test } from './product.ts'

/*
 * Check 18 of SECURITY.md: a strict policy with Trusted Types on every page. The watch of ./product.ts fails each test here, as any other, on a
 * single report of a violation; these go through everything that opens.
 */

const jobs = 'metastudio-cn-north-4/jobs'
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')

/** Opens, one after the other, everything in the page that says that it opens. Gives how many there were. */
async function openAll(page: Page): Promise<number> {
  const openers = page.locator('summary:visible, button[aria-haspopup]:visible, button[aria-expanded]:visible')
  const dialog = page.locator('dialog[open]')
  let count = 0
  for (let index = 0; index < (await openers.count()); index += 1) {
    const opener = openers.nth(index)
    const isOpen = () => opener.evaluate((it) => (it instanceof HTMLElement && it.tagName === 'SUMMARY' ? it.closest('details')?.open === true : it.ariaExpanded === 'true'))
    if ((await isOpen()) || !(await opener.isEnabled())) continue
    await opener.click()
    await expect.poll(async () => (await isOpen()) || (await dialog.count()) > 0).toBe(true)
    if ((await dialog.count()) > 0) await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    count += 1
  }
  return count
}

test('check 18: list, menus, drawer, sheets and export run under the strict policy without one violation', async ({ page }) => {
  const answer = await page.goto(jobs)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain('unsafe')
  await expect(rowsOf(page).first()).toBeVisible()
  await test.step('everything that opens over the list', async () => {
    expect(await openAll(page)).toBeGreaterThan(10)
  })

  await test.step('a job, with all that it unfolds', async () => {
    await page.goto(`${jobs}?phase=failed`)
    await rowsOf(page).first().getByRole('rowheader').getByRole('link').click()
    const drawer = page.getByRole('dialog').first()
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    for (const summary of await drawer.locator('summary').all()) await summary.click()
    await expect(drawer).toBeVisible()
  })

  await test.step('the sheet of keys, and the filters as a sheet', async () => {
    await page.goto(jobs)
    await expect(rowsOf(page).first()).toBeVisible()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1024, height: 768 })
    await page.keyboard.press('f')
    await expect(page.getByRole('dialog', { name: 'Filters' })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('an export', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`${jobs}?limit=10`)
    await expect(rowsOf(page).first()).toBeVisible()
    await page.getByText('Export', { exact: true }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /This page.*CSV/ }).click()])
    expect(download.suggestedFilename()).toMatch(/\.csv$/)
  })
})

test.describe('in Chinese, dark, with faces in place of rows', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'dark' })

  test('check 18: what is rarely seen breaks the policy no more than the rest', async ({ page }) => {
    for (const address of ['ice-cn-shanghai/jobs', `${jobs}?name=nothing-is-called-so`, `${jobs}?page=999`, 'metastudio-mars/jobs']) {
      await page.goto(address)
      await expect(page.locator('#root')).toContainText(/[\u4e00-\u9fff]/)
    }
  })
})

test('check 18: the description of the API is a page without scripts', async ({ page }) => {
  const answer = await page.goto('api/docs')
  expect(answer?.status()).toBe(200)
  expect(answer?.headers()['content-security-policy']).not.toMatch(/script-src|unsafe/)
  await expect(page.getByRole('heading').first()).toBeVisible()
  expect(await page.locator('script').count()).toBe(0)
})

test.describe('what the policy is for', () => {
  // Provoked on purpose: each of these is reported, which also shows that the watch would have seen it.
  test.use({ expectedErrors: [/content security policy|Trusted|Refused to|violates|blocked/i] })

  test('check 18: a text that became markup runs nothing, loads nothing and sends nothing', async ({ page }) => {
    const reports: string[] = []
    page.on('console', (message) => {
      if (message.text().startsWith('content security policy: ')) reports.push(message.text())
    })
    await page.goto(jobs)
    await expect(rowsOf(page).first()).toBeVisible()
    const outcome = await page.evaluate(async () => {
      const tried = (work: () => unknown) => {
        try {
          work()
          return 'done'
        } catch {
          return 'refused'
        }
      }
      const script = document.createElement('script')
      const image = new Image()
      image.src = 'http://127.0.0.1:9/pixel.png'
      const frame = document.createElement('iframe')
      frame.src = 'about:blank#x'
      document.body.append(image, frame)
      return {
        markup: tried(() => (document.createElement('div').innerHTML = '<b>x</b>')),
        script: tried(() => (script.text = 'globalThis.ran = true')),
        address: tried(() => (script.src = 'http://127.0.0.1:9/x.js')),
        policy: tried(() => Reflect.get(globalThis, 'trustedTypes').createPolicy('evil', {})),
        sent: await fetch('http://127.0.0.1:9/steal').then(() => 'done', () => 'refused'),
      }
    })
    expect(outcome).toEqual({ markup: 'refused', script: 'refused', address: 'refused', policy: 'refused', sent: 'refused' })
    for (const what of ['img-src', 'connect-src', 'require-trusted-types-for']) await expect.poll(() => reports.some((one) => one.includes(what)), what).toBe(true)
  })
})
