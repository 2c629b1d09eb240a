import { expect, test } from './product.ts'

test('the product says that it lives', async ({ request }) => {
  const answer = await request.get('healthz')
  expect(answer.status()).toBe(200)
})

test('the address it prints opens the page', async ({ page }) => {
  const answer = await page.goto('')
  expect(answer?.status()).toBe(200)
  expect(answer?.headers()['content-type']).toMatch(/^text\/html/)
  await expect(page).toHaveTitle(/Understudy/)
  await expect(page.getByRole('table')).toBeVisible()
  // What is copied from the address bar means the same to everybody.
  await expect(page).toHaveURL(/\/metastudio-cn-north-4\/jobs$/)
})
