import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { prefer, preferences } from '#web/preferences.ts'
import { saveViews } from '#web/jobs/views/keep-views.ts'
import { addressNow, fewJobs, openPage } from './page.tsx'
import { createWorld, ice, metastudio } from '../world.ts'

beforeAll(() => import('#web/palette/palette.tsx'))

const jobs = `/${metastudio}/jobs`
const box = () => screen.findByRole('combobox', { name: /^Find a command/ })
const options = () => within(screen.getByRole('listbox', { name: /^(Results|结果)$/ })).queryAllByRole('option')
const titles = () => options().map((option) => option.querySelector('bdi')?.textContent)
const active = () => options().find((option) => option.getAttribute('aria-selected') === 'true')?.querySelector('bdi')?.textContent
const isGone = () => waitFor(() => expect(screen.queryByRole('dialog', { name: 'Command palette' })).not.toBeInTheDocument())

/** Opens the palette with its key, from the first row of the list. */
async function opened(address = fewJobs, options: Parameters<typeof openPage>[1] = {}) {
  const page = await openPage(address, options)
  await screen.findByRole('table', { name: 'Jobs' })
  // They come after the rows, and bring commands of their own.
  for (const menu of address.startsWith(jobs) ? ['Columns', 'Export'] : []) await screen.findByText(menu, { selector: 'summary, summary *' })
  await page.user.keyboard('j{Control>}k{/Control}')
  await box()
  return page
}

describe('the palette', () => {
  it('opens with its key, has the focus, is walked through with the arrows, and gives the focus back', async () => {
    const { user } = await opened()
    expect(await box()).toHaveFocus()
    expect(screen.getByRole('group', { name: 'Views' })).toContainElement(options()[0] ?? null)
    const [first, second] = titles()
    expect(titles()).toContain('Copy link')
    expect(active()).toBe(first)
    await user.keyboard('{ArrowDown}')
    expect(active()).toBe(second)
    expect((await box()).getAttribute('aria-activedescendant')).toBe(options()[1]?.id)
    await user.keyboard('{ArrowUp}{ArrowUp}')
    expect(active()).toBe(titles().at(-1))
    await user.keyboard('{Escape}')
    await isGone()
    expect(document.activeElement).toHaveAttribute('data-job')
    expect(addressNow()).toBe(fewJobs)
    // Its own key closes it too.
    await user.keyboard('{Control>}k{/Control}')
    await box()
    await user.keyboard('{Control>}k{/Control}')
    await isGone()
  })

  it('gives the focus to the first job where nothing had it before', async () => {
    const { user } = await openPage(fewJobs)
    await screen.findByRole('table', { name: 'Jobs', busy: false })
    expect(document.body).toHaveFocus()
    await user.keyboard('{Control>}k{/Control}')
    await box()
    await user.keyboard('compact{Enter}')
    await isGone()
    expect(document.activeElement).toBe(document.querySelector('[data-job]'))
  })

  it('is walked through to its end also where what was used lately stands in its group as well', async () => {
    const { user } = await opened()
    await user.keyboard('waiting on us{Enter}')
    await isGone()
    await user.keyboard('{Control>}k{/Control}')
    const find = await box()
    expect(titles().filter((title) => title === 'Waiting on us')).toHaveLength(2)
    const walked: (string | null)[] = []
    for (const _ of options()) {
      walked.push(find.getAttribute('aria-activedescendant'))
      await user.keyboard('{ArrowDown}')
    }
    expect(walked).toEqual(options().map(({ id }) => id))
  })

  it('keeps its mark on the same command when others come before it', async () => {
    let answer = () => {}
    const held = new Promise<void>((resolve) => (answer = resolve))
    const { user, server, world } = await openPage('/', { world: createWorld() })
    server.use(
      http.get(/\/jobs$/, async ({ request }) => {
        await held
        const response = await world.proxy.fetch(new Request(request.url.replace(/:\d+/, '')))
        return new HttpResponse(await response.arrayBuffer(), { headers: response.headers })
      }),
    )
    await user.keyboard('{Control>}k{/Control}')
    await box()
    // Before the source is known there are no phases to go to.
    await waitFor(() => expect(titles().at(-1)).toBe('Unknown'))
    await user.keyboard('{ArrowUp}')
    const [last, before] = [active(), titles()]
    expect(last).toBe(before.at(-1))
    answer()
    await screen.findByText('Export', { selector: 'summary *' })
    await user.keyboard('{ArrowUp}{ArrowDown}')
    expect(titles().length).toBeGreaterThan(before.length)
    expect(active()).toBe(last)
  })

  it('filters by a state that is named by its label or by the cloud’s code, and keeps the other filters', async () => {
    const { user } = await opened(`${jobs}?phase=done&tag=vip&limit=10`)
    await user.keyboard('compilation fa')
    expect(titles()[0]).toBe('Compilation failed')
    await user.keyboard('{Enter}')
    await isGone()
    const byLabel = addressNow()
    expect(byLabel).toMatch(/\?state=[A-Z_]+&tag=vip&limit=10$/)
    const code = new URLSearchParams(location.search).get('state') ?? ''
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await box(), 'training')
    await user.clear(await box())
    await user.type(await box(), `${code}{Enter}`)
    await isGone()
    expect(addressNow()).toBe(byLabel)
  })

  it('goes to views, built in and saved, and to another source with the filters', async () => {
    saveViews([{ name: 'Night shift', query: 'phase=failed&batch_name=234' }])
    const { user } = await opened(`${jobs}?tag=vip&limit=10`)
    await user.keyboard('hidden f{Enter}')
    await isGone()
    expect(addressNow()).toBe(`${jobs}?hidden_failure=true&tag=vip&limit=10`)
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await box(), 'night{Enter}')
    await isGone()
    expect(addressNow()).toBe(`${jobs}?phase=failed&batch_name=234`)
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await box(), 'ice{Enter}')
    await isGone()
    expect(addressNow()).toBe(`/${ice}/jobs?phase=failed&batch_name=234`)
  })

  it('opens a job by its id, however fast Enter comes, and lists those with the last digits of a phone number', async () => {
    const world = createWorld()
    const one = world.clouds.jobs('metastudio')[7]
    const { user } = await opened(fewJobs, { world })
    await user.keyboard(`${one?.id}{Enter}`)
    await waitFor(() => expect(addressNow()).toBe(`${jobs}/${one?.id}?limit=10`))
    await isGone()
    const contact = ((await world.json(`/api/sources/${metastudio}/jobs?limit=100`)).body as { jobs: { contact?: string }[] }).jobs.find((job) => job.contact !== undefined)?.contact
    const digits = contact?.slice(-4) ?? ''
    expect(digits).toMatch(/^\d{4}$/)
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await box(), digits)
    await waitFor(() => expect(options().length).toBeGreaterThan(0))
    for (const option of options()) expect(option).toHaveTextContent(digits)
  })

  it('opens all of a batch, whatever the filters are; the order stays', async () => {
    const world = createWorld()
    const batch = world.clouds.jobs('metastudio').map(({ batch: name }) => name).find((name) => name !== undefined && /^[a-z]+-\d+$/.test(name)) ?? 'none'
    const { user } = await opened(`${jobs}?phase=failed&create_since=2020-01-01T00:00:00Z&sort_dir=asc&limit=10`, { world })
    await user.type(await box(), batch)
    await waitFor(() => expect(options()[0]).toHaveTextContent(`Filter by batch “${batch}”`))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(addressNow()).toBe(`${jobs}?batch_name=${batch}&sort_dir=asc&limit=10`))
  })

  it('opens the job that a pasted address leads to', async () => {
    const world = createWorld()
    const id = world.clouds.jobs('ice')[0]?.id ?? 'none'
    const { user } = await opened(jobs, { world })
    // Longer than the field: the id at its end is what counts, not the one that comes before.
    await user.paste(`https://console.example/?agencyId=${'0123456789abcdef'.repeat(2)}&${'view=all&'.repeat(12)}locale=zh-cn#/ice/avatar-jobs/${id}?tab=log`)
    expect(await box()).toHaveValue(id)
    await waitFor(() => expect(options()).toHaveLength(1))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(addressNow()).toBe(`/${ice}/jobs/${id}`))
  })

  it('asks the clouds only for what may be a job', async () => {
    const { user, server } = await opened()
    const asked: string[] = []
    server.events.on('request:start', ({ request }) => {
      const url = new URL(request.url)
      if (url.pathname === '/api/find') asked.push(url.searchParams.get('q') ?? '')
    })
    await user.keyboard('theme')
    expect(titles()).toEqual(['Theme: System', 'Theme: Light', 'Theme: Dark'])
    await user.clear(await box())
    // At once: whoever types slowly asks for the parts as well.
    await user.paste('nobody-is-called-so')
    await waitFor(() => expect(screen.getAllByText(/^No job found\./)).toHaveLength(2))
    expect(asked).toEqual(['nobody-is-called-so'])
  })

  it('changes how the page looks and speaks, and shows what was used lately first', async () => {
    const { user } = await opened()
    await user.keyboard('dark{Enter}')
    await isGone()
    expect(preferences().theme).toBe('dark')
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await box(), 'compact{Enter}')
    await isGone()
    expect(preferences().density).toBe('compact')
    await user.keyboard('{Control>}k{/Control}')
    await box()
    const recent = within(screen.getByRole('group', { name: 'Recent' })).getAllByRole('option')
    expect(recent.map((option) => option.querySelector('bdi')?.textContent)).toEqual(['Row height: Compact', 'Theme: Dark'])
    expect(recent[0]).toHaveAccessibleName(/on/)
    await user.keyboard('chinese{Enter}')
    await screen.findByRole('button', { name: '命令面板' })
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: /^查找命令/ }), '编译失败')
    expect(titles()[0]).toBe('转编译失败')
  })

  it('opens the menu of columns, of export and the sheet of keys, and the focus is there', async () => {
    const { user } = await opened()
    await user.keyboard('columns{Enter}')
    await isGone()
    expect(screen.getByRole('group', { name: 'Columns' })).toBeVisible()
    expect(document.activeElement).toHaveTextContent('Columns')
    await user.keyboard('{Escape}{Control>}k{/Control}')
    await user.type(await box(), 'csv{Enter}')
    await isGone()
    expect(document.activeElement).toHaveTextContent('Export')
    expect(document.activeElement?.closest('details')).toHaveAttribute('open')
    await user.keyboard('{Escape}{Control>}k{/Control}')
    await user.type(await box(), 'keyboard{Enter}')
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(screen.getByText('Ctrl K')).toBeInTheDocument()
  })

  it('offers no columns where the jobs stand on cards', async () => {
    const width = innerWidth
    innerWidth = 390
    onTestFinished(() => void (innerWidth = width))
    await opened()
    const names = [...titles()]
    expect(names).toContain('Export')
    expect(names).not.toContain('Columns')
  })

  it('leaves the keys of an input method alone', async () => {
    await opened()
    const input = await box()
    const before = active()
    for (const key of ['ArrowDown', 'Enter', 'Escape']) fireEvent.keyDown(input, { key, isComposing: true })
    fireEvent.keyDown(input, { key: 'k', ctrlKey: true, isComposing: true })
    expect(active()).toBe(before)
    expect(screen.getByRole('dialog', { name: 'Command palette' })).toBeInTheDocument()
    expect(addressNow()).toBe(fewJobs)
  })

  it('has no key where keys are switched off, but its button', async () => {
    const { user } = await openPage(fewJobs)
    prefer({ keys: 'off' })
    await screen.findByRole('table', { name: 'Jobs' })
    await user.keyboard('{Control>}k{/Control}')
    const button = screen.getByRole('button', { name: 'Command palette' })
    expect(button).toHaveAttribute('title', 'Command palette')
    expect(screen.queryByRole('dialog', { name: 'Command palette' })).not.toBeInTheDocument()
    await user.click(button)
    await user.type(await box(), 'waiting on us{Enter}')
    await isGone()
    expect(addressNow()).toBe(`${jobs}?phase=-suspended&actor=you&limit=10`)
    expect(button).toHaveFocus()
  })

  it('offers the sources where the address names none', async () => {
    const { user } = await openPage('/nowhere/jobs')
    await screen.findByText('This source is not watched')
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await box(), 'metastudio{Enter}')
    await isGone()
    expect(addressNow()).toBe(jobs)
  })
})
