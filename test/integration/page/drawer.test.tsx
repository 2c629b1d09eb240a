import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { addressNow, fewJobs, openPage } from './page.tsx'
import { createWorld, ice, metastudio } from '../world.ts'
import type { World } from '../world.ts'

const jobs = `/${metastudio}/jobs`
const drawer = () => screen.findByRole('dialog')

/** A world whose details wait, and what lets them go. */
function createSlowWorld(): { world: World; letGo: () => void } {
  const world = createWorld()
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const fetch: World['proxy']['fetch'] = async (request) => {
    if (/\/jobs\/[^/]+$/.test(new URL(request.url).pathname)) await gate
    return world.proxy.fetch(request)
  }
  return { world: { ...world, proxy: { ...world.proxy, fetch } }, letGo: () => letGo() }
}
const anyJob = (world: World) => world.clouds.jobs('metastudio')[0]?.id ?? 'no job'

describe('copying before the job has loaded', () => {
  it('keeps the press of the key, also where nothing of the job is known yet, and copies when it comes', async () => {
    const { world, letGo } = createSlowWorld()
    const id = anyJob(world)
    const { user } = await openPage(`${jobs}/${id}?phase=done&limit=10`, { world })
    const open = await drawer()
    await within(open).findByRole('heading', { level: 2 })
    await user.keyboard('{Shift>}C{/Shift}')
    expect(await within(open).findByText('Will be copied as soon as the job has loaded.')).toBeInTheDocument()
    expect(await navigator.clipboard.readText()).toBe('')
    letGo()
    await waitFor(async () => expect(await navigator.clipboard.readText()).toContain(`\`${id}\``))
    expect(within(open).queryByText(/^Will be copied/)).not.toBeInTheDocument()
  })

  it('keeps the press of either button', async () => {
    const { world, letGo } = createSlowWorld()
    const { user } = await openPage(`${jobs}?phase=failed&limit=10`, { world })
    await screen.findByRole('table', { name: 'Jobs' })
    await user.keyboard('j{Enter}')
    const open = await drawer()
    await user.click(await within(open).findByText('Copy for customer'))
    await user.click(within(open).getByRole('button', { name: '中文' }))
    expect(within(open).getByText(/^Will be copied/)).toBeInTheDocument()
    letGo()
    await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/^您好/))
    await user.click(within(open).getByRole('button', { name: /^Copy case file/ }))
    await waitFor(async () => expect(await navigator.clipboard.readText()).toContain('Whose move'))
  })

  it('says so when the job cannot be loaded', async () => {
    const { world, letGo } = createSlowWorld()
    const { user } = await openPage(`${jobs}/doesnotexist?limit=10`, { world })
    const open = await drawer()
    await within(open).findByRole('heading', { level: 2 })
    await user.keyboard('{Shift>}C{/Shift}')
    letGo()
    expect(await within(open).findByText('Nothing was copied: the job could not be loaded.')).toBeInTheDocument()
    expect(await within(open).findByRole('heading', { name: /does not exist/ })).toBeInTheDocument()
  })
})

describe('the drawer on a screen of which it takes all', () => {
  it('puts what lies behind it out of reach, and gives it back when it closes', async () => {
    const width = vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(innerWidth)
    const { user } = await openPage(fewJobs)
    await screen.findByRole('table', { name: 'Jobs' })
    const main = screen.getByRole('main')
    await user.keyboard('j{Enter}')
    const open = await drawer()
    expect(open).toHaveAttribute('aria-modal', 'true')
    expect(main).toHaveAttribute('inert')
    width.mockReturnValue(600)
    window.dispatchEvent(new Event('resize'))
    await waitFor(() => expect(main).not.toHaveAttribute('inert'))
    expect(open).not.toHaveAttribute('aria-modal')
    width.mockReturnValue(innerWidth)
    window.dispatchEvent(new Event('resize'))
    await waitFor(() => expect(main).toHaveAttribute('inert'))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(main).not.toHaveAttribute('inert')
    expect(document.querySelector('[inert]')).toBeNull()
  })
})

describe('Escape', () => {
  it('closes a menu in the drawer first, and gives the focus back to its button', async () => {
    const world = createWorld()
    const { user } = await openPage(`${jobs}/${anyJob(world)}?limit=10`, { world })
    const open = await drawer()
    const button = (await within(open).findByText('Copy for customer')).closest('summary') ?? expect.fail('no menu')
    await user.click(button)
    const menu = button.closest('details') ?? expect.fail('no menu')
    expect(menu.open).toBe(true)
    // The DOM of these tests tells it in a task of its own.
    fireEvent(menu, new Event('toggle'))
    within(menu).getByRole('button', { name: '中文' }).focus()
    await user.keyboard('{Escape}')
    expect(menu.open).toBe(false)
    expect(button).toHaveFocus()
    expect(open).toBeInTheDocument()
    fireEvent(menu, new Event('toggle'))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(open).not.toBeInTheDocument())
  })
})

describe('an answer that is not the newest', () => {
  it('is shown with the time it is of and the reason, and the job stays', async () => {
    const world = createWorld()
    const id = anyJob(world)
    const { client } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    await within(open).findByRole('heading', { name: 'Raw' })
    world.clouds.fail('metastudio', 'unreachable')
    world.clock.advance(120_000)
    vi.setSystemTime(world.clock.now())
    await client.refetchQueries({ queryKey: ['sources', metastudio, 'job', id] })
    expect(await within(open).findByText(/^MetaStudio has not answered since 08:00/)).toBeInTheDocument()
    expect(within(open).getByText('Showing 08:00')).toBeInTheDocument()
    expect(within(open).getByRole('heading', { name: 'Raw' })).toBeInTheDocument()
  })
})

describe('the fields of a job', () => {
  it('lead to the jobs that share state, batch, tag or training location, under the filters that stand', async () => {
    const world = createWorld()
    const { jobs: listed } = JobList.parse((await world.json(`/api/sources/${metastudio}/jobs?limit=100`)).body)
    const { job_id, state, batch_name, tags, optional_training_location: places } =
      listed.find((job) => job.tags?.[1] !== undefined && job.batch_name !== undefined && job.optional_training_location !== undefined) ?? expect.fail('no job has them all')
    const { user } = await openPage(`${jobs}/${job_id}?limit=10`, { world })
    for (const [name, filter, value] of [
      ['State', 'state', state],
      ['Batch', 'batch_name', batch_name],
      ['Tag', 'tag', tags?.at(-1)],
      ['Training location', 'train_location', places?.[0]],
    ] as const) {
      await user.click(await within(await drawer()).findByRole('link', { name: `Filter by ${name}: ${value}` }))
      expect(addressNow()).toBe(`${jobs}?${new URLSearchParams({ [filter]: value ?? '', limit: '10' })}`)
      await screen.findByRole('table', { name: 'Jobs', busy: false })
      await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
      act(() => history.back())
      await waitFor(() => expect(addressNow()).toContain(job_id))
    }
  })

  it('are plain words where the source cannot be asked for them', async () => {
    const world = createWorld()
    const id = world.clouds.jobs('ice').find(({ state }) => state === 'Success')?.id ?? 'no job'
    await openPage(`/${ice}/jobs/${id}`, { world })
    const open = within(await drawer())
    await open.findByRole('link', { name: 'Filter by State: Success' })
    expect(open.getAllByRole('link', { name: /^Filter by/ })).toHaveLength(1)
  })
})
