import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import type { Counts } from '#contract/job-list.ts'
import { prefer } from '#web/preferences.ts'
import { addressNow, fewJobs, openPage } from './page.tsx'
import { createWorld, ice, metastudio } from '../world.ts'

/** The rows and the filters beside them. */
const list = () => Promise.all([screen.findByRole('table', { name: 'Jobs', busy: false }), screen.findAllByText('Name and id')])
const rows = () => screen.getAllByRole('row').slice(1)
const chips = () => screen.getByRole('group', { name: 'Filters that are on' })
/** A folding part of the filters, by its title. */
const part = (title: string) => {
  const found = screen.getAllByText(title).map((one) => one.closest('details')).find((one) => one !== null)
  if (found === undefined || found === null) throw new Error(`no part ${title}`)
  return found
}

describe('the tree of states', () => {
  it('is walked with the arrows, which open and close a phase', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    const box = (name: RegExp) => screen.getByRole('checkbox', { name })
    act(() => box(/^Draft/).focus())
    await user.keyboard('{ArrowDown}')
    expect(box(/^Review/)).toHaveFocus()
    expect(screen.queryByRole('checkbox', { name: /^Manual review$/ })).not.toBeInTheDocument()
    await user.keyboard('{ArrowRight}{ArrowRight}')
    const state = document.activeElement
    expect(state?.closest('ul')?.closest('li')).toContainElement(box(/^Review/))
    expect(state).not.toBe(box(/^Review/))
    await user.keyboard('{ArrowLeft}')
    expect(box(/^Review/)).toHaveFocus()
    await user.keyboard('{ArrowLeft}')
    expect(state).not.toBeInTheDocument()
    await user.keyboard('{End}')
    expect(box(/^Unknown/)).toHaveFocus()
    await user.keyboard('{Home}')
    expect(box(/^Draft/)).toHaveFocus()
    expect(addressNow()).toBe(fewJobs)
  })
})

describe('a text to filter by', () => {
  it('keeps what is typed, spaces too, while it is typed', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?name=Mira&limit=10`)
    await list()
    const name = within(part('Name and id')).getByRole('textbox', { name: 'Name' })
    await user.type(name, ' w')
    await waitFor(() => expect(addressNow()).toBe(`/${metastudio}/jobs?name=Mira+w&limit=10`))
    await user.type(name, ' ')
    await user.keyboard('{Enter}')
    expect(name).toHaveValue('Mira w ')
    await user.type(name, 'x')
    await waitFor(() => expect(addressNow()).toBe(`/${metastudio}/jobs?name=Mira+w+x&limit=10`))
    await user.tab()
    expect(name).toHaveValue('Mira w x')
  })

  it('follows the address when it is changed from elsewhere', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?name=Mira&limit=10`)
    await list()
    const name = within(part('Name and id')).getByRole('textbox', { name: 'Name' })
    await user.type(name, 'nda{Enter}')
    await user.click(within(chips()).getByRole('link', { name: 'Remove the filter Name Miranda' }))
    expect(name).toHaveValue('')
  })
})

describe('the parts of the filters', () => {
  it('open when a filter of theirs is on, and never close by themselves', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?name=Mira&limit=10`)
    await list()
    expect(part('Name and id')).toHaveAttribute('open')
    await user.clear(within(part('Name and id')).getByRole('textbox', { name: 'Name' }))
    await user.keyboard('{Enter}')
    expect(addressNow()).toBe(fewJobs)
    expect(part('Name and id')).toHaveAttribute('open')
  })

  it('show the names of their fields where there are several', async () => {
    await openPage(`/${metastudio}/jobs?job_id=x&query_project_id=y`)
    await screen.findAllByText('Name and id')
    for (const name of ['Name', 'Job id', 'Training location', 'Tenant project']) {
      const label = (await screen.findAllByText(name)).find((one) => one.tagName === 'LABEL')
      expect(label, name).not.toHaveClass('sr-only')
    }
  })
})

describe('a range of time', () => {
  const address = `/${metastudio}/jobs?create_since=2026-03-01T08:20:00Z&limit=10`

  it('is not dropped while the year of an end is being written', async () => {
    const { user } = await openPage(address)
    await list()
    const from = within(part('Created')).getByLabelText('From')
    const before = history.length
    // The field tells each digit of the year as it comes.
    for (const text of ['0002-03-01T08:20', '0020-03-01T08:20', '']) fireEvent.change(from, { target: { value: text } })
    expect(addressNow()).toBe(address)
    expect(from).toBeInTheDocument()
    fireEvent.change(from, { target: { value: '2025-03-01T08:20' } })
    from.focus()
    await user.keyboard('{Enter}')
    expect(addressNow()).toBe(`/${metastudio}/jobs?create_since=2025-03-01T08:20:00Z&limit=10`)
    expect(history.length).toBe(before)
  })

  it('says what is wrong with an end instead of applying it', async () => {
    const { user } = await openPage(address)
    await list()
    const created = within(part('Created'))
    fireEvent.change(created.getByLabelText('To'), { target: { value: '2026-02-01T00:00' } })
    created.getByLabelText('To').focus()
    await user.keyboard('{Enter}')
    expect(created.getByText('“From” is after “To”. The list stays as it is.')).toBeInTheDocument()
    expect(addressNow()).toBe(address)
  })

  it('is chosen in the calendar, both ends, and the form stays when it is cleared', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    const created = within(part('Created'))
    await user.click(created.getByRole('button', { name: 'Dates…' }))
    await user.click(await created.findByRole('button', { name: 'Tuesday, 10 March 2026' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?create_since=2026-03-10T00:00:00Z&create_until=2026-03-10T23:59:59Z&limit=10`)
    await user.click(created.getByRole('button', { name: 'Thursday, 12 March 2026' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?create_since=2026-03-10T00:00:00Z&create_until=2026-03-12T23:59:59Z&limit=10`)
    expect(created.getByLabelText('To')).toHaveValue('2026-03-12T23:59')
    await user.click(screen.getByRole('link', { name: 'Clear all' }))
    expect(created.getByLabelText('From')).toHaveValue('')
    expect(created.getByRole('button', { name: 'Today, Saturday, 14 March 2026' })).toBeInTheDocument()
  })
})

describe('the states of a phase', () => {
  it('stand in one order: not in another while their counts are away, nor when others come', async () => {
    const { client, server, user } = await openPage(`/${metastudio}/jobs?limit=10`)
    await list()
    const tree = screen.getByRole('region', { name: 'State' })
    const states = () => within(tree).getAllByRole('checkbox').map((box) => box.closest('label')?.textContent)
    await within(tree).findByText('Manual review failed')
    const counted = await waitFor(() => {
      const counts = client.getQueriesData<{ body: Counts }>({ queryKey: ['sources', metastudio, 'counts'] }).find(([, data]) => data?.body.states !== undefined)?.[1]?.body
      if (counts?.states === undefined) throw new Error('not counted yet')
      return counts
    })
    const before = states()
    await user.click(screen.getByRole('link', { name: /^Failed since yesterday/ }))
    await waitFor(() => expect(addressNow()).toContain('failed=yesterday'))
    expect(states()).toEqual(before)
    await user.click(within(chips()).getByRole('link', { name: /^Remove the filter/ }))
    const others = Object.fromEntries(Object.entries(counted.states ?? {}).map(([state, count]) => [state, 5000 - (count ?? 0)]))
    server.use(http.get(`*/api/sources/${metastudio}/counts`, () => HttpResponse.json({ ...counted, states: others })))
    await act(() => client.refetchQueries({ queryKey: ['sources', metastudio, 'counts'], type: 'active' }))
    expect(await within(tree).findAllByText(/^4,9\d\d$/)).not.toHaveLength(0)
    expect(states()).toEqual(before)
  })
})

describe('what failed since yesterday', () => {
  const figures = (name: string) => within(screen.getByRole(name === 'Phases' ? 'navigation' : 'region', { name })).queryAllByText(/^[\d,]+$/)

  it('is a view of its own, by the time of failure, from the first minute of yesterday', async () => {
    const world = createWorld()
    const { user, server } = await openPage(`/${metastudio}/jobs?tag=vip`, { world })
    const asked: string[] = []
    server.events.on('request:start', ({ request }) => void asked.push(request.url))
    await user.click(await screen.findByRole('link', { name: /^Failed since yesterday/ }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?failed=yesterday&tag=vip`)
    expect(chips()).toHaveTextContent('Failedsince yesterday')
    expect(screen.getByRole('group', { name: 'Time of failure' })).toContainElement(screen.getByRole('button', { name: 'since yesterday', pressed: true }))
    await waitFor(() => expect(asked.some((url) => url.endsWith('/jobs?failed_since=2026-03-13T00%3A00%3A00Z&tag=vip'))).toBe(true))
    // A day begins when it does where the reader is.
    prefer({ zone: 'beijing' })
    await waitFor(() => expect(asked.some((url) => url.endsWith('/jobs?failed_since=2026-03-12T16%3A00%3A00Z&tag=vip'))).toBe(true))
    expect(addressNow()).toBe(`/${metastudio}/jobs?failed=yesterday&tag=vip`)

    await user.click(screen.getByRole('link', { name: 'Remove the filter Failed since yesterday' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?tag=vip`)
  })

  it('has no figure beside it that counts jobs whenever they failed, but how many the other views have', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    await screen.findByRole('region', { name: /^Jobs created/ })
    await waitFor(() => expect(figures('Phases').length).toBeGreaterThan(5))
    expect(figures('State').length).toBeGreaterThan(5)
    await user.click(screen.getByRole('link', { name: /^Failed since yesterday/ }))
    await waitFor(() => expect(figures('Phases')).toEqual([]))
    expect(figures('State')).toEqual([])
    expect(screen.queryByRole('region', { name: /^Jobs created/ })).not.toBeInTheDocument()

    const view = screen.getByRole('link', { name: /^Hidden failures\s*\d+$/ })
    const count = /\d+$/.exec(view.textContent)?.[0]
    await user.click(view)
    expect(addressNow()).toBe(`/${metastudio}/jobs?hidden_failure=true&limit=10`)
    expect(await screen.findByText(`1–${Math.min(10, Number(count))} of ${count}`)).toBeInTheDocument()
    await waitFor(() => expect(figures('Phases').length).toBeGreaterThan(5))
    expect(await screen.findByRole('region', { name: /^Jobs created/ })).toBeInTheDocument()
  })

  it('is not offered where the cloud keeps no time of failure, and changes nothing there', async () => {
    await openPage(`/${ice}/jobs?failed=yesterday`)
    await list()
    expect(screen.queryByRole('link', { name: /^Failed since yesterday/ })).not.toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Views' })).toHaveTextContent('Failed since yesterdayNot available: ICE does not say when a job failed.')
    expect(screen.queryByRole('group', { name: 'Time of failure' })).not.toBeInTheDocument()
    expect(chips()).toHaveTextContent('Failedsince yesterday, not available on this source')
    await waitFor(() => expect(figures('Phases').length).toBeGreaterThan(1))
  })
})

describe('no match', () => {
  it('tells for each filter how many jobs come when it goes', async () => {
    const world = createWorld()
    const vip = world.clouds.jobs('metastudio').filter((job) => job.tags.includes('vip')).length
    await openPage(`/${metastudio}/jobs?tag=vip&name=nobody-is-called-so`, { world })
    await screen.findByText('Drop one of them:')
    const main = within(screen.getByRole('main'))
    await main.findByText(`brings ${vip} jobs`)
    await main.findByText('brings none')
  })

  it('offers the batches of which a part was asked for, whether or not they were on the page', async () => {
    const world = createWorld()
    const { body } = await world.json(`/api/sources/${metastudio}/jobs?limit=100`)
    const batch = (body as { jobs: { batch_name?: string }[] }).jobs.map(({ batch_name }) => batch_name ?? '').find((name) => name.length > 5) ?? ''
    const { user } = await openPage(`/${metastudio}/jobs?batch_name=${encodeURIComponent(batch.slice(1))}&limit=10`, { world })
    await screen.findByText('Batches with a similar name:')
    await user.click(within(screen.getByRole('main')).getByRole('link', { name: batch }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?batch_name=${encodeURIComponent(batch).replaceAll('%20', '+')}&limit=10`)
    await list()
    expect(rows().length).toBeGreaterThan(0)
  })

  it('offers in the field batches that are on no page that was read, as far as a word of them is typed', async () => {
    const world = createWorld()
    const onPage = ((await world.json(`/api/sources/${metastudio}/jobs?limit=10`)).body as { jobs: { batch_name?: string }[] }).jobs.map(({ batch_name }) => batch_name)
    const batch = world.clouds.jobs('metastudio').find((job) => job.batch !== undefined && /^[a-z]{4,}-/.test(job.batch) && !onPage.includes(job.batch))?.batch ?? 'none'
    const { user } = await openPage(`/${metastudio}/jobs?limit=10`, { world })
    await list()
    const field = within(part('Batch')).getByLabelText('Batch')
    const offered = () => [...part('Batch').querySelectorAll('option')].map((option) => option.value)
    expect(offered()).not.toContain(batch)
    await user.type(field, batch.slice(0, 4))
    await waitFor(() => expect(offered()).toContain(batch))
  })

  it('asks no cloud for the letters of a Chinese word that is still being composed', async () => {
    const { server } = await openPage(`/${metastudio}/jobs?limit=10`)
    await list()
    const asked: (string | null)[] = []
    server.events.on('request:start', ({ request }) => {
      const url = new URL(request.url)
      if (url.pathname === '/api/find') asked.push(url.searchParams.get('q'))
    })
    const field = within(part('Batch')).getByLabelText('Batch')
    fireEvent.compositionStart(field)
    fireEvent.change(field, { target: { value: 'zhi' } })
    // Another field's pause is over, and so is that of this one.
    fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'mira' } })
    await waitFor(() => expect(addressNow()).toContain('name=mira'))
    expect(asked).toEqual([])
    fireEvent.change(field, { target: { value: '直播' } })
    fireEvent.compositionEnd(field)
    await waitFor(() => expect(asked).toEqual(['直播']))
  })
})

describe('tags', () => {
  /** All of them, also those that the row has no room for. */
  const tagsOf = (row: HTMLElement) => row.querySelector<HTMLElement>('[data-column=tags] ul')?.title.split(', ') ?? []

  it('that were seen stay in their order and in their place while a field below them has the focus', async () => {
    // Of a short page, that more jobs of one tag come with the filter, whether or not the next page was read by then.
    const { user } = await openPage(`/${metastudio}/jobs?name=a&limit=10`)
    await list()
    const seen = () => within(screen.getByRole('group', { name: 'Seen here' })).getAllByRole('button').map((one) => one.textContent)
    const before = seen()
    const other = before.at(-1) ?? ''
    await user.click(within(part('Tag')).getByRole('combobox', { name: 'Tag' }))
    await user.keyboard(`${other}{Enter}`)
    await waitFor(() => expect(rows().every((row) => tagsOf(row).includes(other))).toBe(true))
    expect(seen()).toEqual(before)
    await user.click(screen.getByRole('heading', { name: 'Views' }))
    await waitFor(() => expect(seen()).not.toEqual(before))
  })

  it('that were seen are a press away, and the press away again', async () => {
    const { user } = await openPage(fewJobs)
    await list()
    const seen = async () => within(await screen.findByRole('group', { name: 'Seen here' }))
    // Which comes first is a matter of how many pages were read by then.
    const button = (await seen()).getAllByRole('button')[0] ?? expect.fail('no tag was seen')
    const tag = button.textContent
    await user.click(button)
    expect(addressNow()).toBe(`/${metastudio}/jobs?${new URLSearchParams({ tag, limit: '10' })}`)
    await waitFor(() => expect(rows().every((row) => tagsOf(row).includes(tag))).toBe(true))
    await user.click(await (await seen()).findByRole('button', { name: tag, pressed: true }))
    expect(addressNow()).toBe(fewJobs)
  })
})

describe('a state of a phase that is chosen', () => {
  it('takes the place of the phase, and without it nothing is filtered', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?phase=failed&limit=10`)
    await list()
    const box = (name: string) => screen.findByRole('checkbox', { name })
    await user.click(await box('Training failed'))
    expect(addressNow()).toBe(`/${metastudio}/jobs?state=TRAIN_FAILED&limit=10`)
    expect(await box('Failed')).not.toBeChecked()
    await user.click(await box('Training failed'))
    expect(addressNow()).toBe(`/${metastudio}/jobs?limit=10`)
  })
})

describe('a phase of which states are chosen', () => {
  it('takes their place', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?state=TRAIN_FAILED,COMPILING&limit=10`)
    await list()
    expect(chips()).toHaveTextContent('StateisTraining failedorStateisCompiling')
    await user.click(await screen.findByRole('checkbox', { name: 'Failed' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?state=COMPILING&phase=failed&limit=10`)
    expect(await screen.findByRole('checkbox', { name: 'Training failed' })).not.toBeChecked()
    expect(chips()).toHaveTextContent('StateisCompilingorPhaseisFailed')
  })

  it('stands beside them in an old link, which means the jobs of either and says so', async () => {
    const world = createWorld()
    const { count } = (await world.json(`/api/sources/${metastudio}/jobs?phase=failed&limit=10`)).body as { count: number }
    await openPage(`/${metastudio}/jobs?state=TRAIN_FAILED&phase=failed&limit=10`, { world })
    await screen.findByText(`1–10 of ${count}`)
    expect(addressNow()).toBe(`/${metastudio}/jobs?state=TRAIN_FAILED&phase=failed&limit=10`)
    expect(chips()).toHaveTextContent('StateisTraining failedorPhaseisFailed')
  })
})

describe('a cell of the state', () => {
  it('leads by keyboard to the jobs of that state alone', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?phase=failed,training&tag=vip&limit=10`)
    await list()
    const first = within(rows()[0] ?? document.body)
    first.getAllByRole('link')[0]?.focus()
    // It is there once the row has the focus, after the id's button.
    const filter = await first.findByRole('link', { name: /^Filter by State: / })
    await user.tab()
    await user.tab()
    expect(filter).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(addressNow()).toMatch(/\/jobs\?state=[A-Z_]+&tag=vip&limit=10$/)
    await waitFor(() => expect(new Set(rows().map((row) => row.querySelector('.state-word')?.textContent)).size).toBe(1))
  })
})
