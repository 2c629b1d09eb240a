import type { Locator, Page, Route } from '@playwright/test'
import { columnsEn } from '../../src/web/messages/columns.en.ts'
import { columnsZhCN } from '../../src/web/messages/columns.zh-CN.ts'
import { displayEn } from '../../src/web/messages/display.en.ts'
import { displayZhCN } from '../../src/web/messages/display.zh-CN.ts'
import { drawerEn } from '../../src/web/messages/drawer.en.ts'
import { drawerZhCN } from '../../src/web/messages/drawer.zh-CN.ts'
import { en } from '../../src/web/messages/en.ts'
import { exportEn } from '../../src/web/messages/export.en.ts'
import { exportZhCN } from '../../src/web/messages/export.zh-CN.ts'
import { findEn } from '../../src/web/messages/find.en.ts'
import { findZhCN } from '../../src/web/messages/find.zh-CN.ts'
import { noRowsEn } from '../../src/web/messages/no-rows.en.ts'
import { noRowsZhCN } from '../../src/web/messages/no-rows.zh-CN.ts'
import { panelEn } from '../../src/web/messages/panel.en.ts'
import { panelZhCN } from '../../src/web/messages/panel.zh-CN.ts'
import { zhCN } from '../../src/web/messages/zh-CN.ts'
import { expect } from './product.ts'

/** Every word that a test looks for, by language. */
export const words = {
  en: { messages: en, display: displayEn, exports: exportEn, find: findEn, panel: panelEn, drawer: drawerEn, columns: columnsEn, noRows: noRowsEn },
  'zh-CN': { messages: zhCN, display: displayZhCN, exports: exportZhCN, find: findZhCN, panel: panelZhCN, drawer: drawerZhCN, columns: columnsZhCN, noRows: noRowsZhCN },
} as const
export type Language = keyof typeof words
export type Words = (typeof words)[Language]

/** Something a person can have before them: a page, a face, or what lies open over it. */
export interface Scene {
  name: string
  /** Only where there is room for no more than this, in CSS px. */
  widthPx?: number
  /** `false`: it speaks English only. */
  hasLanguages?: boolean
  /** Settles when all of it is there. */
  open: (page: Page, words: Words) => Promise<void>
  /** Lies over the list and hides parts of it. */
  isOver?: boolean
  /** Placed by where it was opened: it would not follow a window that changes. */
  isPlaced?: boolean
}

/** Where the list of MetaStudio is, below the base. */
export const jobs = 'metastudio-cn-north-4/jobs'
/** Addresses of a list, and of one job. */
export const list = /\/api\/sources\/[^/]+\/jobs(\?|$)/
export const detail = /\/api\/sources\/[^/]+\/jobs\/[0-9A-Za-z]+$/

const problem = {
  type: 'about:blank', title: 'Bad Gateway', status: 502, detail: 'The cloud reported an error.', code: 'cloud_error',
  cloud_status: 500, cloud_code: 'MSS.00000004', cloud_message: 'System error.', request_id: '5a20c7d8a6f14b0e9c31d2e4f5a6b7c8',
}
/** A cloud that fails. */
export const broken = (route: Route) => route.fulfill({ status: 502, contentType: 'application/problem+json', body: JSON.stringify(problem) })
/** The real answer, with some of its fields replaced. */
export const changed = (fields: object) => async (route: Route) => {
  const answer = await route.fetch()
  await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), ...fields } })
}

/** The jobs of the list. */
export const rowsOf = (page: Page, { messages }: Words): Locator => page.getByRole('table', { name: messages.list.title, exact: true }).locator('tbody').getByRole('row')

/** The list with all that comes after its rows. */
export async function openList(page: Page, words: Words, query = '?limit=10', path = jobs): Promise<void> {
  await page.goto(`${path}${query}`)
  await expect(rowsOf(page, words).first()).toBeVisible()
  await expect(page.getByTitle(words.messages.list.reasonComing)).toHaveCount(0)
  // The panel and the find box come a moment after the rows.
  await expect(page.getByRole('combobox', { name: words.find.label })).toBeAttached()
  if ((page.viewportSize()?.width ?? 0) >= 1100) await expect(page.getByRole('region', { name: words.panel.views })).toBeVisible()
}

/** The first job of the list, opened beside it; perhaps not loaded yet. */
export async function openJob(page: Page, words: Words, query: string, path = jobs): Promise<Locator> {
  await openList(page, words, query, path)
  await rowsOf(page, words).first().locator('[data-job]').click()
  const drawer = page.locator('.job-drawer')
  await expect(drawer.getByRole('heading', { level: 2 })).toBeVisible()
  return drawer
}

/** Once the job is loaded. */
export const settled = async (drawer: Locator) => expect(drawer).toHaveAttribute('aria-busy', 'false')
