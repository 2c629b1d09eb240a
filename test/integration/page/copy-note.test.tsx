import { screen, waitFor } from '@testing-library/react'
import { expect, it, onTestFinished, vi } from 'vitest'
import { copiedWords } from '#web/jobs/list/copied-words.ts'
import { fewJobs, openPage } from './page.tsx'
import { metastudio } from '../world.ts'

it('where the note of what a key copied cannot be drawn, nothing that takes no mouse stands in its place', async () => {
  const words = copiedWords.en
  const drawn = vi.fn<() => never>(() => {
    throw new Error('Failed to fetch dynamically imported module')
  })
  Object.defineProperty(copiedWords, 'en', { get: drawn, configurable: true })
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => {
    Object.defineProperty(copiedWords, 'en', { value: words, configurable: true, enumerable: true, writable: true })
    told.mockRestore()
  })
  const { user } = await openPage(fewJobs)
  await screen.findByRole('table', { name: 'Jobs', busy: false })
  await user.keyboard('c')
  await waitFor(() => expect(drawn).toHaveBeenCalled())
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  expect(await navigator.clipboard.readText()).toContain(`/${metastudio}/jobs`)
})
