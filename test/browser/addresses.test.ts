import { expect, test } from './product.ts'

const jobs = 'metastudio-cn-north-4/jobs'

test('a value that cannot be sent becomes a grey chip, and the good ones still filter', async ({ page }) => {
  await page.goto(`${jobs}?phase=failed&sort_dir=sideways&limit=5000&colour=blue`)
  const chips = page.getByRole('group', { name: 'Filters that are on' })
  await expect(chips.getByText('sideways, not recognised')).toBeVisible()
  await expect(chips.getByText('5000, not recognised')).toBeVisible()
  await expect(chips.getByText('blue, not recognised')).toBeVisible()
  await expect(page.getByRole('table').getByRole('row').nth(1).getByRole('cell').nth(1)).toContainText(/failed|rejected/i)
  expect(page.url()).toContain('colour=blue')
})

test('a state that stands in no catalogue is asked for as it is', async ({ page }) => {
  const asked = page.waitForRequest((request) => request.url().includes('/jobs?') && request.url().includes('state=NOPE'))
  await page.goto(`${jobs}?state=NOPE`)
  await asked
  await expect(page.getByText('No job matches this filter')).toBeVisible()
  await expect(page.getByRole('group', { name: 'Filters that are on' }).getByText('NOPE')).toBeVisible()
})

test('a link that came with a slash at its end leads to the same list', async ({ page }) => {
  await page.goto(`${jobs}/?phase=failed`)
  await expect(page).toHaveURL(/\/jobs\?phase=failed$/)
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
})

test('the name of a source alone leads to its list', async ({ page }) => {
  await page.goto('ice-cn-shanghai?phase=failed')
  await expect(page).toHaveURL(/\/ice-cn-shanghai\/jobs\?phase=failed$/)
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
})

test('a page past the end offers the last one', async ({ page }) => {
  await page.goto(`${jobs}?page=999`)
  await expect(page.getByText('There is no such page')).toBeVisible()
  await page.getByRole('link', { name: 'Go to the last page' }).click()
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
})

test('a source that is not watched is named as such, with those that are', async ({ page }) => {
  await page.goto('metastudio-mars/jobs')
  await expect(page.getByText('This source is not watched')).toBeVisible()
  await expect(page.getByText(/metastudio-cn-north-4, ice-cn-shanghai/)).toBeVisible()
})

test.describe('what does not exist', () => {
  // The browser itself notes each 404 in the console.
  test.use({ expectedErrors: [/status of 404/] })

  const lostLinks = [
    ['leads nowhere', 'job/page/further'],
    ['has a broken escape', '%zz'],
    ['has an escape that is no text', '%ff%fe?phase=%zz'],
  ]
  for (const [kind, link] of lostLinks) {
    test(`a link that ${kind} opens the page, which says so and leads on`, async ({ page }) => {
      const answer = await page.goto(`${jobs}/${link}`)
      expect(answer?.status()).toBe(404)
      await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
      await page.getByRole('main').getByRole('link').click()
      await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
    })
  }

  test('a job: is told in the drawer, and the list stays', async ({ page }) => {
    await page.goto(`${jobs}/${'0'.repeat(32)}`)
    const job = page.getByRole('dialog')
    await expect(job.getByRole('heading', { level: 2, name: 'This job does not exist on MetaStudio cn-north-4' })).toBeVisible()
    await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
    await job.getByRole('link', { name: 'Back to the list' }).click()
    await expect(page).toHaveURL(/\/jobs$/)
    await expect(job).toBeHidden()
  })
})
