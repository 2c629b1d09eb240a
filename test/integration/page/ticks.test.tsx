import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addressNow, openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs?limit=10`
const list = () => screen.findByRole('table', { name: 'Jobs' })
const ids = () => [...document.querySelectorAll<HTMLElement>('tbody [data-row]')].map((row) => row.dataset['row'] ?? '')
const boxes = () => [...document.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]')]
const bar = () => screen.findByRole('toolbar', { name: 'Ticked jobs' })

describe('ticked jobs', () => {
  it('are ticked with x, and with Shift from the last one to this', async () => {
    const { user } = await openPage(jobs)
    await list()
    await user.keyboard('jjxjjj{Shift>}X{/Shift}')
    expect(boxes().map((box) => box.checked)).toEqual([false, true, true, true, true, false, false, false, false, false])
    expect(within(await bar()).getByText('4 ticked')).toBeInTheDocument()
    await user.keyboard('x')
    expect(within(await bar()).getByText('3 ticked')).toBeInTheDocument()
    expect(addressNow()).toBe(jobs)
  })

  it('are ticked by hand, a range with Shift, a page by the box in the head', async () => {
    const { user } = await openPage(jobs)
    await list()
    const [first, , third] = boxes()
    if (first === undefined || third === undefined) throw new Error('too few rows')
    await user.click(first)
    await user.keyboard('{Shift>}')
    await user.click(third)
    await user.keyboard('{/Shift}')
    expect(within(await bar()).getByText('3 ticked')).toBeInTheDocument()
    const page = screen.getByRole('checkbox', { name: 'Tick every job on this page' })
    expect(page).toBePartiallyChecked()
    await user.click(page)
    expect(within(await bar()).getByText('10 ticked')).toBeInTheDocument()
    await user.click(page)
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument()
  })

  it('give their ids and a table to the clipboard, outlive the page, hold the list, and go with Escape', async () => {
    const { user } = await openPage(jobs)
    await list()
    await user.keyboard('jxjx')
    const [first = '', second = ''] = ids()
    await user.click(within(await bar()).getByRole('button', { name: 'Copy ids' }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(`${first}\n${second}`))
    await user.click(within(await bar()).getByRole('button', { name: 'Copy as table' }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/^job_id\tname\tstate/))
    const lines = (await navigator.clipboard.readText()).split('\n')
    expect(lines.map((line) => line.split('\t')[0])).toEqual(['job_id', first, second])
    expect(new Set(lines.map((line) => line.split('\t').length))).toEqual(new Set([8]))
    expect(screen.getByText('Held: jobs ticked')).toBeInTheDocument()
    await user.keyboard(']')
    await waitFor(() => expect(ids()).not.toContain(first))
    expect(within(await bar()).getByText('2 ticked')).toBeInTheDocument()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument()
  })

  it('give a table with the reasons of jobs that are on another page by now', async () => {
    const { user } = await openPage(`${jobs}&phase=failed`)
    await list()
    await user.keyboard('jxjxjx')
    const [first = ''] = ids()
    await user.keyboard(']')
    await waitFor(() => expect(ids()).not.toContain(first))
    await user.click(within(await bar()).getByRole('button', { name: 'Copy as table' }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toContain(first))
    const reasons = (await navigator.clipboard.readText()).split('\n').slice(1).map((line) => line.split('\t')[4])
    expect(reasons.filter((reason) => reason !== '').length).toBeGreaterThan(1)
  })

  it('are told as they are now, not as they were when they were ticked', async () => {
    let state = 'COMPILING'
    const world = createWorld({ tamper: (answer) => ('jobs' in answer && Array.isArray(answer.jobs) ? { ...answer, jobs: answer.jobs.map((job: object, place) => (place === 0 ? { ...job, state } : job)) } : answer) })
    const { client, user } = await openPage(jobs, { world })
    await list()
    await user.keyboard('jx')
    state = 'JOB_SUCCESS'
    world.clock.advance(10_000)
    await act(() => client.refetchQueries({ queryKey: ['sources', metastudio, 'jobs'], type: 'active' }))
    await waitFor(() => expect(document.querySelector('tbody [data-row]')).toHaveAttribute('data-phase', 'done'))
    await user.click(within(await bar()).getByRole('button', { name: 'Copy as table' }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(new RegExp(`^job_id.*\n${ids()[0]}\t[^\t]*\tJOB_SUCCESS\tdone\t`)))
  })
})
