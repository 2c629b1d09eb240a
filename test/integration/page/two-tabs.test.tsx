import { act, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { openPage } from './page.tsx'
import { prefer } from '#web/preferences.ts'
import { metastudio } from '../world.ts'

const storageKey = 'understudy.preferences'

/** Another tab of this browser writes; this one hears of it as browsers tell it. */
function writeElsewhere(changed: object) {
  const oldValue = localStorage.getItem(storageKey)
  const newValue = JSON.stringify({ ...JSON.parse(oldValue ?? '{}') as object, ...changed })
  localStorage.setItem(storageKey, newValue)
  act(() => void dispatchEvent(new StorageEvent('storage', { key: storageKey, oldValue, newValue })))
}

it('what is chosen in one tab is so in the other at once: theme, language, density and zone', async () => {
  await openPage(`/${metastudio}/jobs`)
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
  await openPage(`/${metastudio}/jobs`)
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
