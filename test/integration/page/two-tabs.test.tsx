import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { fewJobs, openPage } from './page.tsx'
import { firstColumns } from '#web/jobs/table/column-choice.ts'
import { resizeColumn } from '#web/jobs/table/keep-columns.ts'
import { prefer } from '#web/preferences.ts'

const storageKey = 'understudy.preferences'
const columnsKey = 'understudy.columns'

/** Another tab of this browser writes; this one hears of it as browsers tell it. */
function writeElsewhere(changed: object, key = storageKey) {
  const oldValue = localStorage.getItem(key)
  const newValue = JSON.stringify({ ...JSON.parse(oldValue ?? '{}') as object, ...changed })
  localStorage.setItem(key, newValue)
  act(() => void dispatchEvent(new StorageEvent('storage', { key, oldValue, newValue })))
}

it('what is chosen in one tab is so in the other at once: theme, language, density and zone', async () => {
  await openPage(fewJobs)
  const table = await screen.findByRole('table', { name: 'Jobs' })
  expect(table).toHaveAttribute('data-density', 'comfortable')
  await screen.findByRole('button', { name: 'Display settings' })
  writeElsewhere({ theme: 'dark', density: 'compact' })
  expect(document.documentElement.dataset['theme']).toBe('dark')
  expect(table).toHaveAttribute('data-density', 'compact')
  writeElsewhere({ language: 'zh-CN', zone: 'beijing' })
  expect(await screen.findByRole('table', { name: '任务' })).toHaveAttribute('data-density', 'compact')
  // Nonsense in storage, or a storage that was emptied, changes nothing.
  act(() => void dispatchEvent(new StorageEvent('storage', { key: storageKey, newValue: '{"theme":"pink"}' })))
  expect(document.documentElement.dataset['theme']).toBe('dark')
  act(() => void dispatchEvent(new StorageEvent('storage', { key: storageKey, newValue: null })))
  expect(document.documentElement.dataset['theme']).toBe('dark')
  expect(screen.getByRole('table', { name: '任务' })).toHaveAttribute('data-density', 'compact')
  writeElsewhere({ theme: 'system' })
  expect(document.documentElement.dataset['theme']).toBeUndefined()
})

it('what found no room in storage stays as it was chosen here, whatever else another tab changes', async () => {
  await openPage(fewJobs)
  const table = await screen.findByRole('table', { name: 'Jobs' })
  await screen.findByRole('button', { name: 'Display settings' })
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  act(() => prefer({ density: 'compact' }))
  full.mockRestore()
  await waitFor(() => expect(table).toHaveAttribute('data-density', 'compact'))
  writeElsewhere({ theme: 'dark' })
  expect(document.documentElement.dataset['theme']).toBe('dark')
  expect(table).toHaveAttribute('data-density', 'compact')
})

it('a width that found no room in storage stays when another tab widens another column', async () => {
  await openPage(fewJobs)
  const table = await screen.findByRole('table', { name: 'Jobs' })
  await screen.findByRole('button', { name: 'Display settings' })
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  act(() => resizeColumn('batch', 200))
  full.mockRestore()
  const head = (name: string) => within(table).getByRole('columnheader', { name })
  expect(head('Batch')).toHaveStyle({ width: '12.5rem' })
  writeElsewhere({ ...firstColumns, widths: { tags: 240 } }, columnsKey)
  expect(head('Tags')).toHaveStyle({ width: '15rem' })
  expect(head('Batch')).toHaveStyle({ width: '12.5rem' })
  // What it gave its own width back has it here too.
  writeElsewhere({ ...firstColumns, widths: {} }, columnsKey)
  expect(head('Tags')).not.toHaveStyle({ width: '15rem' })
  expect(head('Batch')).toHaveStyle({ width: '12.5rem' })
})

it('columns that are shown, moved and widened in one tab are so in the other', async () => {
  await openPage(fewJobs)
  const table = await screen.findByRole('table', { name: 'Jobs' })
  await screen.findByRole('button', { name: 'Display settings' })
  const heads = () => within(table).getAllByRole('columnheader').map((head) => head.dataset['column'])
  expect(heads()).toEqual(['cover', 'name', 'state', 'reason', 'created', 'batch', 'tags'])
  writeElsewhere({ order: ['tags', 'state', 'reason', 'created', 'updated', 'batch', 'location'], hidden: ['location', 'batch'], widths: {} }, columnsKey)
  expect(heads()).toEqual(['cover', 'name', 'tags', 'state', 'reason', 'created', 'updated'])
  writeElsewhere({ widths: { tags: 240 } }, columnsKey)
  expect(within(table).getByRole('columnheader', { name: 'Tags' })).toHaveStyle({ width: '15rem' })
  expect(heads()).toEqual(['cover', 'name', 'tags', 'state', 'reason', 'created', 'updated'])
  // A storage that was emptied changes nothing; columns that were given back are as at first.
  act(() => void dispatchEvent(new StorageEvent('storage', { key: columnsKey, oldValue: localStorage.getItem(columnsKey), newValue: null })))
  expect(heads()).toContain('updated')
  writeElsewhere(firstColumns, columnsKey)
  expect(heads()).toEqual(['cover', 'name', 'state', 'reason', 'created', 'batch', 'tags'])
  expect(table).toHaveAttribute('data-own', 'false')
})
