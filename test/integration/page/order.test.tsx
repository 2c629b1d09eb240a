import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addressNow, openPage } from './page.tsx'
import { createWorld, ice, metastudio } from '../world.ts'

const list = () => screen.findByRole('table', { name: 'Jobs', busy: false })
const order = () => screen.findByRole('combobox', { name: 'Sort by' })
const chosen = (select: HTMLElement) => within(select).getByRole<HTMLOptionElement>('option', { selected: true }).textContent
const ids = () => [...document.querySelectorAll<HTMLElement>('tbody [data-row]')].map((row) => row.dataset['row'] ?? '')
const heads = () => screen.getAllByRole('columnheader').map((head) => head.dataset['column'])
const times = (column: string) => [...document.querySelectorAll<HTMLTimeElement>(`td[data-column=${column}] time`)].map((time) => time.dateTime)

describe('what failed lately', () => {
  it('shows when each job failed, in that order, and can be sorted by another time and back', async () => {
    const world = createWorld()
    const lastFailure = new Map(world.clouds.jobs('metastudio').map(({ id, lastFailure: last }) => [id, Math.floor((last?.at ?? 0) / 1000) * 1000]))
    const { user } = await openPage(`/${metastudio}/jobs?failed=30d`, { world })
    await list()
    await waitFor(() => expect(times('failed').length).toBe(ids().length))
    expect(ids().length).toBeGreaterThan(3)
    expect(times('failed').map((time) => Date.parse(time))).toEqual(ids().map((id) => lastFailure.get(id)))
    expect(times('failed')).toEqual(times('failed').toSorted().toReversed())
    const failed = () => screen.getByRole('columnheader', { name: /^Failed/ })
    expect(failed()).toHaveAttribute('aria-sort', 'descending')
    // There is no other order by failure to choose.
    expect(within(failed()).queryByRole('button')).not.toBeInTheDocument()
    expect(heads()).not.toContain('created')
    expect(chosen(await order())).toBe('Failed, newest first')

    const byFailure = ids()
    await user.selectOptions(await order(), 'Created, newest first')
    expect(addressNow()).toBe(`/${metastudio}/jobs?failed=30d&sort_key=create_time`)
    await waitFor(() => expect(ids()).not.toEqual(byFailure))
    await list()
    expect(times('created')).toEqual(times('created').toSorted().toReversed())
    expect(ids().toSorted()).toEqual(byFailure.toSorted())
    expect(screen.getByRole('columnheader', { name: /^Created/ })).toHaveAttribute('aria-sort', 'descending')
    expect(failed()).toHaveAttribute('aria-sort', 'none')
    await user.click(within(failed()).getByRole('button'))
    expect(addressNow()).toBe(`/${metastudio}/jobs?failed=30d`)
    await waitFor(() => expect(ids()).toEqual(byFailure))
  })
})

describe('the order of a list', () => {
  it('offers every order of the cloud in both directions, and shows one that no column shows', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?sort_key=asset_order&sort_dir=asc&limit=10`)
    await list()
    const select = await order()
    expect(chosen(select)).toBe('Asset order, ascending')
    expect(within(select).getAllByRole('option').map((option) => option.textContent)).toEqual([
      'Created, newest first', 'Created, oldest first',
      'Customer’s last action, newest first', 'Customer’s last action, oldest first',
      'Asset order, descending', 'Asset order, ascending',
    ])
    await user.selectOptions(select, 'Customer’s last action, oldest first')
    expect(addressNow()).toBe(`/${metastudio}/jobs?sort_key=update_time&sort_dir=asc&limit=10`)
    await user.selectOptions(select, 'Created, newest first')
    expect(addressNow()).toBe(`/${metastudio}/jobs?limit=10`)
  })

  it('can be chosen at the head of a column that is only shown when it is wanted', async () => {
    const { user } = await openPage(`/${ice}/jobs`)
    await list()
    expect(heads()).not.toContain('updated')
    expect(within(await order()).getAllByRole('option').map((option) => option.textContent)).toEqual([
      'Created, newest first', 'Created, oldest first', 'Latest training start, newest first', 'Latest training start, oldest first',
    ])
    await user.click(await screen.findByText('Columns'))
    await user.click(await screen.findByRole('checkbox', { name: 'Latest training start' }))
    const head = screen.getByRole('columnheader', { name: /^Latest training start/ })
    expect(head).toHaveAttribute('aria-sort', 'none')
    await user.click(within(head).getByRole('button', { name: /^Latest training start/ }))
    expect(addressNow()).toBe(`/${ice}/jobs?sort_key=update_time`)
    await list()
    expect(head).toHaveAttribute('aria-sort', 'descending')
    await waitFor(() => expect(times('updated')).toEqual(times('updated').toSorted().toReversed()))
    expect(times('updated').length).toBeGreaterThan(10)
    await user.click(within(head).getByRole('button', { name: /^Latest training start/ }))
    expect(addressNow()).toBe(`/${ice}/jobs?sort_key=update_time&sort_dir=asc`)
  })
})
