import { fireEvent, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { fewJobs, openPage } from './page.tsx'
import { ice } from '../world.ts'

const heads = () => screen.getAllByRole('columnheader').map((head) => head.dataset['column'])
const menu = () => screen.findByRole('group', { name: 'Columns' })

it('shows, hides, moves and widens columns by keyboard, and finds them so the next time', async () => {
  const { user } = await openPage(fewJobs)
  await screen.findByRole('table', { name: 'Jobs' })
  expect(heads()).toEqual(['cover', 'name', 'state', 'reason', 'created', 'batch', 'tags'])
  await user.click(await screen.findByText('Columns'))
  const columns = within(await menu())
  columns.getByRole('checkbox', { name: 'Batch' }).focus()
  await user.keyboard(' ')
  expect(heads()).toEqual(['cover', 'name', 'state', 'reason', 'created', 'tags'])
  columns.getByRole('button', { name: 'Move Tags to the left' }).focus()
  await user.keyboard('{Enter}')
  // Past the next column that is shown: what is hidden between them is no step.
  expect(heads()).toEqual(['cover', 'name', 'state', 'reason', 'tags', 'created'])
  // The focus goes along with the row that moves.
  expect(columns.getByRole('button', { name: 'Move Tags to the left' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(heads()).toEqual(['cover', 'name', 'state', 'tags', 'reason', 'created'])
  expect(columns.getByRole('status')).toHaveTextContent('Tags: place 2 of 7.')
  // Only hidden columns come behind it.
  expect(columns.getByRole('button', { name: 'Move Created to the right' })).toBeDisabled()
  columns.getByRole('button', { name: 'Make Name wider' }).focus()
  await user.keyboard('{Enter}{Enter}')
  expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveStyle({ width: `${262 / 16}rem` })
  expect(JSON.parse(localStorage.getItem('understudy.columns') ?? '')).toEqual({
    order: ['state', 'tags', 'reason', 'created', 'updated', 'batch', 'location'],
    hidden: ['location', 'updated', 'batch'],
    widths: { name: 262 },
  })
  await user.click(columns.getByRole('button', { name: 'Reset' }))
  expect(heads()).toEqual(['cover', 'name', 'state', 'reason', 'created', 'batch', 'tags'])
})

it('offers for ICE only the columns that ICE fills', async () => {
  const { user } = await openPage(`/${ice}/jobs?limit=10`)
  await screen.findByRole('table', { name: 'Jobs' })
  await user.click(await screen.findByText('Columns'))
  expect(within(await menu()).getAllByRole('checkbox').map((box) => box.closest('label')?.textContent)).toEqual(['State', 'Reason or next step', 'Created', 'Latest training start'])
})

it('shows where jobs are trained once a reader wants it, and filters by it from the cell', async () => {
  const { user } = await openPage(fewJobs)
  await screen.findByRole('table', { name: 'Jobs' })
  expect(heads()).not.toContain('location')
  await user.click(await screen.findByText('Columns'))
  const columns = within(await menu())
  const box = columns.getByRole('checkbox', { name: 'Training location' })
  await user.click(box)
  const [place] = await screen.findAllByRole('link', { name: /^Filter by Training location: / })
  if (place === undefined) throw new Error('no place')
  await user.click(place)
  expect(location.search).toBe(`?train_location=${place.textContent}&limit=10`)
  expect(await screen.findByRole('link', { name: `Remove the filter Training location ${place.textContent}` })).toBeVisible()
  // Off again, the columns are as they came: nothing is left to reset.
  await user.click(box)
  expect(heads()).not.toContain('location')
  expect(columns.getByRole('button', { name: 'Reset' })).toBeDisabled()
})

it('closes its menu by Escape in the very moment it was opened', async () => {
  await openPage(fewJobs)
  const opener = (await screen.findByText('Columns')).closest('summary')
  const menuOf = opener?.closest('details')
  if (opener === null || menuOf === null) throw new Error('there is no menu of columns')
  fireEvent.click(opener)
  expect(menuOf).toHaveAttribute('open')
  fireEvent.keyDown(opener, { key: 'Escape' })
  expect(menuOf).not.toHaveAttribute('open')
})
