import { findNginx, startNginx } from '../setup/nginx.mjs'
import { expect, test as base } from './product.ts'

/** The same build as everywhere else in these tests, told to live under a path, behind a server that knows nothing but that path. */

const hasNginx = findNginx() !== undefined
const reason = 'nginx is not installed: the product under a path behind it was not tried'
if (!hasNginx) console.log(reason)

const test = base.extend<object, { front: string }>({
  settings: [{ UNDERSTUDY_BASE_PATH: '/a/b' }, { scope: 'worker' }],
  // As in the README, on a port of its own; what is asked for beside the path is nobody's.
  front: [
    async ({ product }, provide) => {
      const { origin } = new URL(product.address)
      const nginx = await startNginx(`location /a/b/ { proxy_pass ${origin}; proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; } location / { return 418; }`)
      await provide(nginx.address)
      await nginx.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ front }, provide) => provide(`${front}/a/b/`),
})

test.skip(!hasNginx, reason)
test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('under a path behind nginx: list, covers, a job, a shared link, a reload, back, an export and every other address stay below it', async ({ page, context, front }) => {
  const asked: string[] = []
  context.on('request', (request) => void asked.push(request.url()))
  const table = page.getByRole('table', { name: 'Jobs', exact: true })
  const rows = table.locator('tbody').getByRole('row')

  await test.step('the path without its slash leads to the list of the first source, with covers', async () => {
    await page.goto(`${front}/a/b`)
    await expect(page).toHaveURL(`${front}/a/b/metastudio-cn-north-4/jobs`)
    await expect(rows).toHaveCount(50)
    await expect.poll(() => table.locator('img').first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await expect(page.locator('link[rel=icon]')).toHaveJSProperty('href', `${front}/a/b/favicon.svg`)
  })

  await test.step('filters and the other cloud are links below the path', async () => {
    await page.getByRole('navigation', { name: 'Phases' }).getByRole('link', { name: 'Failed' }).click()
    await expect(page).toHaveURL(`${front}/a/b/metastudio-cn-north-4/jobs?phase=failed`)
    // The rows of before stay until the new ones are there.
    await expect(table).toHaveAttribute('aria-busy', 'false')
    await expect(rows.first()).toHaveAttribute('data-phase', 'failed')
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => (link instanceof HTMLAnchorElement ? link.href : '')))
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter((link) => !link.startsWith(`${front}/a/b/`))).toEqual([])
  })

  const link = rows.first().getByRole('rowheader').getByRole('link')
  const drawer = page.getByRole('dialog', { name: (await link.textContent()) ?? '' })
  await test.step('a job opens, its link is whole, and it is there again after a reload', async () => {
    await link.click()
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expect(page).toHaveURL(/\/a\/b\/metastudio-cn-north-4\/jobs\/[0-9a-f]{32}\?phase=failed$/)
    await drawer.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url())
    await page.reload()
    await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    await page.goBack()
    await expect(page).toHaveURL(`${front}/a/b/metastudio-cn-north-4/jobs?phase=failed`)
    await expect(drawer).toBeHidden()
  })

  await test.step('an export names links below the path', async () => {
    await page.getByText('Export', { exact: true }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /This page.*JSON/ }).click()])
    const chunks = await (await download.createReadStream()).toArray()
    expect(Buffer.concat(chunks as Buffer[]).toString('utf8')).toContain(`${front}/a/b/metastudio-cn-north-4/jobs`)
  })

  await test.step('the description of the API has its style and its links', async () => {
    await page.goto('api/docs')
    await expect(page.getByRole('heading', { name: 'Understudy: the API' })).toBeVisible()
    await expect(page.locator('body')).toHaveCSS('margin', '0px')
    const document = await page.request.get(await page.getByRole('link', { name: 'openapi.json' }).evaluate((one: HTMLAnchorElement) => one.href))
    expect(document.status()).toBe(200)
    expect(await document.json()).toMatchObject({ servers: [{ url: '/a/b' }] })
  })

  expect(asked.filter((address) => address.startsWith('http') && !address.startsWith(`${front}/a/b`))).toEqual([])
})
