import { readFile } from 'node:fs/promises'
import { expect, test } from './product.ts'

test('hand all failed jobs of a tag to the vendor: one file, with reasons, safe for a spreadsheet', async ({ page }) => {
  await page.goto('/metastudio-cn-north-4/jobs?phase=failed&tag=vip&limit=10')
  const shown = await page.getByText(/^1–\d+ of \d+$/).textContent()
  const count = Number(/of (\d+)$/.exec(shown ?? '')?.[1])
  expect(count).toBeGreaterThan(10)

  await page.getByText('Export', { exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /All that match.*CSV/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^understudy-metastudio-cn-north-4-phase-failed-tag-vip-\d{8}T\d{6}Z\.csv$/)
  await expect(page.getByText(`${count} jobs exported.`)).toBeVisible()

  const text = await readFile(await download.path(), 'utf8')
  const [header, ...rows] = text.replace(/^\uFEFF/, '').trimEnd().split('\r\n')
  expect(header).toMatch(/^source,job_id,name,state,/)
  expect(rows).toHaveLength(count)
  for (const row of rows) expect(row).toMatch(/^metastudio-cn-north-4,[0-9a-f]{32},/)
  // Masked, as on the page: no mobile number in clear.
  expect(text).not.toMatch(/(?<![0-9A-Fa-f])1[3-9]\d{9}(?![0-9A-Fa-f])/)
})

test('this page as JSON says what it is an answer to', async ({ page }) => {
  await page.goto('/ice-cn-shanghai/jobs?phase=done&limit=10&page=2')
  await page.getByText('Export', { exact: true }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /This page.*JSON/ }).click()])
  const file: unknown = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(file).toMatchObject({ address: page.url(), count: 10 })
})
