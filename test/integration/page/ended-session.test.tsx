import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { goTo } from '#web/address.ts'
import { createGuardedWorld, sam } from './guarded-world.ts'
import { openPage } from './page.tsx'
import { metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`

describe('somebody who is not signed in', () => {
  it('is offered to sign in, with a way back to this very address', async () => {
    const { world, told } = createGuardedWorld()
    told.identity = undefined
    await openPage(`${jobs}?phase=failed&name=a%26b`, { world })
    const link = await screen.findByRole('link', { name: 'Sign in' })
    const address = new URL((link as HTMLAnchorElement).href)
    expect([address.pathname, address.searchParams.get('to')]).toEqual(['/signin', `${jobs}?phase=failed&name=a%26b`])
    expect(world.calls('metastudio')).toBe(0)
  })

  it('keeps rows, ticks and address when the session ends, and goes on when it is there again', async () => {
    const { world, told } = createGuardedWorld()
    const { user, client } = await openPage(`${jobs}?limit=10&phase=done`, { world })
    const [box] = await screen.findAllByRole('checkbox', { name: /^Tick (?!every)/ })
    if (box === undefined) throw new Error('no row')
    await user.click(box)
    told.identity = undefined
    void client.refetchQueries()
    const link = await screen.findByRole('link', { name: 'Sign in again (opens in a new tab)' })
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noopener'])
    expect(box).toBeChecked()
    told.identity = sam
    const before = world.log.filter(({ route, status }) => route.endsWith('/jobs') && status === 200).length
    // Of all questions only the sources are asked again by themselves.
    await client.refetchQueries({ queryKey: ['sources'], exact: true })
    await waitFor(() => expect(screen.queryByRole('link', { name: /^Sign in again/ })).not.toBeInTheDocument())
    await waitFor(() => expect(world.log.filter(({ route, status }) => route.endsWith('/jobs') && status === 200).length).toBeGreaterThan(before))
    expect(box).toBeChecked()
    expect(`${location.pathname}${location.search}`).toBe(`${jobs}?limit=10&phase=done`)
  })
})

describe('the session at a reverse proxy in front', () => {
  const page = '<!doctype html><title>Sign in</title>'
  const gates: [name: string, answer: () => Response][] = [
    ['401 with a page of its own', () => HttpResponse.html('<h1>401 Authorization Required</h1>', { status: 401 })],
    ['403 with a page of its own', () => HttpResponse.html(page, { status: 403 })],
    ['401 with JSON of its own', () => HttpResponse.json({ error: 'login_required' }, { status: 401 })],
    ['a way to where people sign in', () => new HttpResponse(null, { status: 302, headers: { location: 'https://id.example.com/authorize' } })],
    ['the page where people sign in', () => HttpResponse.html(page)],
  ]

  it.each(gates)('has ended while the page was open, as %s tells: the page says so, and offers to reload', async (_, answer) => {
    const { world } = createGuardedWorld()
    const { client, server } = await openPage(`${jobs}?limit=10&phase=done`, { world })
    await screen.findAllByRole('checkbox', { name: /^Tick (?!every)/ })
    server.use(http.all(/\/api\//, answer))
    void client.refetchQueries()
    const alert = within((await screen.findByText('You are no longer signed in')).closest('[role="alert"]') as HTMLElement)
    expect(alert.getByText(/Reload the page to sign in again/)).toBeInTheDocument()
    expect(alert.getByRole('button', { name: 'Reload the page' })).toBeInTheDocument()
    expect(await screen.findByText(/^You are no longer signed in\. These rows are no longer refreshed\./)).toBeInTheDocument()
    expect(screen.queryByText(/server has been in trouble/)).not.toBeInTheDocument()

    // Signed in again in another tab: the sources are asked all the time.
    server.resetHandlers()
    const before = world.log.filter(({ route, status }) => route.endsWith('/jobs') && status === 200).length
    await client.refetchQueries({ queryKey: ['sources'], exact: true })
    await waitFor(() => expect(screen.queryByText('You are no longer signed in')).not.toBeInTheDocument())
    await waitFor(() => expect(world.log.filter(({ route, status }) => route.endsWith('/jobs') && status === 200).length).toBeGreaterThan(before))
  })

  it('is over where even the sources are refused: the list that never came offers to reload, not to try again', async () => {
    const { world } = createGuardedWorld()
    const { client, server } = await openPage(`${jobs}?limit=10`, { world })
    await screen.findAllByRole('checkbox', { name: /^Tick (?!every)/ })
    server.use(http.all(/\/api\//, () => HttpResponse.html(page, { status: 403 })))
    act(() => client.removeQueries({ queryKey: ['sources', metastudio] }))
    void client.refetchQueries({ queryKey: ['sources'] })
    act(() => goTo(`${jobs}?limit=20`))
    // First the list tells it, in whose place comes what the sources tell.
    await waitFor(() => {
      const face = within(screen.getByRole('heading', { name: 'You are no longer signed in' }).parentElement as HTMLElement)
      expect(face.getByRole('button', { name: 'Reload the page' })).toBeInTheDocument()
      expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
    })
  })

  it('goes on where only the list is refused: that is said, with a way to try again', async () => {
    const { world } = createGuardedWorld()
    const { client, server, user } = await openPage(`${jobs}?limit=10`, { world })
    await screen.findAllByRole('checkbox', { name: /^Tick (?!every)/ })
    server.use(http.get(/\/jobs$/, () => HttpResponse.html(page, { status: 403 })))
    void client.refetchQueries()
    expect(await screen.findByText(/^Something in front of Understudy has refused to answer since/)).toBeInTheDocument()
    act(() => goTo(`${jobs}?limit=20&phase=done`))
    act(() => client.removeQueries({ queryKey: ['sources', metastudio, 'jobs'] }))
    void client.refetchQueries()
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(screen.queryByText(/no longer signed in/)).not.toBeInTheDocument()
  })

  it('was not there at the first question: there is one way, and it is to reload', async () => {
    const { world } = createGuardedWorld()
    const { server, client } = await openPage(jobs, { world, language: 'zh-CN' })
    server.use(http.all(/\/api\//, () => HttpResponse.html(page, { status: 401 })))
    void client.resetQueries({ queryKey: ['sources'], exact: true })
    expect(await screen.findByRole('heading', { name: '您的登录已失效' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '刷新页面' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '重试' })).not.toBeInTheDocument()
  })
})
