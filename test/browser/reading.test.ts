import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'

test('hidden failures tell what the console says and who must act', async ({ page }) => {
  await page.goto('')
  await page.getByRole('region', { name: 'Views' }).getByRole('link', { name: 'Hidden failures' }).click()
  await expect(page).toHaveURL(/hidden_failure=true/)
  const row = page.getByRole('table').locator('tbody').getByRole('row').first()
  await expect(row.getByTitle('The console shows “Algorithm training”.')).toBeVisible()
  await row.getByRole('rowheader').getByRole('link').click()
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict.getByRole('heading')).toContainText('while the console still says “Algorithm training”')
  await expect(verdict).toContainText(/The provider, Huawei Cloud\.|You\./)
})

test('covers are drawn, each job its own', async ({ page }) => {
  await page.goto(`${jobs}?phase=done`)
  const covers = page.getByRole('table').locator('tbody img')
  await expect.poll(() => covers.evaluateAll((images) => images.filter((one) => one instanceof HTMLImageElement && one.naturalWidth > 0).length)).toBeGreaterThan(5)
  const addresses = await covers.evaluateAll((images) => images.map((image) => image.getAttribute('src')))
  expect(new Set(addresses).size).toBe(addresses.length)
})

test('the other cloud is one choice away and says what it cannot tell', async ({ page }) => {
  await page.goto('')
  await page.getByRole('combobox', { name: 'Source' }).selectOption({ label: 'ICE cn-shanghai' })
  await expect(page).toHaveURL(/\/ice-cn-shanghai\/jobs$/)
  await expect(page.getByText('All 137 jobs, no filter')).toBeVisible()
  // How many have failed by now is the clock's affair: a job fails, and is submitted again.
  const failed = page.getByRole('link', { name: /^Failed \d+$/ })
  const count = Number(/\d+/.exec(await failed.innerText())?.[0])
  expect(count).toBeGreaterThan(0)
  await failed.click()
  await expect(page).toHaveURL(/phase=failed$/)
  const rows = page.getByRole('table').locator('tbody').getByRole('row')
  // The rows of before stay, and can be opened, until the answer is there.
  await expect(rows).toHaveCount(count)
  await rows.first().getByRole('rowheader').getByRole('link').click()
  await expect(page.getByRole('dialog').getByText('Not known. This cloud does not report it.')).toBeVisible()
})

test('no phone number leaves the proxy in clear', async ({ page }) => {
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/') && response.headers()['content-type']?.includes('json') === true) bodies.push(response.text())
  })
  await page.goto(`${jobs}?phase=failed`)
  await page.getByRole('table').locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link').click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Raw' })).toBeVisible()
  const texts = await Promise.all(bodies)
  expect(texts.length).toBeGreaterThan(3)
  expect(texts.flatMap((text) => text.match(/(?<![0-9a-fA-F])1[3-9]\d{9}(?![0-9a-fA-F])/g) ?? [])).toEqual([])
})

test('the drawer opens and closes from the keyboard and gives the focus back to its row', async ({ page }) => {
  await page.goto(`${jobs}?limit=10`)
  const link = page.getByRole('table').locator('tbody').getByRole('row').nth(2).getByRole('rowheader').getByRole('link')
  await link.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(link).toBeFocused()
})

test('beside an open job every column, every page and every button of the list is in reach', async ({ page }) => {
  await page.goto(`${jobs}?phase=failed`)
  await page.getByRole('table').locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  // A click hits what it aims at only if nothing lies over it.
  const tag = page.getByRole('table').locator('tbody').getByRole('row').nth(2).getByRole('cell').last()
  await tag.scrollIntoViewIfNeeded()
  await tag.click({ trial: true })
  await page.getByRole('link', { name: 'Last page' }).click({ trial: true })
  await page.locator('summary', { hasText: 'Export' }).click({ trial: true })
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/page=2$/)
})

test('a job opens as a page, steps on as one, and goes back beside its list', async ({ page }) => {
  await page.goto(`${jobs}?phase=failed`)
  await page.getByRole('table').locator('tbody').getByRole('row').first().getByRole('rowheader').getByRole('link').click()
  const job = page.getByRole('dialog')
  await job.getByRole('link', { name: 'Open as page' }).click()
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f]{32}\/page\?phase=failed$/)
  expect((await job.boundingBox())?.width).toBe(1440)
  const first = page.url()
  await job.getByRole('button', { name: 'Next job' }).click()
  await expect(page).not.toHaveURL(first)
  await expect(page).toHaveURL(/\/page\?phase=failed$/)
  await page.reload()
  await expect(job.getByRole('heading', { name: 'What happened' })).toBeVisible()
  // The bar above it goes on being of use.
  await page.getByRole('button', { name: 'Display settings' }).click({ trial: true })
  await job.getByRole('link', { name: 'Show beside the list' }).click()
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f]{32}\?phase=failed$/)
  await expect(page.getByRole('table').locator('tbody').getByRole('row').nth(1)).toBeVisible()
})
