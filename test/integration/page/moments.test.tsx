import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { prefer } from '#web/preferences.ts'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`

describe('a moment', () => {
  it('shows three zones where it is focused, is copied as UTC by a press, and lets go of Escape once', async () => {
    const world = createWorld()
    const id = world.clouds.jobs('metastudio').find((job) => job.state === 'JOB_SUCCESS')?.id ?? 'no job'
    const { user } = await openPage(`${jobs}/${id}`, { world })
    const drawer = await screen.findByRole('dialog')
    await within(drawer).findByRole('heading', { name: 'Raw' })
    const time = drawer.querySelector<HTMLTimeElement>('.log time')
    const iso = time?.dateTime ?? 'no time'
    expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const button = time?.closest('button')
    button?.focus()
    const tip = await within(drawer).findByRole('tooltip', { hidden: true })
    for (const zone of [/^Local time · UTC/, 'Beijing time', 'UTC']) expect(within(tip).getByText(zone)).toBeInTheDocument()
    expect(button).toHaveAccessibleDescription(/Press to copy as UTC/)
    await user.keyboard('{Enter}')
    expect(await navigator.clipboard.readText()).toBe(iso)
    expect(await within(tip).findByText(`Copied: ${iso}`)).toBeInTheDocument()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(within(drawer).queryByRole('tooltip', { hidden: true })).not.toBeInTheDocument())
    expect(drawer).toBeInTheDocument()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(drawer).not.toBeInTheDocument())
  })

  it('is shown in the zone of the reader’s choice, which is kept, and stays the same moment', async () => {
    await openPage(jobs)
    const table = await screen.findByRole('table', { name: 'Jobs' })
    const clocks = () => [...table.querySelectorAll('tbody time .second-line')].map((one) => one.textContent)
    const moments = () => [...table.querySelectorAll<HTMLTimeElement>('tbody time')].map((one) => one.dateTime)
    const [before, instants] = [clocks(), moments()]
    expect(before.length).toBeGreaterThan(5)
    prefer({ zone: 'beijing' })
    await waitFor(() => expect(clocks()).not.toEqual(before))
    expect(moments()).toEqual(instants)
    expect(JSON.parse(localStorage.getItem('understudy.preferences') ?? '{}')).toMatchObject({ zone: 'beijing' })
  })
})

describe('the raw answer', () => {
  it('is searched: matches are counted and stepped through, Escape empties the field first', async () => {
    const world = createWorld()
    const { user } = await openPage(`${jobs}/${world.clouds.jobs('metastudio')[0]?.id ?? 'no job'}`, { world })
    const drawer = await screen.findByRole('dialog')
    const summary = await within(drawer).findByText('The cloud’s answer, masked')
    const details = summary.closest('details')
    if (details !== null) details.open = true
    if (details !== null) fireEvent(details, new Event('toggle'))
    const field = await within(drawer).findByRole('textbox', { name: 'Search the answer' })
    await user.type(field, 'TIME')
    const [, count] = /^1 of (\d+)$/.exec((await within(drawer).findByText(/^1 of \d+$/)).textContent) ?? []
    expect(drawer.querySelectorAll('mark')).toHaveLength(Number(count))
    await user.keyboard('{Enter}{Enter}')
    expect(within(drawer).getByText(`3 of ${count}`)).toBeInTheDocument()
    await user.keyboard('{Escape}')
    expect(field).toHaveValue('')
    expect(drawer.querySelectorAll('mark')).toHaveLength(0)
    expect(drawer).toBeInTheDocument()
  })
})
