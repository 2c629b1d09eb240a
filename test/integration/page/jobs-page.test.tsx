import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { addressNow, openPage } from './page.tsx'
import { ice, metastudio } from '../world.ts'

const rows = () => screen.getAllByRole('row').slice(1)
const list = () => screen.findByRole('table', { name: 'Jobs', busy: false })

describe('the list of jobs', () => {
  it('opens the first source’s jobs from the bare address, newest first', async () => {
    const { world } = await openPage('/')
    await list()
    expect(rows()).toHaveLength(50)
    const newest = world.clouds.jobs('metastudio').toSorted((a, b) => b.createTime - a.createTime)[0]
    expect(rows()[0]).toHaveTextContent(newest?.name.trim() ?? 'no job')
    expect(screen.getByRole('combobox', { name: 'Source' })).toHaveValue(metastudio)
  })

  it('heads each row with the name of its job alone; its id is read in its place', async () => {
    const { world } = await openPage(`/${metastudio}/jobs?limit=10`)
    await list()
    const names = new Map(world.clouds.jobs('metastudio').map(({ id, name }) => [id, name.trim().replace(/\s+/g, ' ') || 'No name']))
    for (const row of rows()) {
      const id = row.dataset['row'] ?? ''
      const head = within(row).getByRole('rowheader')
      expect(head).toHaveAccessibleName(names.get(id))
      expect(within(head).getByTitle(id)).toHaveTextContent(id.slice(0, 4))
    }
  })

  it('shows what a link asks for: phase, tag and page size', async () => {
    const { world } = await openPage(`/${metastudio}/jobs?phase=done&tag=vip&limit=10`)
    await list()
    const done = new Set(['JOB_SUCCESS', 'JOB_FINISH'])
    const expected = world.clouds.jobs('metastudio').filter((job) => done.has(job.state) && job.tags.includes('vip')).length
    expect(expected).toBeGreaterThan(0)
    expect(await screen.findByText(new RegExp(`^1–${Math.min(10, expected)} of ${expected}$`))).toBeInTheDocument()
    for (const row of rows()) expect(row).toHaveTextContent(/Completed|Accepted and closed/)
  })

  it('draws the rows beyond the window, and the parts around, once a frame with those in it has been painted', async () => {
    const frames: FrameRequestCallback[] = []
    const held = vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame))
    const height = innerHeight
    Object.assign(globalThis, { innerHeight: 480 })
    onTestFinished(() => {
      held.mockRestore()
      Object.assign(globalThis, { innerHeight: height })
    })
    await openPage(`/${metastudio}/jobs?limit=50`)
    expect(await screen.findByRole('table', { name: 'Jobs', busy: true })).toBeInTheDocument()
    expect(rows()).toHaveLength(6)
    expect(screen.queryByRole('combobox', { name: /^Find a job/ })).toBeNull()
    held.mockRestore()
    for (const frame of frames) frame(performance.now())
    await list()
    expect(rows()).toHaveLength(50)
    expect(await screen.findByRole('combobox', { name: /^Find a job/ })).toBeInTheDocument()
  })

  it('puts a ticked phase into the address and takes it out again', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?tag=vip`)
    await list()
    await user.click(await screen.findByRole('checkbox', { name: 'Failed' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?phase=failed&tag=vip`)
    await waitFor(() => expect(rows().every((row) => row.dataset['phase'] === 'failed')).toBe(true))
    await user.click(screen.getByRole('link', { name: 'Remove the filter Phase Failed' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?tag=vip`)
  })

  it('keeps a value it does not understand as a grey chip and shows the rest', async () => {
    await openPage(`/${metastudio}/jobs?phase=failed&sort_dir=sideways&limit=5000`)
    await list()
    const chips = screen.getByRole('group', { name: 'Filters that are on' })
    expect(chips).toHaveTextContent('sort_dirsideways, not recognised')
    expect(chips).toHaveTextContent('limit5000, not recognised')
    expect(rows().every((row) => row.dataset['phase'] === 'failed')).toBe(true)
  })

  it('names the filters when nothing matches and offers to drop each', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?name=nobody-is-called-so&tag=vip`)
    expect(await screen.findByRole('heading', { name: 'No job matches all 2 filters' })).toBeInTheDocument()
    const main = screen.getByRole('main')
    await user.click(within(main).getAllByRole('link', { name: 'Remove the filter Name nobody-is-called-so' })[1] ?? main)
    expect(addressNow()).toBe(`/${metastudio}/jobs?tag=vip`)
    await list()
  })

  it('offers the last page when the address asks for one past the end', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?page=99`)
    await user.click(await screen.findByRole('link', { name: 'Go to the last page' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs?page=5`)
    await list()
    expect(rows()).toHaveLength(40)
  })

  it('sorts by the columns that the cloud can sort by', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?tag=vip`)
    await list()
    const created = screen.getByRole('columnheader', { name: 'Created' })
    expect(created).toHaveAttribute('aria-sort', 'descending')
    await user.click(within(created).getByRole('button'))
    expect(addressNow()).toBe(`/${metastudio}/jobs?tag=vip&sort_dir=asc`)
    await waitFor(() => expect(screen.getByRole('columnheader', { name: 'Created' })).toHaveAttribute('aria-sort', 'ascending'))
    expect(screen.getByRole('columnheader', { name: 'Name' })).not.toHaveAttribute('aria-sort')
  })

  it('fills in the reasons of failed jobs in the cloud’s own words', async () => {
    await openPage(`/${metastudio}/jobs?state=MANUAL_VERIFY_FAILED`)
    await list()
    await waitFor(() => {
      const reasons = rows().map((row) => row.querySelector('[data-column=reason]')?.textContent ?? '')
      expect(reasons.every((reason) => reason !== '')).toBe(true)
    })
  })

  it('offers for ICE only what ICE can be asked', async () => {
    await openPage(`/${ice}/jobs?tag=vip`)
    await list()
    expect(screen.queryByRole('columnheader', { name: 'Tags' })).not.toBeInTheDocument()
    expect(screen.queryByRole('link', { name: /Hidden failures/ })).not.toBeInTheDocument()
    expect(screen.getByRole('group', { name: 'Filters that are on' })).toHaveTextContent('Tagvip, not available on this source')
  })

  it('goes from a tag to the jobs that carry it', async () => {
    const { user } = await openPage(`/${metastudio}/jobs?phase=done`)
    await list()
    const tag = screen.getAllByRole('link', { name: /^Filter by Tag: / })[0]
    if (tag === undefined) throw new Error('no job carries a tag')
    await user.click(tag)
    expect(addressNow()).toBe(`/${metastudio}/jobs?phase=done&tag=${encodeURIComponent(tag.textContent ?? '')}`)
  })

  it('speaks Chinese', async () => {
    await openPage(`/${metastudio}/jobs?phase=failed`, { language: 'zh-CN' })
    expect(await screen.findByRole('table', { name: '任务' })).toBeInTheDocument()
    expect(document.documentElement.lang).toBe('zh-CN')
  })
})

describe('what goes wrong', () => {
  it('names a source that is not watched and leads back', async () => {
    const { user } = await openPage('/metastudio-nowhere/jobs')
    expect(await screen.findByRole('heading', { name: 'This source is not watched' })).toBeInTheDocument()
    await user.click(screen.getByRole('link', { name: 'Go to the jobs' }))
    expect(addressNow()).toBe(`/${metastudio}/jobs`)
  })

  it('says which cloud refused our key, with its code and request id, and leaves the other cloud alone', async () => {
    const { user } = await openPage(`/${metastudio}/jobs`, {
      sources: (accounts) =>
        accounts.map((account) =>
          account.cloud === 'metastudio' && account.credentials.kind === 'aksk'
            ? { ...account, credentials: { ...account.credentials, secretKey: 'TESTSKWRONGWRONGWRONG' } }
            : account,
        ),
    })
    expect(await screen.findByRole('heading', { name: 'MetaStudio refused our credentials' })).toBeInTheDocument()
    expect(screen.getByRole('main')).toHaveTextContent('0301')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Source' }), ice)
    await list()
    expect(rows().length).toBeGreaterThan(0)
  })
})
