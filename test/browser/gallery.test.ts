import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { build } from 'vite'
import { phases } from '../../src/contract/job-states.ts'
import { serveFiles } from './file-server.ts'

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const root = fileURLToPath(new URL('../../', import.meta.url))

test('the gallery shows primitives, phases and faces, in both languages, densities and themes', async ({ page }, info) => {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-gallery-'))
  await build({ root, mode: 'gallery', logLevel: 'error', build: { outDir: folder, emptyOutDir: true, manifest: false, rolldownOptions: { input: join(root, 'gallery.html') } } })
  const server = await serveFiles(folder, { path: '/', knows404: false })
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const rows = page.getByRole('region', { name: 'Rows' }).locator('tbody').getByRole('row')
    for (const language of ['en', 'zh-CN']) {
      await page.goto(`${server.address}gallery.html`)
      await page.evaluate((own) => localStorage.setItem('understudy.preferences', JSON.stringify({ language: own })), language)
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(rows).toHaveCount(phases.length)
      for (const face of ['First load', 'Empty', 'No match', 'Past the end', 'Broken']) await expect(page.getByRole('region', { name: face, exact: true })).toBeVisible()
      for (const [density, height] of [['comfortable', 48], ['compact', 32]] as const) {
        await page.getByRole('checkbox', { name: 'Compact rows' }).setChecked(density === 'compact')
        await expect.poll(() => rows.first().evaluate((row) => row.getBoundingClientRect().height)).toBe(height)
        for (const colorScheme of ['light', 'dark'] as const) {
          const look = `${language}-${density}-${colorScheme}`
          await page.emulateMedia({ colorScheme })
          await page.screenshot({ path: info.outputPath(`gallery-${look}.png`), fullPage: true })
          // Other words have the same elements in the same colours; the other theme has the same elements.
          if (language !== 'en') continue
          const axe = new AxeBuilder({ page }).setLegacyMode()
          const { violations } = await (colorScheme === 'light' ? axe.withTags(standard) : axe.withRules('color-contrast')).analyze()
          expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)), look).toEqual([])
        }
      }
    }
  } finally {
    await server.close()
    await rm(folder, { recursive: true })
  }
})

test('the product has no gallery', async () => {
  const folder = join(root, 'dist/web')
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(5)
  for (const { name, parentPath } of files) {
    expect(name).not.toMatch(/gallery/i)
    if (/\.(js|css|html|json)$/.test(name)) expect(await readFile(join(parentPath, name), 'utf8'), name).not.toMatch(/gallery-line|Compact rows<|src\/gallery/)
  }
})
