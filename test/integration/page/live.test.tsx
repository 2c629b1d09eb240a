import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { addressNow, openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'
import type { World } from '../world.ts'

const jobs = `/${metastudio}/jobs`
const list = () => screen.findByRole('table', { name: 'Jobs', busy: false })
const rows = () => screen.getAllByRole('row').slice(1)
const ids = () => rows().map((row) => row.dataset['row'] ?? '')
const main = () => screen.getByRole('main')
const minute = 60_000
const hour = 60 * minute

/** The reader comes back to the tab after a while, in which the world has moved. */
async function comeBackAfter(world: World, ms: number) {
  await act(async () => {
    world.clock.advance(ms)
    vi.setSystemTime(world.clock.now())
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
}

/** The first question is answered with what the proxy has, which then asks the cloud; the next one is told how that went. */
async function comeBackTwice(world: World) {
  const before = world.calls('metastudio')
  await comeBackAfter(world, minute)
  await waitFor(() => expect(world.calls('metastudio')).toBeGreaterThan(before))
  await comeBackAfter(world, 10_000)
}

describe('the list while the world moves', () => {
  it('keeps its rows in their places, and new jobs wait in a pill that takes the focus to the first of them', async () => {
    const { user, world } = await openPage(`${jobs}?limit=10`)
    await list()
    const before = ids()
    await comeBackAfter(world, 2 * hour)
    const pill = await within(main()).findByRole('button', { name: /^\d+ new/ })
    expect(ids()).toEqual(before)
    expect(within(main()).queryByText('left this list')).not.toBeInTheDocument()
    await user.click(pill)
    expect(ids()).not.toEqual(before)
    expect(before).not.toContain(ids()[0])
    expect(document.activeElement).toHaveAttribute('data-job', ids()[0])
    expect(pill).not.toBeInTheDocument()
  })

  it('takes the pill away with the list that it belongs to, also where the next one does not come', async () => {
    const { user, world, server } = await openPage(`${jobs}?limit=10`)
    await list()
    await comeBackAfter(world, 2 * hour)
    await within(main()).findByRole('button', { name: /^\d+ new/ })
    server.use(http.get(/\/jobs$/, () => HttpResponse.error()))
    await user.click(within(screen.getByRole('navigation', { name: 'Phases' })).getByRole('link', { name: /^Failed/ }))
    // Plain words may stand there first, until the code of the others is there.
    await waitFor(() => expect(within(main()).getByRole('button', { name: 'Try again' })).toBeVisible())
    expect(within(main()).queryByRole('button', { name: /^\d+ new|has changed/ })).not.toBeInTheDocument()
  })

  it('keeps a job that no longer matches in its place and says what it has become', async () => {
    const world = createWorld()
    const before = new Map(world.clouds.jobs('metastudio').map((job) => [job.id, job.state]))
    const { client } = await openPage(`${jobs}?phase=training&limit=100`, { world })
    await list()
    const shown = ids()
    await comeBackAfter(world, 12 * hour)
    const marks = await within(main()).findAllByText(/^now: /)
    // Asked again and told the same, it is the same answer: the rows are not drawn for it.
    const whereabouts = client.getQueryCache().findAll({ predicate: ({ queryKey, state }) => queryKey[2] === 'whereabouts' && state.status === 'success' }).at(-1)
    const known = whereabouts?.state.data
    expect(known).toBeDefined()
    await act(() => client.refetchQueries({ queryKey: whereabouts?.queryKey ?? [] }))
    expect(whereabouts?.state.dataUpdateCount).toBeGreaterThan(1)
    expect(whereabouts?.state.data).toBe(known)
    expect(ids()).toEqual(shown)
    const moved = world.clouds.jobs('metastudio').filter((job) => shown.includes(job.id) && job.state !== before.get(job.id))
    for (const mark of marks) expect(moved.map((job) => job.id)).toContain(mark.closest('tr')?.dataset['row'])
  })

  it('asks for the counts again as soon as the list has become longer, not when their turn comes', async () => {
    const { client, server, world } = await openPage(`${jobs}?limit=10`)
    await list()
    await waitFor(() => expect(client.getQueryCache().findAll({ queryKey: ['sources', metastudio, 'counts'] })[0]?.state.status).toBe('success'))
    let asked = 0
    server.events.on('request:start', ({ request }) => {
      if (new URL(request.url).pathname.endsWith('/counts')) asked++
    })
    const ask = () => act(() => client.refetchQueries({ queryKey: ['sources', metastudio, 'jobs'], type: 'active' }))
    await ask()
    expect(asked).toBe(0)
    const before = world.calls('metastudio')
    world.clock.advance(2 * hour)
    await ask()
    await waitFor(() => expect(world.calls('metastudio')).toBeGreaterThan(before))
    world.clock.advance(10_000)
    await ask()
    await waitFor(() => expect(asked).toBeGreaterThan(0))
  })

  it('tells in one sentence what waits', async () => {
    const { world } = await openPage(`${jobs}?limit=10`)
    await list()
    expect(await screen.findByText('240 jobs match.')).toBeInTheDocument()
    await comeBackAfter(world, 2 * hour)
    const pill = await within(main()).findByRole('button', { name: /^\d+ new/ })
    expect(await screen.findByText(`${pill.textContent}.`)).toHaveAttribute('role', 'status')
  })

  it('says that it holds still while a menu is open, until it is closed', async () => {
    const { user } = await openPage(`${jobs}?limit=10`)
    await list()
    const menu = await within(main()).findByText('Export')
    await user.click(menu)
    expect(await screen.findByText('Held: menu open')).toBeInTheDocument()
    await user.click(menu)
    await waitFor(() => expect(screen.queryByText(/^Held:/)).not.toBeInTheDocument())
    // The focus going elsewhere closes it too.
    await user.click(menu)
    expect(await screen.findByText('Held: menu open')).toBeInTheDocument()
    act(() => screen.getByRole('link', { name: 'Understudy' }).focus())
    await waitFor(() => expect(screen.queryByText(/^Held:/)).not.toBeInTheDocument())
  })

  it('is held no more when the menu went with a part of the page, and the reader stirs', async () => {
    const { user } = await openPage(`${jobs}?failed=30d`)
    await list()
    await user.click(await screen.findByRole('link', { name: /^Remove the filter Failed/ }))
    await user.click(await screen.findByText('Table'))
    expect(await screen.findByText('Held: menu open')).toBeInTheDocument()
    act(() => history.back())
    await waitFor(() => expect(screen.queryByText('Table')).not.toBeInTheDocument())
    await user.keyboard('{Shift}')
    await waitFor(() => expect(screen.queryByText(/^Held:/)).not.toBeInTheDocument())
  })

  it('grows by itself while it is searched for, but not under a hand that ticks', async () => {
    const world = createWorld()
    const since = new Date(world.clock.now() - 30 * 24 * hour).toISOString()
    const { jobs: found } = JobList.parse((await world.json(`/api/sources/${metastudio}/jobs?failed_since=${since}`)).body)
    expect(found.length).toBeGreaterThan(3)
    const { client, server, user } = await openPage('/', { world })
    let known = 1
    server.use(http.get(`*/api/sources/${metastudio}/jobs`, () => HttpResponse.json({ count: known, offset: 0, limit: 50, jobs: found.slice(0, known), scanned: { jobs: known * 10, of: 240 } })))
    await user.click(await screen.findByRole('link', { name: /^Failed since yesterday/ }))
    const ask = async (next: number) => {
      known = next
      await act(() => client.refetchQueries({ queryKey: ['sources', metastudio, 'jobs'], type: 'active' }))
    }
    await waitFor(() => expect(ids()).toEqual([found[0]?.job_id]))
    await ask(2)
    await waitFor(() => expect(rows()).toHaveLength(2))
    await user.keyboard('jx')
    expect(await screen.findByText('Held: jobs ticked')).toBeInTheDocument()
    await ask(3)
    expect(await within(main()).findByRole('button', { name: /^1 new/ })).toBeInTheDocument()
    expect(rows()).toHaveLength(2)
    // Their bar hears Escape, and comes a moment after the first tick.
    await screen.findByRole('toolbar', { name: 'Ticked jobs' })
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByText(/^Held:/)).not.toBeInTheDocument())
    await ask(4)
    await waitFor(() => expect(rows()).toHaveLength(4))
  })

  it('does not call new what only moved to the second page', async () => {
    const { world } = await openPage(`${jobs}?limit=10&page=2`)
    await list()
    const before = ids()
    await comeBackAfter(world, 2 * hour)
    expect(await within(main()).findByRole('button', { name: 'The list has changed' })).toBeInTheDocument()
    expect(ids()).toEqual(before)
    expect(within(main()).queryByText('left this list')).not.toBeInTheDocument()
  })
})

describe('the focus', () => {
  it('is back on the row when the drawer goes by Back', async () => {
    const { user } = await openPage(jobs)
    await list()
    await user.keyboard('jjj{Enter}')
    await waitFor(() => expect(document.activeElement?.closest('[role=dialog]')).toBeInTheDocument())
    act(() => history.back())
    await waitFor(() => expect(addressNow()).toBe(jobs))
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-job', ids()[2]))
  })

  it('goes to the list when the job that was open is not on this page', async () => {
    const world = createWorld()
    const oldest = world.clouds.jobs('metastudio').toSorted((a, b) => a.createTime - b.createTime)[0]?.id ?? 'no job'
    const { user } = await openPage(`${jobs}/${oldest}?limit=10`, { world })
    await list()
    await user.click(await screen.findByRole('button', { name: 'Close' }))
    expect(addressNow()).toBe(`${jobs}?limit=10`)
    await waitFor(() => expect(screen.getByRole('group', { name: 'Jobs' })).toHaveFocus())
  })
})

describe('rows of a moment ago', () => {
  it('stay while a slow cloud is asked, with their age, and the new ones come by themselves', async () => {
    const { client, world } = await openPage(`${jobs}?limit=10`)
    await list()
    // What is still on its way would come as the newest, and nothing be asked again.
    await waitFor(() => expect(client.isFetching()).toBe(0))
    const before = ids()
    // The page that is fetched ahead fails meanwhile, and is not the one that is looked at.
    const listed = () => world.log.filter(({ route, status }) => route === '/api/sources/:source/jobs' && status === 200).length
    const answered = listed()
    world.clouds.fail('metastudio', 'slow')
    const seen = world.clouds.requests.length
    await comeBackAfter(world, 30_000)
    // Each question has a patience of its own, which begins when it is asked: so much time passes, and no more, or the rows are too old to be shown.
    const isOfList = (query: string) => ['limit=10', 'offset=0'].every((part) => query.split(/[?&]/).includes(part))
    await waitFor(() => expect(world.clouds.requests.slice(seen).some(({ query }) => isOfList(query))).toBe(true))
    // Bit by bit: a question that comes late has its patience too.
    let bits = 0
    await waitFor(() => {
      if (listed() === answered && bits < 20) {
        world.clock.advance(250)
        bits += 1
      }
      expect(listed()).toBeGreaterThan(answered)
    })
    expect(await screen.findByText(/^Updated 3[0-5] s ago$/)).toBeInTheDocument()
    expect(ids()).toEqual(before)
    expect(screen.queryByText(/has not answered/)).not.toBeInTheDocument()
    world.clouds.recover()
    expect(await screen.findByText('Updated just now')).toBeInTheDocument()
  })
})

describe('old rows', () => {
  it.each([
    ['outage', 'MetaStudio has reported errors since 08:01. Showing 08:00.'],
    ['unreachable', 'MetaStudio has not answered since 08:01. Showing 08:00.'],
    ['denied', 'MetaStudio has refused access since 08:01. Tell the person who runs Understudy. Showing 08:00.'],
  ] as const)('stay when the cloud fails by %s, with the words for it', async (fault, words) => {
    const { world } = await openPage(`${jobs}?limit=10`)
    await list()
    const before = ids()
    world.clouds.fail('metastudio', fault)
    await comeBackTwice(world)
    expect(await screen.findByText(words)).toBeInTheDocument()
    expect(ids()).toEqual(before)
  })

  it('say since when and of when they are, with the day when that is not today', async () => {
    const { world } = await openPage(`${jobs}?limit=10`)
    await list()
    world.clouds.fail('metastudio', 'unreachable')
    await comeBackTwice(world)
    await screen.findByText('MetaStudio has not answered since 08:01. Showing 08:00.')
    await comeBackAfter(world, 24 * hour)
    expect(await screen.findByText('MetaStudio has not answered since 14 Mar, 08:01. Showing 14 Mar, 08:00.')).toBeInTheDocument()
    world.clouds.recover()
    const before = world.clouds.requests.length
    const isQuiet = () => world.clouds.requests.slice(before).every(({ status }) => status !== undefined)
    // A cloud that was down is tried by one call: whichever question that was, the others have their answer when it is asked for again.
    await waitFor(async () => {
      if (isQuiet()) await comeBackAfter(world, 10_000)
      expect(screen.queryByText(/has not answered/)).not.toBeInTheDocument()
    })
  })
})

describe('what is broken', () => {
  it('has no rows to count, and the pager says nothing', async () => {
    const world = createWorld()
    world.clouds.fail('metastudio', 'denied')
    await openPage(jobs, { world })
    expect(await screen.findByRole('heading', { name: 'MetaStudio denied access' })).toBeInTheDocument()
    expect(main()).not.toHaveTextContent(/\d of \d/)
    expect(screen.queryByRole('navigation', { name: 'Pages' })).not.toBeInTheDocument()
  })
})
