import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test as base } from '@playwright/test'
import { serveFiles } from './file-server.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

const test = base.extend<object, { folder: string }>({
  folder: [
    async ({ browserName }, provide) => {
      const folder = await mkdtemp(join(tmpdir(), `understudy-demo-${browserName}-`))
      const { NODE_ENV: _, ...env } = process.env
      await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--mode', 'demo', '--outDir', folder, '--emptyOutDir'], { cwd: root, env })
      await provide(folder)
      await rm(folder, { recursive: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})
// One after the other, so that it is built once.
test.describe.configure({ mode: 'default' })

for (const path of ['/', '/some/where/']) {
  test(`the static demo under ${path} lists jobs with covers, opens one and survives a reload there`, async ({ page, folder }) => {
    const server = await serveFiles(folder, { path, knows404: false })
    try {
      const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row')
      const cover = page.getByRole('table', { name: 'Jobs' }).locator('img').first()
      await page.goto(server.address)
      await expect(rows).toHaveCount(50)
      await expect(page.getByText(/^1–50 of 1,204$/)).toBeVisible()
      await expect.poll(() => cover.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(96)

      const name = rows.first().getByRole('rowheader').getByRole('link')
      const words = (await name.textContent()) ?? ''
      await name.click()
      const drawer = page.getByRole('dialog', { name: words })
      await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
      expect(new URL(page.url()).pathname).toMatch(new RegExp(`^${path}metastudio-cn-north-4/jobs/[0-9a-f]{32}$`))
      // Twice: the first reload finds the worker that the first load brought, the second one that has seen its page leave.
      await page.reload()
      await page.reload()
      await expect(drawer.getByRole('heading', { name: 'What happened' })).toBeVisible()
    } finally {
      await server.close()
    }
  })
}

test('a link into the static demo opens in a browser that never saw it, where the server has a page for unknown files', async ({ page, folder }) => {
  const server = await serveFiles(folder, { path: '/some/where/', knows404: true })
  try {
    await page.goto(`${server.address}metastudio-cn-north-4/jobs?phase=failed&tag=vip`)
    await expect(page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row').first()).toBeVisible()
    await expect(page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row').first().getByRole('list')).toHaveAccessibleName(/(^|, )vip(,|$)/)
    expect(page.url()).toBe(`${server.address}metastudio-cn-north-4/jobs?phase=failed&tag=vip`)
  } finally {
    await server.close()
  }
})

test('so does a link to a job’s own page, and an address that leads nowhere says so', async ({ page, folder }) => {
  const server = await serveFiles(folder, { path: '/some/where/', knows404: true })
  try {
    const link = `${server.address}metastudio-cn-north-4/jobs/${'0'.repeat(32)}/page`
    await page.goto(`${server.address}no/such/place`)
    await expect(page.getByText('There is no such page.')).toBeVisible()
    await page.goto(link)
    await expect(page.getByRole('heading', { name: /^This job does not exist on MetaStudio/ })).toBeVisible()
    expect(page.url()).toBe(link)
  } finally {
    await server.close()
  }
})
