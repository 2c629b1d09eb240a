import { render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { createElementError } from './element-error.ts'

const caught = (work: () => unknown): Error => {
  try {
    work()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('nothing went wrong')
}

it('tells what was looked for, and the page as it is when somebody reads it', () => {
  render(<p>Forty jobs</p>)
  const error = caught(() => screen.getByRole('table', { name: 'Jobs' }))
  expect(error.name).toBe('TestingLibraryElementError')
  expect(error.message).toMatch(/^Unable to find an accessible element with the role "table" and name "Jobs"/)
  expect(error.message).toContain('Forty jobs')
})

it('prints no page for a message that nobody reads', () => {
  const container = document.createElement('div')
  const look = vi.spyOn(container, 'childNodes', 'get')
  const error = createElementError('Unable to find it', container)
  expect(look).not.toHaveBeenCalled()
  expect(error.message).toContain('Unable to find it')
  expect(look).toHaveBeenCalled()
})

it('is the message of a wait that ends in vain', async () => {
  render(<p>Forty jobs</p>)
  const error = await screen.findByRole('table', {}, { timeout: 100 }).catch((reason: unknown) => reason)
  expect(error).toHaveProperty('message', expect.stringMatching(/^Unable to find role="table"[\s\S]*Forty jobs/))
})
