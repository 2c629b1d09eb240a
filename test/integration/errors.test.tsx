import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from './world.ts'

const jobs = `/${metastudio}/jobs`

describe('a cloud that cannot be reached', () => {
  it('leaves the other source alone, and the page says so', async () => {
    const world = createWorld()
    world.clouds.fail('metastudio', 'unreachable')
    await openPage(jobs, { world })
    expect(await screen.findByText(/Jobs on other sources are not affected/, {}, { timeout: 5000 })).toBeInTheDocument()
  })

  it('is all there is to say where no other source is watched', async () => {
    const world = createWorld({ sources: (accounts) => accounts.slice(0, 1) })
    world.clouds.fail('metastudio', 'unreachable')
    await openPage(jobs, { world })
    expect(await screen.findByRole('heading', { name: 'MetaStudio cannot be reached' }, { timeout: 5000 })).toBeInTheDocument()
    expect(screen.queryByText(/other sources/)).not.toBeInTheDocument()
  })
})
