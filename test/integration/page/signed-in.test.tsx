import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import type { SetupServer } from 'msw/node'
import { describe, expect, it, vi } from 'vitest'
import type { Audit } from '#proxy/log/audit.ts'
import type { Door, Identity } from '#proxy/sign-in/door.ts'
import { goTo } from '#web/address.ts'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`
const sam: Identity = { id: 'sam', name: 'Sam Support', roles: ['viewer', 'support'] }
const why = { name: 'Why do you need it?' }

/** A world in which somebody is signed in, until he is not. */
function createGuardedWorld({ identity = sam, audit = async () => {} }: { identity?: Identity | undefined; audit?: Audit } = {}) {
  const told = { identity: identity as Identity | undefined }
  const door: Door = { admit: async () => ({ identity: told.identity, cookies: [] }), routes: [], canSignOut: false, isShared: () => false }
  const world = createWorld({ proxy: { door, audit } })
  const job = world.clouds.jobs('metastudio').find(({ contact }) => /^1\d{10}$/.test(contact ?? ''))
  return { world, told, id: job?.id ?? '', contact: job?.contact ?? '', masked: `${job?.contact?.slice(0, 3)}****${job?.contact?.slice(-4)}` }
}
const drawer = async () => within(await screen.findByRole('dialog'))

describe('a contact in the drawer', () => {
  it('is shown once a reason was given, and masked again by hand', async () => {
    const audit = vi.fn<Audit>(async () => {})
    const { world, id, contact, masked } = createGuardedWorld({ audit })
    const { user } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    expect(open.getByRole('textbox', why)).toHaveFocus()
    await user.keyboard('no{Enter}')
    expect(open.getByText('Give a reason of 3 to 200 characters.')).toBeInTheDocument()
    expect(open.getByRole('textbox', why)).toHaveFocus()
    await user.keyboard('body answers the mail{Enter}')
    expect(await open.findByText(contact)).toBeInTheDocument()
    expect(audit).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ user: 'sam', jobId: id, why: 'nobody answers the mail' }))
    await user.click(open.getByRole('button', { name: 'Mask again' }))
    expect(open.getByText(masked)).toBeInTheDocument()
    expect(screen.queryByText(contact)).not.toBeInTheDocument()
  })

  it('is not kept by the page: nothing that is left of it holds the number', async () => {
    const { world, id, contact } = createGuardedWorld()
    const { user, client } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    await user.keyboard('asked for a call{Enter}')
    await open.findByText(contact)
    expect(JSON.stringify(client.getQueryCache().getAll().map(({ state }) => state))).not.toContain(contact)
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(contact)
    await user.click(open.getByRole('button', { name: /^Close/ }))
    await waitFor(() => expect(screen.queryByText(contact)).not.toBeInTheDocument())
  })

  it('stays masked where it could not be written down, and the reason stays in the field', async () => {
    const { world, id, contact } = createGuardedWorld({ audit: () => Promise.reject(new Error('disk full')) })
    const { user } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    await user.keyboard('asked for a call{Enter}')
    expect(await open.findByText(/^The contact was not revealed\. This reveal could not be recorded\. /)).toBeInTheDocument()
    expect(open.getByRole('textbox', why)).toHaveValue('asked for a call')
    expect(screen.queryByText(contact)).not.toBeInTheDocument()
  })

  it.each<[state: string, contact: RegExp, words: string, focus: string]>([
    ['in clear', /^1\d{10}$/, 'The contact is shown for one minute.', 'Copy contact'],
    ['starred by the cloud', /\*/, 'The cloud itself masks this contact; there is no more to reveal.', ''],
  ])('%s is told by a status that was there before, and that does not take the focus', async (_, kind, told, focus) => {
    const { world } = createGuardedWorld()
    const job = world.clouds.jobs('metastudio').find(({ contact }) => kind.test(contact ?? ''))
    const { user } = await openPage(`${jobs}/${job?.id}?limit=10`, { world })
    const open = await drawer()
    const field = (await open.findByRole('button', { name: 'Reveal the contact' })).closest('dd') as HTMLElement
    const status = within(field).getByRole('status')
    expect(status).toBeEmptyDOMElement()
    await user.click(open.getByRole('button', { name: 'Reveal the contact' }))
    await user.keyboard('asked for a call{Enter}')
    await waitFor(() => expect(status).toHaveTextContent(told))
    expect(status).toBeInTheDocument()
    // Where there is nothing to press, the contact itself has it.
    await waitFor(() => expect(focus === '' ? document.activeElement?.textContent : document.activeElement?.getAttribute('aria-label')).toBe(focus === '' ? job?.contact : focus))
    if (focus === '') return
    await user.click(open.getByRole('button', { name: 'Mask again' }))
    expect(status).toHaveTextContent('The contact is masked again.')
    await waitFor(() => expect(open.getByRole('button', { name: 'Reveal the contact' })).toHaveFocus())
  })

  it('is masked after a minute, and whoever was at it finds the focus on what is there instead; nobody else is called there', async () => {
    const { world, id, contact, masked } = createGuardedWorld()
    const { user } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    const passMinute = () => {
      vi.setSystemTime(Date.now() + 60_001)
      fireEvent(document, new Event('visibilitychange'))
    }
    for (const isAtIt of [true, false]) {
      await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
      await user.keyboard('asked for a call{Enter}')
      await waitFor(() => expect(open.getByRole('button', { name: 'Copy contact' })).toHaveFocus())
      const elsewhere = open.getByRole('button', { name: /^Close/ })
      if (!isAtIt) elsewhere.focus()
      passMinute()
      expect(screen.queryByText(contact)).not.toBeInTheDocument()
      expect(open.getByText(masked)).toBeInTheDocument()
      expect(isAtIt ? open.getByRole('button', { name: 'Reveal the contact' }) : elsewhere).toHaveFocus()
    }
  })

  it('takes the focus from nobody who went on while the cloud was asked', async () => {
    const { world, id, contact } = createGuardedWorld()
    const { user, server } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    let answer = () => {}
    const held = new Promise<void>((resolve) => (answer = resolve))
    server.use(
      http.post(/\/reveal$/, async () => {
        await held
        return HttpResponse.json({ contact })
      }),
    )
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    await user.keyboard('asked for a call{Enter}')
    const elsewhere = open.getByRole('button', { name: /^Close/ })
    elsewhere.focus()
    answer()
    expect(await open.findByText(contact)).toBeInTheDocument()
    expect(elsewhere).toHaveFocus()
  })

  const anew = { method: 'POST', body: JSON.stringify({ field: 'contact', why: 'asked for a call' }) }
  const refusals: [cause: string, words: RegExp, refuse: (guarded: ReturnType<typeof createGuardedWorld>, server: SetupServer) => unknown][] = [
    ['the role was taken away meanwhile', /Your account does not have the support role\./, ({ told }) => (told.identity = { ...sam, roles: ['viewer'] })],
    [
      'the request does not look like the page’s own',
      /The server did not recognise this page as its own\./,
      ({ world }, server) => server.use(http.post(/\/reveal$/, ({ request }) => world.proxy.fetch(new Request(request.url.replace(/:\d+/, ''), { ...anew, headers: { 'sec-fetch-site': 'cross-site' } })))),
    ],
    ['the cloud denies our account', /MetaStudio denied access\. The account that Understudy uses lacks a permission\./, ({ world }) => world.clouds.fail('metastudio', 'denied')],
    ['the cloud fails', /MetaStudio reported an error\. Try again in a moment\./, ({ world }) => world.clouds.fail('metastudio', 'outage')],
  ]
  it.each(refusals)('stays masked where %s, and the person is told that', async (_, words, refuse) => {
    const guarded = createGuardedWorld()
    const { user, server } = await openPage(`${jobs}/${guarded.id}?limit=10`, { world: guarded.world })
    const open = await drawer()
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    refuse(guarded, server)
    await user.keyboard('asked for a call{Enter}')
    const alert = await open.findByRole('alert')
    await waitFor(() => expect(alert).toHaveTextContent(words))
    expect(screen.queryByText(guarded.contact)).not.toBeInTheDocument()
  })

  it('says how long to wait once too many were asked for', async () => {
    const { world, id } = createGuardedWorld()
    const { user } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    for (let reveals = 0; reveals < 10; reveals++) {
      await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
      await user.keyboard('asked for a call{Enter}')
      await user.click(await open.findByRole('button', { name: 'Mask again' }))
    }
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    await user.keyboard('asked for a call{Enter}')
    await waitFor(() => expect(open.getByRole('alert')).toHaveTextContent('The contact was not revealed. Too many requests at once. Try again in 30 s.'))
  })

  it('is all there is where the cloud itself gives a starred one: the page says so, and offers no more', async () => {
    const { world } = createGuardedWorld()
    const job = world.clouds.jobs('metastudio').find(({ contact }) => contact?.includes('*') === true)
    const { user } = await openPage(`${jobs}/${job?.id}?limit=10`, { world })
    const open = await drawer()
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    await user.keyboard('asked for a call{Enter}')
    expect(await open.findByText('The cloud itself masks this contact; there is no more to reveal.')).toBeInTheDocument()
    expect(open.getByText(job?.contact ?? 'no such job')).toBeInTheDocument()
    for (const name of ['Reveal the contact', 'Copy contact', 'Mask again']) expect(open.queryByRole('button', { name })).not.toBeInTheDocument()
    expect(open.queryByText(/Masked again in/)).not.toBeInTheDocument()
  })

  it('is asked for by nobody who presses Escape: the question goes, the drawer stays', async () => {
    const { world, id } = createGuardedWorld()
    const { user } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    await user.keyboard('{Escape}')
    expect(open.queryByRole('textbox', why)).not.toBeInTheDocument()
    await waitFor(() => expect(open.getByRole('button', { name: 'Reveal the contact' })).toHaveFocus())
  })

  it.each(['Escape', 'Cancel'])('stays masked where %s came before the answer', async (way) => {
    let write = () => {}
    const written = new Promise<void>((resolve) => (write = resolve))
    const audit = vi.fn<Audit>(() => written)
    const { world, id, contact, masked } = createGuardedWorld({ audit })
    const { user, client } = await openPage(`${jobs}/${id}?limit=10`, { world })
    const open = await drawer()
    await user.click(await open.findByRole('button', { name: 'Reveal the contact' }))
    await user.keyboard('asked for a call{Enter}')
    await waitFor(() => expect(audit).toHaveBeenCalledOnce())
    await (way === 'Escape' ? user.keyboard('{Escape}') : user.click(open.getByRole('button', { name: 'Cancel' })))
    write()
    await waitFor(() => expect(world.log).toContainEqual(expect.objectContaining({ method: 'POST', status: 200 })))
    // When a later question is answered, the one that was left has said all it will say.
    await act(() => client.refetchQueries({ queryKey: ['sources'], exact: true }))
    expect(open.getByText(masked)).toBeInTheDocument()
    expect(screen.queryByText(contact)).not.toBeInTheDocument()
  })

  it('has no button for viewers, nor where nobody signs in', async () => {
    const viewer = createGuardedWorld({ identity: { id: 'vera', name: 'Vera', roles: ['viewer'] } })
    for (const world of [viewer.world, createWorld()]) {
      const { unmount } = await openPage(`${jobs}/${viewer.id}?limit=10`, { world })
      const open = await drawer()
      expect(await open.findByText(viewer.masked)).toBeInTheDocument()
      await waitFor(() => expect(world.log.map(({ route }) => route)).toContain('/api/session'))
      expect(open.queryByRole('button', { name: 'Reveal the contact' })).not.toBeInTheDocument()
      unmount()
    }
  })
})

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
    const face = within((await screen.findByRole('heading', { name: 'You are no longer signed in' })).parentElement as HTMLElement)
    expect(face.getByRole('button', { name: 'Reload the page' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
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

it('a person who is signed in but has no role is told so, and is not sent to sign in again', async () => {
  const { world } = createGuardedWorld({ identity: { id: 'kay', name: 'Kay', roles: [] } })
  await openPage(jobs, { world })
  expect(await screen.findByRole('heading', { name: 'You may not see this' })).toBeInTheDocument()
  expect(screen.getByText('Your account has no role that allows it. Ask the person who runs Understudy.')).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'Sign in' })).not.toBeInTheDocument()
})

it('whoever is signed in stands in the bar, in either language', async () => {
  const { world } = createGuardedWorld()
  await openPage(`${jobs}?limit=10`, { world, language: 'zh-CN' })
  const button = await screen.findByRole('button', { name: '账号：Sam Support' })
  expect([button.textContent, button.title]).toEqual(['SS', 'Sam Support'])
  // The DOM of these tests knows no popovers: it is told that its panel has opened.
  const panel = screen.getByLabelText('账号', { selector: '[popover]' })
  fireEvent(panel, Object.assign(new Event('toggle'), { newState: 'open' }))
  const account = within(panel)
  expect(await account.findByText('Sam Support')).toBeInTheDocument()
  expect(account.getByText('可查看任务，并可显示完整联系方式')).toBeInTheDocument()
  expect(account.queryByRole('button', { name: '退出登录', hidden: true }), 'a reverse proxy does it').not.toBeInTheDocument()
  expect(account.getByText('您在进入 Understudy 之前已登录，请在原登录处退出。')).toBeInTheDocument()
})

it.each([['sam.support@example.com', 'SS'], ['王小明', '明'], ['8f14e45f-0000-4000-8000-000000000001', '80'], ['Zoë', 'ZO']])('%j has the initials %s', async (name, letters) => {
  const { world } = createGuardedWorld({ identity: { ...sam, name } })
  await openPage(`${jobs}?limit=10`, { world })
  expect((await screen.findByRole('button', { name: `Account: ${name}` })).textContent).toBe(letters)
})

it('where nobody has to sign in the bar has no such button', async () => {
  const { world } = await openPage(`${jobs}?limit=10`)
  await waitFor(() => expect(world.log.map(({ route }) => route)).toContain('/api/session'))
  expect(screen.queryByRole('button', { name: /^Account/ })).not.toBeInTheDocument()
})
