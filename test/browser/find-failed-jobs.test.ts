import { expect, test } from './product.ts'

// A demo so large that one tag's failures of one day fill several pages.
test.use({ settings: { UNDERSTUDY_DEMO_JOBS: '20000' }, permissions: ['clipboard-read', 'clipboard-write'] })

test('find yesterday’s failed jobs of a tag, page to the end, read why one failed, share the link, go back', async ({
  page,
  context,
}) => {
  const rows = page.getByRole('table', { name: 'Jobs', exact: true }).locator('tbody').getByRole('row')
  const pages = page.getByRole('navigation', { name: 'Pages' })

  await test.step('narrow the list down', async () => {
    await page.goto('')
    await page.getByRole('navigation', { name: 'Phases' }).getByRole('link', { name: 'Failed' }).click()
    await page.getByRole('group', { name: 'Created', exact: true }).getByRole('button', { name: '24 h', exact: true }).click()
    await page.getByRole('combobox', { name: 'Tag', exact: true }).fill('vip')
    await page.getByRole('combobox', { name: 'Tag', exact: true }).press('Enter')
    await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('10')
    await expect(page).toHaveURL(/\/metastudio-cn-north-4\/jobs\?/)
    const query = new URL(page.url()).searchParams
    expect(Object.fromEntries(query)).toEqual({ phase: 'failed', tag: 'vip', created: '24h', limit: '10' })
    await expect(rows).toHaveCount(10)
    for (const row of await rows.all()) {
      await expect(row.getByRole('list')).toHaveAccessibleName(/(^|, )vip(,|$)/)
      await expect(row.getByRole('cell').nth(1)).toContainText(/failed|rejected/i)
    }
  })

  await test.step('page to the end', async () => {
    await pages.getByRole('link', { name: 'Next page' }).click()
    await expect(pages.getByRole('link', { name: 'Page 2' })).toHaveAttribute('aria-current', 'page')
    await pages.getByRole('link', { name: /^Page \d+$/ }).last().click()
    await expect(pages.getByRole('link', { name: 'Next page' })).toBeDisabled()
    const shown = page.getByText(/^\d+–(\d+) of \1$/)
    await expect(shown).toBeVisible()
    const [from = 0, to = 0] = ((await shown.textContent()) ?? '').split('–').map((part) => Number.parseInt(part, 10))
    await expect(rows).toHaveCount(to - from + 1)
  })

  const list = page.url()
  const link = rows.first().getByRole('rowheader').getByRole('link')
  const name = (await link.textContent()) ?? ''
  const drawer = page.getByRole('dialog', { name })

  await test.step('open a job and read why it failed', async () => {
    await link.click()
    await expect(page).toHaveURL(/\/jobs\/[0-9a-f]{32}\?/)
    await expect(drawer.getByRole('region', { name: 'Verdict' }).getByRole('heading')).toContainText(/failed|rejected/i)
    await expect(drawer.getByRole('region', { name: 'Verdict' })).toContainText('Whose move')
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    // The cloud's words, what its error code means, or that it gave no reason: there is always something to read.
    const why = drawer.getByRole('region', { name: 'Verdict' }).locator('blockquote, p')
    await expect(why.filter({ hasText: /\S/ }).first()).toBeVisible()
  })

  await test.step('share the link', async () => {
    await drawer.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url())
    const colleague = await context.newPage()
    await colleague.goto(page.url())
    await expect(colleague.getByRole('dialog', { name })).toBeVisible()
    await expect(colleague.getByRole('combobox', { name: 'Tag', exact: true })).toHaveValue('vip')
    await colleague.close()
  })

  await test.step('go back', async () => {
    await page.goBack()
    await expect(page).toHaveURL(list)
    await expect(drawer).toBeHidden()
    await page.goBack()
    await expect(pages.getByRole('link', { name: 'Page 2' })).toHaveAttribute('aria-current', 'page')
  })
})
