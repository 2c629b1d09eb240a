import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { http, HttpResponse } from 'msw'
import { pastedId } from '#web/jobs/find/pasted-id.ts'
import { addressNow, fewJobs, openPage } from './page.tsx'
import { createWorld, ice, metastudio } from '../world.ts'

const box = () => screen.findByRole('combobox', { name: /^Find a job/ })
const options = () => within(screen.getByRole('listbox', { name: /^Find a job/ })).queryAllByRole('option')
const isVipHere = (option: HTMLElement) => option.textContent.startsWith('Filter by tag “vip”') && option.textContent.includes('MetaStudio')
const jobs = `/${metastudio}/jobs`
const firstRow = () => screen.getByRole('table', { name: 'Jobs', busy: false }).querySelector('[data-job]')

describe('the search box', () => {
  it('opens the job of the text that stands there, however fast Enter comes, never one of an older text', async () => {
    const world = createWorld()
    const [one, other] = world.clouds.jobs('metastudio')
    const { user } = await openPage(fewJobs, { world })
    const find = await box()
    await user.type(find, one?.id ?? '')
    await waitFor(() => expect(options()).toHaveLength(1))
    await user.clear(find)
    await user.type(find, `${other?.id}{Enter}`)
    await waitFor(() => expect(addressNow()).toBe(`${jobs}/${other?.id}?limit=10`))
  })

  it('shows no match of an older text while it asks for a new one', async () => {
    const world = createWorld()
    const [one] = world.clouds.jobs('metastudio')
    const { user } = await openPage(fewJobs, { world })
    const find = await box()
    await user.type(find, one?.id ?? '')
    await waitFor(() => expect(options()).toHaveLength(1))
    await user.type(find, 'x')
    expect(options()).toHaveLength(0)
    expect(screen.getByText('Looking in every source…')).toBeInTheDocument()
    await screen.findByText(/^No job found\./)
  })

  it('tells of each match what tells it from its namesakes, and says when there are more', async () => {
    const world = createWorld()
    const { user } = await openPage(fewJobs, { world })
    const { body } = await world.json('/api/find?q=an')
    const { matches } = body as { matches: { job_id: string; name: string; contact?: string; batch_name?: string }[] }
    expect(matches.length).toBeGreaterThan(12)
    const find = await box()
    await user.type(find, 'an')
    await waitFor(() => expect(options()).toHaveLength(12))
    expect(screen.getByText(`12 of ${matches.length}. Type more to narrow it down.`, { exact: false })).toBeInTheDocument()
    const [top] = matches
    const [shown] = options()
    expect(shown).toHaveTextContent(top?.job_id ?? 'no id')
    expect(shown).toHaveTextContent(top?.contact ?? '')
    const first = matches.slice(0, 12).findIndex(({ batch_name }) => batch_name !== undefined && batch_name !== '')
    expect(options()[first]).toHaveTextContent(matches[first]?.batch_name ?? 'no batch')
    expect(shown).toHaveTextContent(/move|Finished|No label yet/)
    expect(shown).toHaveTextContent(/\d\d:\d\d/)
    expect(find).toHaveAttribute('aria-controls', screen.getByRole('listbox', { name: /^Find a job/ }).id)
  })

  it('offers the list of the batch or tag that is typed, and Enter goes to all of it, whatever the filters are; its order and page size stay', async () => {
    const world = createWorld()
    const { user } = await openPage(`/${metastudio}/jobs?phase=failed&create_since=2020-01-01T00:00:00Z&failed=7d&sort_dir=asc&limit=20&page=2`, { world })
    const { body } = await world.json('/api/find?q=vip')
    const [{ tags: [vip] }] = (body as { sources: [{ tags: [{ jobs: number }] }] }).sources
    const find = await box()
    await user.type(find, 'vip')
    await waitFor(() => expect(options()[0]).toHaveTextContent(`Filter by tag “vip”${vip.jobs} jobs`))
    expect(screen.queryByText(/No job found/)).not.toBeInTheDocument()
    await user.keyboard('{Enter}')
    expect(addressNow()).toBe(`/${metastudio}/jobs?tag=vip&sort_dir=asc&limit=20`)
    await screen.findByText(new RegExp(`of ${vip.jobs}\\b`))
    // The keys are the list's again, from its first row.
    await waitFor(() => expect(firstRow()).toHaveFocus())
    const batch = world.clouds.jobs('metastudio').map(({ batch: name }) => name).find((name) => name !== undefined && /^[a-z]+-\d+$/.test(name)) ?? 'none'
    await user.type(find, batch)
    await waitFor(() => expect(options()[0]).toHaveTextContent(`Filter by batch “${batch}”`))
    // The jobs of the batch come below the batch.
    expect(options()[1]).toHaveTextContent(batch)
    await user.click(options()[1] ?? document.body)
    await waitFor(() => expect(addressNow()).toMatch(new RegExp(`^/${metastudio}/jobs/[0-9a-f]{32}\\?tag=vip&sort_dir=asc&limit=20$`)))
  })

  it('gives the focus to the first row of a list that is chosen, also where it is on the screen already or another source’s', async () => {
    const { user } = await openPage(`/${ice}/jobs?limit=10`)
    await screen.findByRole('table', { name: 'Jobs', busy: false })
    for (const _ of ['of another source', 'the one on the screen']) {
      await user.type(await box(), 'vip')
      await waitFor(() => expect(options().some(isVipHere)).toBe(true))
      await user.click(options().find(isVipHere) ?? document.body)
      await waitFor(() => expect(addressNow()).toBe(`/${metastudio}/jobs?tag=vip`))
      await waitFor(() => expect(firstRow()).toHaveFocus())
    }
    await user.keyboard('x')
    expect(await box()).toHaveValue('')
    expect(await screen.findByText('1 ticked')).toBeInTheDocument()
  })

  it('opens none of several jobs that nobody has seen: Enter before they are there shows them, the next opens the first', async () => {
    const world = createWorld()
    const { body } = await world.json(`/api/sources/${metastudio}/jobs?limit=100`)
    const digits = (body as { jobs: { contact?: string }[] }).jobs.map(({ contact = '' }) => contact.slice(-4)).filter((four) => /^\d{4}$/.test(four))
    const many = digits.find((four, index) => digits.indexOf(four) < index) ?? 'no two jobs are of one customer'
    const { user } = await openPage(fewJobs, { world })
    await user.type(await box(), `${many}{Enter}`)
    await waitFor(() => expect(options().length).toBeGreaterThan(1))
    expect(addressNow()).toBe(fewJobs)
    expect(options()[0]).toHaveAttribute('aria-selected', 'true')
    // Closed by Escape they are shown again first.
    await user.keyboard('{Escape}{Enter}')
    expect(addressNow()).toBe(fewJobs)
    const first = options()[0]?.textContent
    await user.keyboard('{Enter}')
    expect(addressNow()).toMatch(new RegExp(`^${jobs}/[0-9a-f]{32}\\?limit=10$`))
    expect(first).toContain(/[0-9a-f]{32}/.exec(addressNow())?.[0])
  })

  it.each([
    ['en', /Looking for: \d{4}\./],
    ['zh-CN', /按“\d{4}”查找。/],
  ] as const)('opens no job by itself that was found only without the small words, and says what it looked for (%s)', async (language, says) => {
    const world = createWorld()
    const { body } = await world.json(`/api/sources/${metastudio}/jobs?limit=100`)
    const ends = (body as { jobs: { contact?: string }[] }).jobs.map(({ contact = '' }) => contact.slice(-4)).filter((four) => /^\d{4}$/.test(four))
    const found = await Promise.all(ends.map(async (four) => ({ four, jobs: ((await world.json(`/api/find?q=${four}`)).body as { matches: unknown[] }).matches.length })))
    const alone = found.find(({ jobs }) => jobs === 1)?.four ?? 'each customer has several jobs'
    const { user } = await openPage(fewJobs, { world, language })
    // A job is opened over the list of its source, once that is there.
    await screen.findByRole('table', { busy: false })
    const find = await screen.findByRole('combobox', { name: language === 'en' ? /^Find a job/ : /^按任务/ })
    await user.type(find, `The Who ${alone}{Enter}`)
    expect(await screen.findByText(says)).toHaveTextContent(alone)
    const shown = within(document.getElementById(find.getAttribute('aria-controls') ?? '') ?? document.body)
    await waitFor(() => expect(shown.queryAllByRole('option')).toHaveLength(1))
    expect(addressNow()).toBe(fewJobs)
    // Seen, it is opened.
    await user.keyboard('{Enter}')
    await waitFor(() => expect(addressNow()).toMatch(new RegExp(`^${jobs}/[0-9a-f]{32}\\?limit=10$`)))
  })

  it('says in the common words what went wrong', async () => {
    const { user, server } = await openPage(fewJobs)
    server.use(http.get('*/api/find', () => HttpResponse.json({ type: 'about:blank', title: 'x', status: 503, detail: 'x', code: 'overloaded' }, { status: 503 })))
    await user.type(await box(), 'Mira')
    await screen.findByText('Understudy’s own server is busy')
  })

  it('looks only for the last four digits of a whole phone number, and says so', async () => {
    const { user, server } = await openPage(fewJobs)
    const asked: (string | null)[] = []
    server.events.on('request:start', ({ request }) => {
      const url = new URL(request.url)
      if (url.pathname === '/api/find') asked.push(url.searchParams.get('q'))
    })
    await user.type(await box(), '+86 139 1234 5678{Enter}')
    await screen.findByText(/Looking for the last four digits: 5678\./)
    await waitFor(() => expect(asked).toContain('5678'))
    expect(asked.filter((text) => text?.includes('1391234'))).toEqual([])
  })

  it.each([
    ['13912345678, edu-07', '5678, edu-07'],
    ['edu-07 +86 (139) 1234-5678', 'edu-07 5678'],
    ['电话13912345678', '电话5678'],
    ['(139) 1234 5678', '5678'],
    ['139****5678', '139****5678'],
    ['*5678, edu-07', '*5678, edu-07'],
    ['a13912345678', 'a13912345678'],
    ['0f3c-13912345678', '0f3c-13912345678'],
  ])('of %s asks %s: of whole numbers no more than the last digits, also among other words', async (typed, wanted) => {
    const { user, server } = await openPage(fewJobs)
    const asked: (string | null)[] = []
    server.events.on('request:start', ({ request }) => {
      const url = new URL(request.url)
      if (url.pathname === '/api/find') asked.push(url.searchParams.get('q'))
    })
    const find = await box()
    await user.click(find)
    await user.paste(typed)
    await waitFor(() => expect(asked).toEqual([wanted]))
    await screen.findByText(wanted === typed ? /No job found/ : /Looking for the last four digits: 5678\./)
  })

  it.each([
    ['its address here', (id: string) => `https://understudy.example/${ice}/jobs/${id}?phase=failed&tag=${'0123456789abcdef'.repeat(2)}`],
    ['the address of a page of a console', (id: string) => `https://console.example/#/project/${'0123456789abcdef'.repeat(2)}/training/detail?${'view=all&'.repeat(20)}jobId=${id}&tab=log`],
    ['an address that says nothing of jobs', (id: string) => `https://console.example/avatar/${id}/`],
  ])('finds a job of another source by %s, and says whose it is', async (_, addressOf) => {
    const world = createWorld()
    const id = world.clouds.jobs('ice')[0]?.id ?? 'none'
    const { user } = await openPage(`${jobs}?tag=vip&limit=10`, { world })
    const find = await box()
    await user.click(find)
    await user.paste(addressOf(id))
    expect(find).toHaveValue(id)
    await waitFor(() => expect(options()).toHaveLength(1))
    expect(options()[0]).toHaveTextContent(id)
    expect(within(options()[0] ?? document.body).getByTitle(/^ICE/)).toBeInTheDocument()
    await user.keyboard('{Enter}')
    expect(addressNow()).toBe(`/${ice}/jobs/${id}`)
  })

  it('leaves an address without a job as it is', async () => {
    const { user } = await openPage(fewJobs)
    const find = await box()
    await user.click(find)
    await user.paste('https://console.example/jobs?tag=vip')
    expect(find).toHaveValue('https://console.example/jobs?tag=vip')
  })

  it.each([
    'https://console.example/avatar-jobs/metastudio-cn-north-4/jobs',
    `https://console.example/metastudio/jobs?query_project_id=${'0123456789abcdef'.repeat(2)}`,
    `https://console.example/#/project/${'0123456789abcdef'.repeat(2)}/jobs`,
    `https://console.example/?agencyId=${'0123456789abcdef'.repeat(2)}&locale=zh-cn#/training`,
    `https://console.example/v1/domainId/${'0123456789abcdef'.repeat(2)}/jobs?status=failed`,
  ])('takes no other id for a job’s: %s', (address) => expect(pastedId(address)).toBeUndefined())

  it.each(['metastudio-cn-north-4/jobs/', 'project/fedcba9876543210fedcba9876543210/detail?job_id='])('knows the job behind the word for it: %s', (place) => {
    const id = '0123456789abcdef'.repeat(2)
    expect(pastedId(`https://console.example/avatar-jobs/${place}${id}?query_project_id=fedcba9876543210fedcba9876543210`)).toBe(id)
  })

  it('takes a number as the page itself writes it', async () => {
    const world = createWorld()
    const { body } = await world.json(`/api/sources/${metastudio}/jobs?limit=100`)
    const { contact = '', job_id: id = '' } = (body as { jobs: { contact?: string; job_id: string }[] }).jobs.find((job) => /^1\d\d\*{4}\d{4}$/.test(job.contact ?? '')) ?? {}
    const { user } = await openPage(fewJobs, { world })
    const find = await box()
    for (const text of [contact, `*${contact.slice(-4)}`]) {
      await user.clear(find)
      await user.click(find)
      await user.paste(text)
      await waitFor(() => expect(options().some((option) => option.textContent.includes(id))).toBe(true))
    }
  })

  it('gives the focus back on Escape, to the row that the reader came from', async () => {
    const { user } = await openPage(fewJobs)
    await screen.findByRole('table', { name: 'Jobs' })
    await box()
    const row = screen.getAllByRole('row')[1]?.querySelector<HTMLElement>('[data-job]')
    row?.focus()
    await user.keyboard('/')
    await user.type(await box(), 'Mira')
    await user.keyboard('{Escape}{Escape}')
    expect(row).toHaveFocus()
  })
})
