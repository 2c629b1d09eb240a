import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import type { SetupServer } from 'msw/node'
import { describe, expect, it, vi } from 'vitest'
import type { Audit } from '#proxy/log/audit.ts'
import { createGuardedWorld, sam } from './guarded-world.ts'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`
const why = { name: 'Why do you need it?' }
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
