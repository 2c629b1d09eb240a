import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addressNow, fewJobs, openPage } from './page.tsx'
import { ice, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`
const storageKey = 'understudy.views'
const views = async () => within(await screen.findByRole('region', { name: 'Views' }))

describe('saved views', () => {
  it('keep the filters under a name, bring them back from anywhere, and go again', async () => {
    const { user } = await openPage(`${jobs}?phase=failed&tag=vip&created=7d&page=2`)
    await user.click((await views()).getByRole('button', { name: 'Save the filters as a view' }))
    await user.type(await screen.findByRole('textbox', { name: 'Name of the view' }), 'VIP trouble{Enter}')
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual([{ name: 'VIP trouble', query: 'phase=failed&created=7d&tag=vip' }])

    await user.click(screen.getByRole('link', { name: 'Clear all' }))
    expect(addressNow()).toBe(jobs)
    await user.click((await views()).getByRole('link', { name: 'VIP trouble' }))
    expect(addressNow()).toBe(`${jobs}?phase=failed&created=7d&tag=vip`)
    expect((await views()).getByRole('link', { name: 'VIP trouble' })).toHaveAttribute('aria-current', 'true')

    await user.click((await views()).getByRole('button', { name: 'Actions for the view VIP trouble' }))
    await user.click((await views()).getByRole('button', { name: 'Remove the view VIP trouble' }))
    expect((await views()).queryByRole('link', { name: 'VIP trouble' })).not.toBeInTheDocument()
    expect(localStorage.getItem(storageKey)).toBe('[]')
  })

  it('are called otherwise, and one that was removed is given back as it was', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 'Other', query: 'phase=done' }, { name: 'VIP', query: 'phase=failed&tag=vip', isFirst: true }]))
    const { user } = await openPage(fewJobs)
    await user.click((await views()).getByRole('button', { name: 'Actions for the view VIP' }))
    await user.click((await views()).getByRole('button', { name: 'Rename the view VIP' }))
    const name = await screen.findByRole('textbox', { name: 'Name of the view' })
    expect(name).toHaveValue('VIP')
    await user.clear(name)
    await user.type(name, 'Gold{Enter}')
    expect((await views()).getByText('View renamed to “Gold”.')).toHaveAttribute('role', 'status')
    expect((await views()).queryByRole('link', { name: /^VIP/ })).not.toBeInTheDocument()
    const after = [{ name: 'Gold', query: 'phase=failed&tag=vip', isFirst: true }, { name: 'Other', query: 'phase=done' }]
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual(after)

    await user.click((await views()).getByRole('button', { name: 'Actions for the view Gold' }))
    await user.click((await views()).getByRole('button', { name: 'Remove the view Gold' }))
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toHaveLength(1)
    await user.click((await views()).getByRole('button', { name: 'Undo' }))
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual(after)
    expect((await views()).queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument()
  })

  it('one that is given back does not take the default from the view that has it since', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 'A', query: 'tag=vip', isFirst: true }, { name: 'B', query: 'phase=failed' }]))
    const { user } = await openPage(fewJobs)
    await user.click((await views()).getByRole('button', { name: 'Actions for the view A' }))
    await user.click((await views()).getByRole('button', { name: 'Remove the view A' }))
    await user.click((await views()).getByRole('button', { name: 'Actions for the view B' }))
    await user.click((await views()).getByRole('button', { name: 'Open by default' }))
    await user.click((await views()).getByRole('button', { name: 'Undo' }))
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual([{ name: 'A', query: 'tag=vip' }, { name: 'B', query: 'phase=failed', isFirst: true }])
  })

  it('one that was removed is not offered back over another that has its name since', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 'A', query: 'tag=vip' }]))
    const { user } = await openPage(`${fewJobs}#view=A`)
    await user.click((await views()).getByRole('button', { name: 'Actions for the view A' }))
    await user.click((await views()).getByRole('button', { name: 'Remove the view A' }))
    expect((await views()).getByRole('button', { name: 'Undo' })).toBeInTheDocument()
    const taken = [{ name: 'A', query: 'phase=done' }]
    await user.click((await views()).getByRole('button', { name: 'Save the filters as a view' }))
    await user.click(await screen.findByRole('button', { name: 'Add from links…' }))
    await user.click(screen.getByRole('textbox', { name: 'Links, one per line' }))
    await user.paste(`https://understudy.example/${metastudio}/jobs?phase=done#view=A`)
    await user.click(screen.getByRole('button', { name: 'Add views' }))
    expect((await views()).queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument()
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual(taken)
  })

  it('that came as a link are offered to be kept, and the way to take in and give out many stands below them', async () => {
    const { user } = await openPage(`${jobs}?phase=failed&tag=vip#view=Night+shift`)
    await user.click((await views()).getByRole('button', { name: 'Keep this view: “Night shift”' }))
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual([{ name: 'Night shift', query: 'phase=failed&tag=vip' }])
    expect((await views()).queryByRole('button', { name: /^Keep this view/ })).not.toBeInTheDocument()
    await user.click((await views()).getByRole('button', { name: 'Import or export as links…' }))
    await user.click(await screen.findByRole('button', { name: 'Copy links of all views' }))
    expect(await navigator.clipboard.readText()).toContain('#view=Night+shift')
    expect(screen.getByRole('button', { name: 'Add from links…' })).toBeVisible()
  })

  it('survive rubbish in the storage, entry by entry, and filters of a newer version', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 7 }, 'x', { name: 'Good', query: 'phase=failed&colour=red' }]))
    const { user } = await openPage(`/${ice}/jobs`)
    await user.click((await views()).getByRole('link', { name: 'Good' }))
    expect(addressNow()).toBe(`/${ice}/jobs?phase=failed&colour=red`)
    expect(await screen.findByRole('group', { name: 'Filters that are on' })).toHaveTextContent('colourred, not recognised')
  })

  it('are sent as links that carry their names, and taken over from such links', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 'VIP & “eu”', query: 'phase=failed&tag=vip' }, { name: 'Batch', query: 'batch_name=234' }]))
    const { user } = await openPage(fewJobs)
    await user.click((await views()).getByRole('button', { name: 'Actions for the view VIP & “eu”' }))
    await user.click((await views()).getByRole('button', { name: 'Copy link' }))
    const link = await navigator.clipboard.readText()
    expect(new URL(link).pathname + new URL(link).search).toBe(`${jobs}?phase=failed&tag=vip`)
    await user.click((await views()).getByRole('button', { name: 'Save the filters as a view' }))
    await user.click(await screen.findByRole('button', { name: 'Copy links of all views' }))
    const all = await navigator.clipboard.readText()
    expect(all.split('\n')).toHaveLength(2)

    for (const name of ['VIP & “eu”', 'Batch']) {
      if ((await views()).queryByRole('button', { name: `Remove the view ${name}` }) === null)
        await user.click((await views()).getByRole('button', { name: `Actions for the view ${name}` }))
      await user.click((await views()).getByRole('button', { name: `Remove the view ${name}` }))
    }
    expect(localStorage.getItem(storageKey)).toBe('[]')

    await user.click(screen.getByRole('button', { name: 'Add from links…' }))
    const field = screen.getByRole('textbox', { name: 'Links, one per line' })
    await user.click(field)
    await user.paste('javascript:alert(1) https://elsewhere.example/about')
    await user.click(screen.getByRole('button', { name: 'Add views' }))
    expect(screen.getByText('None of these is a link to an Understudy list.')).toBeInTheDocument()
    await user.clear(field)
    await user.paste(`rubbish and more\n${all}\n\nhttps://elsewhere.example/${ice}/jobs?state=Fail https://elsewhere.example/about`)
    await user.click(screen.getByRole('button', { name: 'Add views' }))
    expect(screen.getByText('3 views added. 2 lines are not links to a filtered list. They stay in the field.')).toBeInTheDocument()
    expect(field).toHaveValue('rubbish and more\nhttps://elsewhere.example/about')
    await user.clear(field)
    await user.paste(all)
    await user.click(screen.getByRole('button', { name: 'Add views' }))
    expect(screen.getByText('2 views added.')).toBeInTheDocument()
    expect(field).toHaveValue('')
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual([
      { name: 'Batch', query: 'batch_name=234' },
      { name: 'state=Fail', query: 'state=Fail' },
      { name: 'VIP & “eu”', query: 'phase=failed&tag=vip' },
    ])
  })

  it('open by default, one of them, where no address says otherwise', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 'A', query: 'tag=vip' }, { name: 'B', query: 'phase=failed' }]))
    const { user } = await openPage(fewJobs)
    for (const name of ['A', 'B']) {
      await user.click((await views()).getByRole('button', { name: `Actions for the view ${name}` }))
      await user.click((await views()).getByRole('button', { name: 'Open by default' }))
      await user.click((await views()).getByRole('button', { name: `Actions for the view ${name}` }))
    }
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual([{ name: 'A', query: 'tag=vip' }, { name: 'B', query: 'phase=failed', isFirst: true }])
  })

  it('of which one opens by default: the bare address leads to it, every other address to itself', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 'B', query: 'phase=failed', isFirst: true }]))
    await openPage('/')
    await screen.findByRole('table', { name: 'Jobs' })
    expect(addressNow()).toBe(`${jobs}?phase=failed`)
    expect((await views()).getByRole('link', { name: /^B/ })).toHaveAttribute('aria-current', 'true')
  })

  it('saved again under the same name have the new filters, and the first of them stays the first', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 'A', query: 'tag=vip' }, { name: 'B', query: 'phase=failed', isFirst: true }]))
    const { user } = await openPage(`${jobs}?phase=done`)
    await user.click((await views()).getByRole('button', { name: 'Save the filters as a view' }))
    await user.type(await screen.findByRole('textbox', { name: 'Name of the view' }), 'B{Enter}')
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual([{ name: 'A', query: 'tag=vip' }, { name: 'B', query: 'phase=done', isFirst: true }])
  })

  it('saved in another tab are here at once', async () => {
    await openPage(fewJobs)
    const region = await views()
    await region.findByRole('button', { name: 'Save the filters as a view' })
    localStorage.setItem(storageKey, JSON.stringify([{ name: 'Night shift', query: 'phase=failed' }]))
    act(() => void dispatchEvent(new StorageEvent('storage', { key: 'other' })))
    expect(region.queryByRole('link', { name: 'Night shift' })).not.toBeInTheDocument()
    act(() => void dispatchEvent(new StorageEvent('storage', { key: storageKey })))
    expect(region.getByRole('link', { name: 'Night shift' })).toBeInTheDocument()
  })
})
