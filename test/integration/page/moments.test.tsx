import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { prefer } from '#web/preferences.ts'
import { ageText } from '#web/ui/time-text.ts'
import { fewJobs, openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`

describe('a moment', () => {
  it('shows three zones where it is focused, is copied as UTC by a press, and lets go of Escape once', async () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    onTestFinished(() => void vi.unstubAllEnvs())
    const world = createWorld()
    const id = world.clouds.jobs('metastudio').find((job) => job.state === 'JOB_SUCCESS')?.id ?? 'no job'
    const { user } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const drawer = await screen.findByRole('dialog')
    await within(drawer).findByRole('heading', { name: 'Raw' })
    const time = drawer.querySelector<HTMLTimeElement>('.log time')
    const iso = time?.dateTime ?? 'no time'
    expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const button = time?.closest('button')
    button?.focus()
    const tip = await within(drawer).findByRole('tooltip', { hidden: true })
    for (const zone of [/^Local time \(UTC\+[12]\)$/, 'Beijing time (UTC+8)', 'UTC']) expect(within(tip).getByText(zone)).toBeInTheDocument()
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

  it('leaves Escape to the panel as long as no tip is to be seen', async () => {
    const world = createWorld()
    const id = world.clouds.jobs('metastudio').find((job) => job.state === 'JOB_SUCCESS')?.id ?? 'no job'
    await openPage(`${jobs}/${id}?limit=10`, { world })
    const drawer = await screen.findByRole('dialog')
    await within(drawer).findByRole('heading', { name: 'Raw' })
    const button = drawer.querySelector<HTMLElement>('button:has(time)')
    act(() => button?.focus())
    expect(button).toHaveFocus()
    expect(within(drawer).queryByRole('tooltip', { hidden: true })).not.toBeInTheDocument()
    fireEvent.keyDown(button ?? drawer, { key: 'Escape' })
    await waitFor(() => expect(drawer).not.toBeInTheDocument())
  })

  it('is shown in the zone of the reader’s choice, which is kept, and stays the same moment', async () => {
    await openPage(fewJobs)
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

const hour = 3_600_000

describe('on a device whose clock is wrong', () => {
  it.each([
    [-2 * hour, 'This device’s clock is 2 h behind; ages are by the server’s.'],
    [3 * hour, 'This device’s clock is 3 h ahead; ages are by the server’s.'],
  ])('by %d ms, ages and ranges are by the server’s clock, and the settings say so', async (wrongMs, words) => {
    const world = createWorld()
    const served = world.clock.now()
    const fetch = async (request: Request) => {
      const answer = await world.proxy.fetch(request)
      answer.headers.set('date', new Date(served).toUTCString())
      return answer
    }
    const device = { ...world, clock: { ...world.clock, now: () => served + wrongMs }, proxy: { ...world.proxy, fetch } }
    await openPage(`${jobs}?created=24h&limit=10`, { world: device })
    const table = await screen.findByRole('table', { name: 'Jobs', busy: false })
    const times = [...table.querySelectorAll<HTMLTimeElement>('[data-column=created] time')]
    expect(times.length).toBeGreaterThan(0)
    for (const time of times) expect(time).toHaveTextContent(ageText(Date.parse(time.dateTime), served, 'en', 'utc').replaceAll('\u00A0', ' '))
    expect(table).toHaveAttribute('aria-rowcount', String(1 + world.clouds.jobs('metastudio').filter(({ createTime }) => createTime >= served - 24 * hour).length))
    await screen.findByRole('button', { name: 'Display settings' })
    // The DOM of these tests knows no popovers: it is told that its panel has opened.
    fireEvent(screen.getByLabelText('Display settings', { selector: '[popover]' }), Object.assign(new Event('toggle'), { newState: 'open' }))
    expect(await screen.findByText(words)).toBeInTheDocument()
  })
})

describe('the raw answer', () => {
  it('is searched: matches are counted and stepped through, Escape empties the field first', async () => {
    const world = createWorld()
    const { user } = await openPage(`${jobs}/${world.clouds.jobs('metastudio')[0]?.id ?? 'no job'}?limit=10`, { world })
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
