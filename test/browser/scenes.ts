import { expect } from './product.ts'
import { broken, changed, detail, jobs, list, openJob, openList, rowsOf, settled, type Scene } from './scene-parts.ts'

export const scenes: readonly Scene[] = [
  { name: 'the list', open: (page, words) => openList(page, words) },
  { name: 'the list under filters', open: (page, words) => openList(page, words, '?phase=failed&tag=vip&created=30d&colour=blue&limit=10') },
  {
    name: 'the list in compact rows',
    open: async (page, words) => {
      await page.addInitScript(() => localStorage.setItem('understudy.preferences', '{"density":"compact"}'))
      await openList(page, words)
    },
  },
  { name: 'the list on a phone', widthPx: 390, open: (page, words) => openList(page, words) },
  { name: 'the list of ICE', open: (page, words) => openList(page, words, '?limit=10', 'ice-cn-shanghai/jobs') },
  {
    name: 'a failed job, its raw answer open',
    open: async (page, words) => {
      const drawer = await openJob(page, words, '?phase=failed&limit=10')
      await settled(drawer)
      await drawer.getByText(words.drawer.raw.summary).click()
      await expect(drawer.getByRole('textbox', { name: words.drawer.raw.search })).toBeVisible()
    },
  },
  { name: 'a job of ICE', open: async (page, words) => settled(await openJob(page, words, '?phase=failed&limit=10', 'ice-cn-shanghai/jobs')) },
  {
    name: 'what may be copied for a customer',
    open: async (page, words) => {
      const drawer = await openJob(page, words, '?phase=failed&limit=10')
      await settled(drawer)
      await drawer.locator('summary').filter({ hasText: words.drawer.copyCustomer }).click()
      await expect(drawer.getByRole('button', { name: words.drawer.customerIn.en })).toBeVisible()
    },
  },
  {
    name: 'a job alone, as a page opened from a link',
    open: async (page, words) => {
      await openJob(page, words, '?phase=failed&limit=10')
      await page.reload()
      await settled(page.locator('.job-drawer'))
      await expect(rowsOf(page, words).first()).toBeVisible()
    },
  },
  {
    name: 'a job on a phone',
    widthPx: 390,
    open: async (page, words) => settled(await openJob(page, words, '?phase=failed&limit=10')),
  },
  {
    name: 'a job that is being loaded',
    open: async (page, words) => {
      await page.route(detail, () => {})
      await openJob(page, words, '?phase=failed&limit=10')
    },
  },
  {
    name: 'a job that cannot be loaded',
    open: async (page, words) => {
      await page.route(detail, broken)
      const drawer = await openJob(page, words, '?phase=failed&limit=10')
      await expect(drawer.getByRole('button', { name: words.messages.faces.tryAgain })).toBeVisible()
    },
  },
  {
    name: 'the first load',
    open: async (page, { messages }) => {
      await page.route(list, () => {})
      await page.goto(jobs)
      await expect(page.getByRole('table', { name: messages.faces.loading })).toBeVisible()
    },
  },
  {
    name: 'a source without jobs',
    open: async (page, { noRows }) => {
      await page.route(list, changed({ count: 0, offset: 0, jobs: [] }))
      await page.goto(jobs)
      await expect(page.getByText(noRows.emptyTitle)).toBeVisible()
    },
  },
  {
    name: 'no match',
    open: async (page, { noRows }) => {
      await page.goto(`${jobs}?state=NOPE&tag=vip`)
      await expect(page.getByText(noRows.noMatchTitle(2))).toBeVisible()
    },
  },
  {
    name: 'a page past the end',
    open: async (page, { noRows }) => {
      await page.goto(`${jobs}?page=999`)
      await expect(page.getByText(noRows.pastEndTitle)).toBeVisible()
    },
  },
  {
    name: 'a cloud that fails',
    open: async (page, { messages }) => {
      await page.route(list, broken)
      await page.goto(jobs)
      await expect(page.getByRole('button', { name: messages.faces.tryAgain })).toBeVisible()
    },
  },
  {
    name: 'old rows',
    open: async (page, words) => {
      await page.route(list, changed({ stale: true }))
      await openList(page, words)
      await expect(page.getByRole('status').filter({ hasText: words.messages.clouds.metastudio })).toBeVisible()
    },
  },
  {
    name: 'an address that leads nowhere',
    open: async (page, { messages }) => {
      await page.goto('metastudio-mars/jobs')
      await expect(page.getByText(messages.faces.unknownSource)).toBeVisible()
    },
  },
  {
    name: 'the sheet of filters',
    widthPx: 1024,
    open: async (page, words) => {
      await openList(page, words)
      await page.getByRole('button', { name: words.messages.panel.open(0) }).click()
      await expect(page.getByRole('dialog', { name: words.messages.panel.title }).getByRole('region', { name: words.panel.views })).toBeVisible()
    },
  },
  {
    name: 'every filter unfolded, with the calendar',
    open: async (page, words) => {
      // A range that stands: the calendar shows what is chosen.
      await openList(page, words, '?create_since=2020-01-01T00:00:00Z&limit=10')
      const panel = page.getByRole('navigation', { name: words.messages.panel.title })
      await expect(panel.getByRole('grid')).toBeVisible()
      for (const title of [words.panel.batch, words.panel.name, words.panel.edition, words.panel.place]) await panel.locator('summary').filter({ hasText: title }).click()
    },
  },
  {
    name: 'all the tags of a row',
    isOver: true,
    isPlaced: true,
    open: async (page, words) => {
      const { tags } = words.messages.list.columns
      await openList(page, words, '?limit=50')
      await rowsOf(page, words).getByRole('button', { name: new RegExp(`^${tags} \\+`) }).first().click()
      await expect(page.getByRole('group', { name: tags, exact: true })).toBeVisible()
    },
  },
  {
    name: 'the menu of columns',
    isOver: true,
    open: async (page, words) => {
      await openList(page, words)
      await page.locator('summary').filter({ hasText: words.columns.title }).click()
      await expect(page.getByRole('group', { name: words.columns.title })).toBeVisible()
    },
  },
  {
    name: 'the menu of exports',
    isOver: true,
    open: async (page, words) => {
      await openList(page, words)
      await page.locator('summary').filter({ hasText: words.exports.title }).click()
      await expect(page.getByText(words.exports.hint)).toBeVisible()
    },
  },
  {
    name: 'the display settings',
    isOver: true,
    open: async (page, words) => {
      await openList(page, words)
      await page.getByRole('button', { name: words.messages.shell.settings }).click()
      await expect(page.getByRole('radio', { name: words.display.themes.dark })).toBeVisible()
    },
  },
  {
    name: 'the sheet of keys',
    open: async (page, words) => {
      await openList(page, words)
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: words.messages.shell.help })).toBeVisible()
    },
  },
  {
    name: 'a view being named, beside one that is kept',
    open: async (page, words) => {
      await openList(page, words, '?phase=failed&limit=10')
      const views = page.getByRole('region', { name: words.panel.views })
      await views.getByRole('button', { name: words.panel.saveView }).click()
      await views.getByRole('textbox').fill('夜班 night')
      await page.keyboard.press('Enter')
      await views.getByRole('button', { name: words.panel.viewActions('夜班 night') }).click()
      await views.getByRole('button', { name: words.panel.saveView }).click()
      await views.getByRole('button', { name: words.panel.fromLinks }).click()
      await expect(views.getByRole('textbox', { name: words.panel.links })).toBeVisible()
    },
  },
  {
    name: 'jobs that were found',
    isOver: true,
    open: async (page, words) => {
      await openList(page, words)
      const name = (await rowsOf(page, words).first().locator('[data-job]').textContent()) ?? ''
      await page.getByRole('combobox', { name: words.find.label }).fill(name.slice(0, 3))
      await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible()
    },
  },
  {
    name: 'the command palette',
    isOver: true,
    open: async (page, words) => {
      await openList(page, words)
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog', { name: words.messages.shell.palette }).getByRole('option').first()).toBeVisible()
    },
  },
  {
    name: 'ticked jobs',
    open: async (page, words) => {
      await openList(page, words)
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await expect(page.getByRole('toolbar', { name: words.exports.ticks.bar })).toBeVisible()
    },
  },
  {
    name: 'a moment in three zones',
    isOver: true,
    isPlaced: true,
    open: async (page, words) => {
      await openList(page, words)
      await rowsOf(page, words).first().getByRole('button').filter({ has: page.locator('time') }).focus()
      await expect(page.getByRole('tooltip')).toBeVisible()
    },
  },
  {
    name: 'the page of the API',
    hasLanguages: false,
    open: async (page) => {
      await page.goto('api/docs')
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    },
  },
]
