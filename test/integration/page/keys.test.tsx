import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { prefer } from '#web/preferences.ts'
import { addressNow, fewJobs, openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`
const list = () => screen.findByRole('table', { name: 'Jobs' })
const links = () => [...document.querySelectorAll<HTMLElement>('tbody [data-job]')]
const link = (place: number) => {
  const found = links()[place]
  if (found === undefined) throw new Error(`the list has no row ${place}`)
  return found
}
const idOf = (place: number) => link(place).dataset['job'] ?? ''
const settled = () => waitFor(() => expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'false'))
/** The drawer's code comes when it is first opened; then the focus follows. */
const inDrawer = () => waitFor(() => expect(document.activeElement?.closest('[role=dialog]')).toBeInTheDocument())
const drawer = () => screen.findByRole('dialog')

describe('moving by keyboard', () => {
  it('puts the focus on the name of the first row, then goes down and up and stops at the end', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await user.keyboard('j')
    expect(link(0)).toHaveFocus()
    await user.keyboard('j{ArrowDown}k')
    expect(link(1)).toHaveFocus()
    await user.keyboard('jjjjjjjjjjjj')
    expect(link(9)).toHaveFocus()
    expect(addressNow()).toBe(fewJobs)
  })

  it('opens the job under the cursor with Enter, and Escape gives the row back', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await user.keyboard('jj{Enter}')
    expect(addressNow()).toBe(`${jobs}/${idOf(1)}?limit=10`)
    await inDrawer()
    await user.keyboard('{Escape}')
    expect(addressNow()).toBe(fewJobs)
    await waitFor(() => expect(link(1)).toHaveFocus())
  })

  it('steps on to the next job from within the drawer, where the focus stays', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await user.keyboard('j{Enter}')
    await inDrawer()
    await user.keyboard('j')
    expect(addressNow()).toBe(`${jobs}/${idOf(1)}?limit=10`)
    await inDrawer()
    // A reader sees each job: held down, the key goes no further.
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'j', repeat: true })
    expect(addressNow()).toBe(`${jobs}/${idOf(1)}?limit=10`)
    await user.keyboard('j')
    expect(addressNow()).toBe(`${jobs}/${idOf(2)}?limit=10`)
  })

  it('peeks with Space: the focus stays in the list, the drawer follows it, Enter goes in, Space closes', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await user.keyboard('j ')
    expect(addressNow()).toBe(`${jobs}/${idOf(0)}?limit=10`)
    await within(await drawer()).findByRole('heading', { name: 'Raw' })
    expect(link(0)).toHaveFocus()
    await user.keyboard('j')
    expect(addressNow()).toBe(`${jobs}/${idOf(1)}?limit=10`)
    await within(await drawer()).findByRole('heading', { name: 'Raw' })
    expect(link(1)).toHaveFocus()
    await user.keyboard('{Enter}')
    await inDrawer()
    link(1).focus()
    await user.keyboard(' ')
    expect(addressNow()).toBe(fewJobs)
    await waitFor(() => expect(link(1)).toHaveFocus())
  })

  it('runs through the rows while a key is held down, and the drawer follows where it stops', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await user.keyboard('j ')
    await within(await drawer()).findByRole('heading', { name: 'Raw' })
    const shown: string[] = []
    for (let presses = 0; presses < 8; presses++) {
      fireEvent.keyDown(document.activeElement ?? document.body, { key: 'j', repeat: true })
      shown.push(addressNow())
    }
    expect(link(8)).toHaveFocus()
    expect(new Set(shown)).toEqual(new Set([`${jobs}/${idOf(0)}?limit=10`]))
    await waitFor(() => expect(addressNow()).toBe(`${jobs}/${idOf(8)}?limit=10`))
    expect(link(8)).toHaveFocus()
  })

  it('opens no job on the way while a key is held down, however slow the keyboard repeats it, and the last one soon after', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await user.keyboard('j ')
    await within(await drawer()).findByRole('heading', { name: 'Raw' })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const pass = (ms: number) => {
      act(() => {
        vi.advanceTimersByTime(ms)
      })
    }
    for (let presses = 0; presses < 8; presses++) {
      fireEvent.keyDown(document.activeElement ?? document.body, { key: 'j', repeat: true })
      // Ten times a second is slow for a keyboard.
      pass(100)
      expect(addressNow()).toBe(`${jobs}/${idOf(0)}?limit=10`)
    }
    pass(100)
    expect(addressNow()).toBe(`${jobs}/${idOf(8)}?limit=10`)
  })

  it('starts at the row of the job that the link opened', async () => {
    const world = createWorld()
    const third = world.clouds.jobs('metastudio').toSorted((a, b) => b.createTime - a.createTime)[2]?.id ?? 'no job'
    const { user } = await openPage(`${jobs}/${third}?limit=10`, { world })
    await list()
    await inDrawer()
    // A browser leaves the focus of a page that was opened by its address where it is.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await user.keyboard('j')
    expect(document.activeElement).toHaveAttribute('data-job', third)
    expect(addressNow()).toBe(`${jobs}/${third}?limit=10`)
  })

  it('turns pages, stays within them, and goes to the first row of the new one', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await user.keyboard('[[')
    expect(addressNow()).toBe(fewJobs)
    const before = idOf(0)
    await user.keyboard('jj]')
    expect(addressNow()).toBe(`${jobs}?limit=10&page=2`)
    await settled()
    await waitFor(() => expect(link(0)).toHaveFocus())
    expect(idOf(0)).not.toBe(before)
    await user.keyboard('[[')
    expect(addressNow()).toBe(fewJobs)
  })
})

describe('filtering by keyboard', () => {
  it('chooses the phases in the order of the strip, and lets go of them', async () => {
    const { user } = await openPage(`${jobs}?tag=vip&limit=10`)
    await list()
    const strip = within(screen.getByRole('navigation', { name: 'Phases' })).getAllByRole('link')
    expect(strip[4]).toHaveTextContent('Failed')
    await user.keyboard('4')
    expect(addressNow()).toBe(`${jobs}?phase=failed&tag=vip&limit=10`)
    await user.keyboard('4')
    expect(addressNow()).toBe(`${jobs}?tag=vip&limit=10`)
    await user.keyboard('9')
    expect(addressNow()).toBe(`${jobs}?phase=done&tag=vip&limit=10`)
    await user.keyboard('0')
    expect(addressNow()).toBe(`${jobs}?tag=vip&limit=10`)
  })

  it('goes to all jobs and to the failed ones, without the other filters', async () => {
    const { user } = await openPage(`${jobs}?tag=vip&batch_name=nobody&limit=10`)
    await screen.findByRole('heading', { name: /No job matches/ })
    await user.keyboard('gf')
    expect(addressNow()).toBe(`${jobs}?phase=failed&limit=10`)
    await user.keyboard('gj')
    expect(addressNow()).toBe(fewJobs)
  })

  it('goes to the search with / and with Escape back to the row', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    const box = await screen.findByRole('combobox', { name: /^Find a job/ })
    await user.keyboard('jj/')
    expect(box).toHaveFocus()
    await user.keyboard('{Escape}')
    expect(link(1)).toHaveFocus()
  })

  it('goes to the filters with f', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    // They come after the rows.
    const first = await within(screen.getByRole('navigation', { name: 'Filters' })).findByRole('link', { name: /^Waiting on us/ })
    await user.keyboard('f')
    expect(first).toHaveFocus()
  })
})

describe('copying by keyboard', () => {
  it.each([
    ['?failed=yesterday', /Its time range moves: it depends on when, and in which time zone/],
    ['?created=7d', /Its time range moves: it depends on when the link is opened\.$/],
    ['?create_since=2026-03-01T00%3A00%3A00Z', /copied$/],
  ])('says that the link of a list with a range that moves is another list tomorrow (%s)', async (query, says) => {
    const { user } = await openPage(`${jobs}${query}&limit=10`)
    await list()
    await user.keyboard('c')
    expect(await screen.findByText(/^Link to this list copied/)).toHaveTextContent(says)
  })

  it('copies the link of the row, and of the open job its link and its case file', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await user.keyboard('c')
    expect(await navigator.clipboard.readText()).toBe(`${location.origin}${fewJobs}`)
    expect(await screen.findByText('Link to this list copied')).toBeInTheDocument()
    await user.keyboard('jc')
    expect(await navigator.clipboard.readText()).toBe(`${location.origin}${jobs}/${idOf(0)}?limit=10`)
    expect(await screen.findByText('Link to this job copied')).toBeInTheDocument()
    await user.keyboard('j{Enter}')
    await within(await drawer()).findByRole('heading', { name: 'Raw' })
    await user.keyboard('c')
    expect(await navigator.clipboard.readText()).toBe(location.href)
    await user.keyboard('{Shift>}C{/Shift}')
    await waitFor(async () => expect(await navigator.clipboard.readText()).toContain(`\`${idOf(1)}\``))
  })
})

describe('loading by keyboard', () => {
  it('asks the cloud again with r, and lets in at once what is new', async () => {
    const { user, world } = await openPage(fewJobs)
    await list()
    const before = links().map((one) => one.dataset['job'])
    world.clock.advance(6 * 3_600_000)
    await user.keyboard('r')
    await waitFor(() => expect(links().map((one) => one.dataset['job'])).not.toEqual(before))
    expect(links()).toHaveLength(10)
    expect(screen.queryByTitle(/^Load what is waiting/)).not.toBeInTheDocument()
  })
})

describe('keys that are not meant for the page', () => {
  it('are typed into a text field', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    const find = await screen.findByRole('combobox', { name: /^Find a job/ })
    await user.type(find, 'jf4?')
    expect(find).toHaveValue('jf4?')
    screen.getByRole('combobox', { name: 'Source' }).focus()
    await user.keyboard('4')
    expect(addressNow()).toBe(fewJobs)
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })

  it('are a part of a word while an input method composes', async () => {
    await openPage(fewJobs)
    await list()
    fireEvent.keyDown(document.body, { key: '4', isComposing: true })
    fireEvent.keyDown(document.body, { key: '4', keyCode: 229 })
    fireEvent.keyDown(document.body, { key: '4', ctrlKey: true })
    expect(addressNow()).toBe(fewJobs)
    fireEvent.keyDown(document.body, { key: '4' })
    expect(addressNow()).toBe(`${jobs}?phase=failed&limit=10`)
  })

  it('do nothing when the keys are switched off, which is kept', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    // The DOM of these tests knows no popovers: it is told that its panel has opened.
    fireEvent(await screen.findByLabelText('Display settings', { selector: '[popover]' }), Object.assign(new Event('toggle'), { newState: 'open' }))
    const keys = await screen.findByRole('group', { name: 'Keyboard shortcuts', hidden: true })
    fireEvent.click(within(keys).getByRole('radio', { name: 'Off', hidden: true }))
    expect(JSON.parse(localStorage.getItem('understudy.preferences') ?? '{}')).toMatchObject({ keys: 'off' })
    await user.keyboard('j4?/')
    expect(addressNow()).toBe(fewJobs)
    expect(document.body).toHaveFocus()
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    prefer({ keys: 'on' })
    await user.keyboard('4')
    expect(addressNow()).toBe(`${jobs}?phase=failed&limit=10`)
  })
})
