import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetViews } from '#web/jobs/saved-views.ts'
import { addressNow, openPage } from './page.tsx'
import { ice, metastudio } from './world.ts'

const storageKey = 'understudy.views'
const views = async () => within(await screen.findByRole('region', { name: 'Views' }))

beforeEach(() => forgetViews())

describe('saved views', () => {
  it('keep the filters under a name, bring them back from anywhere, and go again', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?phase=failed&tag=vip&created=7d&page=2`)
    await user.click((await views()).getByRole('button', { name: 'Save the filters as a view' }))
    await user.type(screen.getByRole('textbox', { name: 'Name of the view' }), 'VIP trouble{Enter}')
    expect(JSON.parse(localStorage.getItem(storageKey) ?? '')).toEqual([{ name: 'VIP trouble', query: 'phase=failed&created=7d&tag=vip' }])

    await user.click(screen.getByRole('link', { name: 'Clear all' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs`)
    await user.click((await views()).getByRole('link', { name: 'VIP trouble' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?phase=failed&created=7d&tag=vip`)
    expect((await views()).getByRole('link', { name: 'VIP trouble' })).toHaveAttribute('aria-current', 'true')

    await user.click((await views()).getByRole('button', { name: 'Remove the view VIP trouble' }))
    expect((await views()).queryByRole('link', { name: 'VIP trouble' })).not.toBeInTheDocument()
    expect(localStorage.getItem(storageKey)).toBe('[]')
  })

  it('survive rubbish in the storage, entry by entry, and filters of a newer version', async () => {
    localStorage.setItem(storageKey, JSON.stringify([{ name: 7 }, 'x', { name: 'Good', query: 'phase=failed&colour=red' }]))
    const { user } = await openPage(`/${ice}/jobs`)
    await user.click((await views()).getByRole('link', { name: 'Good' }))
    expect(addressNow()).toBe(`/${ice}/jobs?phase=failed&colour=red`)
    expect(await screen.findByRole('group', { name: 'Filters that are on' })).toHaveTextContent('colourred, not recognised')
  })
})
