import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A world in which the first job of a list, and every detail, says what `change` makes of it. */
function createTamperedWorld(change: (job: Fields) => Fields) {
  return createWorld({
    tamper: (answer) => {
      if (!isFields(answer)) return answer
      const list = answer['jobs']
      if (Array.isArray(list)) return { ...answer, jobs: list.map((job: unknown, index) => (index === 0 && isFields(job) ? change(job) : job)) }
      return 'job_id' in answer ? change(answer) : answer
    },
  })
}

/** Opens the first failed job of the tampered world from the list. */
async function openFirst(change: (job: Fields) => Fields) {
  const { user } = await openPage(`${jobs}?phase=failed&limit=10`, { world: createTamperedWorld(change) })
  const rows = within(await screen.findByRole('table', { name: 'Jobs' })).getAllByRole('row')
  const link = within(rows[1] ?? document.body).getAllByRole('link')[0] ?? document.body
  return { user, link, row: rows[1] ?? document.body }
}

describe('a job that says what nobody should', () => {
  it('is shown as the text it is, markup and all, and runs nothing', async () => {
    const name = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    const { user, link } = await openFirst((job) => ({ ...job, name, batch_name: name, tags: [name] }))
    expect(link).toHaveTextContent(name)
    await user.click(link)
    const open = await screen.findByRole('dialog')
    expect(await within(open).findByRole('heading', { level: 2, name })).toBeInTheDocument()
    expect(document.body.querySelectorAll('img[src="x"], script, [onerror]')).toHaveLength(0)
  })

  it('with a name of 5,000 characters keeps its whole name in the drawer, and the list short', async () => {
    const name = `begin${'x'.repeat(5000)}`
    const { user, link } = await openFirst((job) => ({ ...job, name }))
    expect(link.textContent.length).toBeLessThanOrEqual(200)
    await user.click(link)
    expect(await within(await screen.findByRole('dialog')).findByRole('heading', { level: 2 })).toHaveTextContent(name)
  })

  it('with sixty tags shows the first and counts the others', async () => {
    const { row } = await openFirst((job) => ({ ...job, tags: Array.from({ length: 60 }, (_, index) => `tag ${index}`) }))
    expect(within(row).getByText('tag 0')).toBeInTheDocument()
    expect(within(row).queryByText('tag 59')).not.toBeInTheDocument()
    expect(within(row).getByText(/^\+5\d$/)).toBeInTheDocument()
  })

  it('with a reason of thousands of characters shows its begin and gives the rest on demand', async () => {
    const text = `The video is damaged. ${'frame is missing, '.repeat(200)}end`
    const { user, link } = await openFirst((job) => {
      const logs = job['operation_logs']
      return Array.isArray(logs) ? { ...job, operation_logs: logs.map((log: unknown) => (isFields(log) ? { ...log, log_description: text } : log)) } : job
    })
    await user.click(link)
    const verdict = await within(await screen.findByRole('dialog')).findByRole('region', { name: 'Verdict' })
    const more = await within(verdict).findByRole('button', { name: 'Whole text, 3,625 characters' })
    expect(more).toHaveAttribute('aria-expanded', 'false')
    await user.click(more)
    expect(within(verdict).getByRole('button', { name: 'Fewer lines' })).toHaveAttribute('aria-expanded', 'true')
    expect(verdict).toHaveTextContent(text)
  })

  it('with two thousand lines of log, one of a kind nobody knows, is told within bounds and loses none', async () => {
    const { user, link } = await openFirst((job) => {
      if (!Array.isArray(job['operation_logs'])) return job
      const lines = Array.from({ length: 2000 }, (_, index) => ({
        log_type: index === 1999 ? 'SOMETHING_OF_TOMORROW' : index % 2 === 0 ? 'VIDEO_ANALYZE_PROCESSING' : 'VIDEO_ANALYZE_FAILED',
        operate_time: new Date(Date.parse('2026-03-01T00:00:00Z') + index * 60_000).toISOString(),
        operate_user: 'SYSTEM',
      }))
      return { ...job, operation_logs: lines }
    })
    await user.click(link)
    const open = await screen.findByRole('dialog')
    expect(await within(open).findByText('SOMETHING_OF_TOMORROW')).toBeInTheDocument()
    expect(within(open).getAllByRole('listitem').length).toBeLessThan(300)
    const earlier = within(open).queryByRole('button', { name: /^Show [\d,]+ earlier lines$/ })
    const attempts = within(open).queryAllByRole('button', { name: /^Attempt / })
    expect(earlier !== null || attempts.length > 0).toBe(true)
  })

  it('whose clock is ahead of ours is told by its day, not as a time to come that has passed', async () => {
    const { row } = await openFirst((job) => ({ ...job, create_time: '2027-03-01T00:00:00Z' }))
    expect(within(row).getByText('1 Mar 2027')).toBeInTheDocument()
    expect(row).not.toHaveTextContent(/-\d|ago/)
  })
})
