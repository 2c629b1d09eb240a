import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

const jobs = `/${metastudio}/jobs`

describe('a cloud that cannot be reached', () => {
  it('leaves the other source alone, and the page says so', async () => {
    const world = createWorld()
    world.clouds.fail('metastudio', 'unreachable')
    await openPage(jobs, { world })
    expect(await screen.findByText(/Jobs on other sources are not affected/)).toBeInTheDocument()
  })

  it('is all there is to say where no other source is watched', async () => {
    const world = createWorld({ sources: (accounts) => accounts.slice(0, 1) })
    world.clouds.fail('metastudio', 'unreachable')
    await openPage(jobs, { world })
    expect(await screen.findByRole('heading', { name: 'MetaStudio cannot be reached' })).toBeInTheDocument()
    expect(screen.queryByText(/other sources/)).not.toBeInTheDocument()
  })
})

describe('a job whose id no address can carry', () => {
  it('is no row that cannot be opened; the page says that it is there', async () => {
    const tamper = (answer: object) =>
      'jobs' in answer && Array.isArray(answer.jobs) ? { ...answer, jobs: answer.jobs.map((row: object, index) => (index === 0 ? { ...row, job_id: 'a/b' } : row)) } : answer
    await openPage(jobs, { metastudioJobs: 20, iceJobs: 3, tamper })
    expect(await screen.findByText(/1 job that the cloud sent cannot be shown/)).toBeInTheDocument()
  })
})
