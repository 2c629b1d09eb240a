import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { Sources } from '#contract/source.ts'
import { collectJobs, collectRows } from '#web/jobs/export/collect-jobs.ts'
import { toCsvFile, toJsonFile } from '#web/jobs/export/export-rows.ts'
import { readSearch } from '#web/jobs/job-search.ts'
import { en } from '#web/messages/en.ts'
import { exportEn } from '#web/messages/export.en.ts'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from '../world.ts'

/** Failed jobs of a world, and what an export of them collects; each wait moves the world's clock on. */
async function collect(trouble: (world: ReturnType<typeof createWorld>, waits: number) => void) {
  const world = createWorld()
  await openPage(`/${metastudio}/jobs`, { world })
  const source = Sources.parse((await world.json('/api/sources')).body).sources.find(({ id }) => id === metastudio)
  const { jobs } = JobList.parse((await world.json(`/api/sources/${metastudio}/jobs?phase=failed&limit=100`)).body)
  if (source === undefined) throw new Error('no source')
  let waits = 0
  trouble(world, waits)
  const rows = await collectRows(source, jobs, {
    signal: new AbortController().signal,
    moment: { now: world.clock.now(), zone: 'utc' },
    wait: async (ms) => {
      waits += 1
      if (waits > 100) throw new Error('it never ends')
      world.clock.advance(ms)
      trouble(world, waits)
    },
    onProgress: () => {},
  })
  return { jobs, rows, waits }
}

describe('an export with reasons', () => {
  it('waits for a cloud that recovers', async () => {
    const { jobs, rows } = await collect((world, waits) => (waits < 10 ? world.clouds.fail('metastudio', 'denied') : world.clouds.recover()))
    expect(rows).toHaveLength(jobs.length)
    expect(rows.filter(({ isPending }) => isPending)).toEqual([])
    expect(rows.some(({ reason }) => reason?.text !== undefined)).toBe(true)
  })

  it('gives up on what the cloud does not tell for a minute, keeps the jobs and says which lack their reason', async () => {
    const { jobs, rows, waits } = await collect((world) => world.clouds.fail('metastudio', 'denied'))
    expect(waits).toBeLessThan(30)
    expect(rows.map(({ job }) => job.job_id)).toEqual(jobs.map(({ job_id }) => job_id))
    expect(rows.every(({ isPending }) => isPending)).toBe(true)
    const [header = '', ...lines] = toCsvFile(rows.map((row) => ({ ...row, job: { ...row.job, name: 'x' } })), { messages: en, words: exportEn }).trimEnd().split('\r\n')
    const column = header.split(',').indexOf('reason_pending')
    expect(lines.map((line) => line.split(',')[column])).toEqual(jobs.map(() => 'true'))
    expect(toJsonFile(rows, { address: 'http://localhost/', at: 0, count: rows.length }, en).match(/"reason_pending": true/g)).toHaveLength(jobs.length)
  })
})

describe('an export of what failed lately', () => {
  /** What is collected of a world; the proxy's first answers may be replaced. */
  async function collectFailed(metastudioJobs: number, first: readonly object[]) {
    const world = createWorld({ metastudioJobs })
    const { server } = await openPage(`/${metastudio}/jobs`, { world })
    const source = Sources.parse((await world.json('/api/sources')).body).sources.find(({ id }) => id === metastudio)
    if (source === undefined) throw new Error('no source')
    const parts = [...first]
    server.use(http.get(`*/api/sources/${metastudio}/jobs`, () => {
      const part = parts.shift()
      return part === undefined ? undefined : HttpResponse.json({ count: 0, offset: 0, limit: 100, jobs: [], ...part })
    }))
    let waits = 0
    const collected = await collectJobs(source, readSearch('failed=90d'), {
      signal: new AbortController().signal,
      moment: { now: world.clock.now(), zone: 'utc' },
      wait: async () => {
        waits += 1
        if (waits > 100) throw new Error('it never ends')
      },
      onProgress: () => {},
    })
    return { world, collected, waits }
  }

  it('waits until the proxy knows when each job failed', async () => {
    const { world, collected, waits } = await collectFailed(240, [{ scanned: { jobs: 2, of: 40 } }, { scanned: { jobs: 2, of: 40 } }, { scanned: { jobs: 30, of: 40 } }])
    const since = new Date(world.clock.now() - 90 * 86_400_000).toISOString()
    const { count } = JobList.parse((await world.json(`/api/sources/${metastudio}/jobs?failed_since=${since}`)).body)
    expect(waits).toBe(3)
    expect(count).toBeGreaterThan(10)
    expect(collected.jobs).toHaveLength(count)
    expect(collected.scanned).toBeUndefined()
  })

  it('says how far it got where there are more jobs than are looked at', async () => {
    const { collected, waits } = await collectFailed(3_600, [])
    expect(waits).toBeLessThan(10)
    expect(collected.jobs.length).toBeGreaterThan(10)
    expect(collected.scanned?.jobs).toBe(300)
    expect(collected.scanned?.of).toBeGreaterThan(300)
  })
})

describe('an export of all that match', () => {
  it('waits as long as it is told to, and has each job once though some stand on two pages by now', async () => {
    const world = createWorld()
    const { server } = await openPage(`/${metastudio}/jobs`, { world })
    const source = Sources.parse((await world.json('/api/sources')).body).sources.find(({ id }) => id === metastudio)
    if (source === undefined) throw new Error('no source')
    let isBusy = true
    server.use(http.get(`*/api/sources/${metastudio}/jobs`, async ({ request }) => {
      if (isBusy) {
        isBusy = false
        return HttpResponse.json({ type: 'about:blank', title: 'x', status: 429, detail: 'x', code: 'throttled', retry_after_seconds: 7 }, { status: 429 })
      }
      // Five jobs came since the page before was read.
      const offset = Number(new URL(request.url).searchParams.get('offset') ?? 0)
      return HttpResponse.json((await world.json(`/api/sources/${metastudio}/jobs?limit=100&offset=${Math.max(0, offset - 5)}`)).body as object)
    }))
    const waits: number[] = []
    const { jobs } = await collectJobs(source, readSearch(''), {
      signal: new AbortController().signal,
      moment: { now: world.clock.now(), zone: 'utc' },
      wait: async (ms) => void waits.push(ms),
      onProgress: () => {},
    })
    expect(waits).toEqual([7_000])
    expect(jobs.map(({ job_id }) => job_id).toSorted()).toEqual(world.clouds.jobs('metastudio').map(({ id }) => id).toSorted())
  })
})

describe('an export of what was read before', () => {
  const question = `/api/sources/${metastudio}/jobs?limit=100`

  /** A world in which the jobs were read nine minutes ago, without a page that would ask for anything else. `answer`: how the proxy is asked. */
  async function setUpLater(answer: (world: ReturnType<typeof createWorld>) => Promise<Response>) {
    const world = createWorld({ metastudioJobs: 80 })
    const server = setupServer(
      http.get(`*/api/sources/${metastudio}/jobs`, async () => {
        const { headers, status, body } = await answer(world)
        vi.setSystemTime(world.clock.now())
        return new HttpResponse(body, { status, headers })
      }),
    )
    server.listen({ onUnhandledRequest: 'error' })
    onTestFinished(() => server.close())
    const source = Sources.parse((await world.json('/api/sources')).body).sources.find(({ id }) => id === metastudio)
    if (source === undefined) throw new Error('no source')
    const { jobs: before } = JobList.parse((await world.json(question)).body)
    const readAt = world.clock.now()
    world.clock.advance(9 * 60_000)
    vi.useFakeTimers({ toFake: ['Date'], now: world.clock.now() })
    const collect = (wait: () => Promise<void>) =>
      collectJobs(source, readSearch(''), {
        signal: new AbortController().signal,
        moment: { now: world.clock.now(), zone: 'utc' },
        wait,
        onProgress: () => {},
      })
    return { world, before, readAt, collect }
  }

  /** What is collected from a cloud that takes its time; `meanwhile` is called at each wait. */
  async function collectLater(meanwhile: (world: ReturnType<typeof createWorld>, waits: number) => Promise<void>) {
    let looks = 0
    const { world, collect, ...rest } = await setUpLater(async (later) => {
      const calls = later.calls('metastudio')
      const answer = later.get(question)
      looks += 1
      // Who looks again waits with the first one, who had the patience of the proxy.
      if (looks === 1) {
        await expect.poll(() => later.calls('metastudio')).toBe(calls + 1)
        later.clock.advance(1_000)
      }
      return answer
    })
    world.clouds.fail('metastudio', 'slow')
    let waits = 0
    const collected = await collect(async () => {
      waits += 1
      if (waits > 100) throw new Error('it never ends')
      await meanwhile(world, waits)
    })
    return { world, ...rest, collected, waits, looks }
  }

  it('waits for what is on its way, and holds the jobs as they are', async () => {
    const { world, before, collected, waits } = await collectLater(async (later, number) => {
      if (number < 3) return
      later.clouds.recover()
      await expect.poll(async () => (await later.get(question)).headers.has('cache-status')).toBe(false)
    })
    expect(waits).toBe(3)
    expect(collected.asOf).toBeUndefined()
    expect(collected.jobs).not.toEqual(before)
    expect(collected.jobs).toEqual(JobList.parse((await world.json(question)).body).jobs)
  })

  it('does not wait for ever, and says of when its jobs are', async () => {
    const { before, readAt, collected, waits, looks } = await collectLater(async () => {})
    expect([waits, looks]).toEqual([10, 11])
    expect(collected.jobs).toEqual(before)
    expect(collected.asOf).toBe(readAt)
  })

  it('does not wait for a cloud that is down, and says of when its jobs are', async () => {
    const { world, before, readAt, collect } = await setUpLater((later) => later.get(question))
    world.clouds.fail('metastudio', 'outage')
    const collected = await collect(() => Promise.reject(new Error('waited')))
    expect(collected.jobs).toEqual(before)
    expect(collected.asOf).toBe(readAt)
  })
})

describe('an export of what the screen shows', () => {
  it.each(['this page', 'ticked jobs'])('says of when its jobs are, in the file and by its name, and of old ones on the screen: %s', async (which) => {
    const world = createWorld()
    const { user, server } = await openPage(`/${metastudio}/jobs?limit=10&phase=done`, { world })
    await screen.findByRole('table', { name: 'Jobs', busy: false })
    const readAt = new Date(Math.floor(world.clock.now() / 1000) * 1000)
    const files: { name: string; text: Promise<string> }[] = []
    let written = Promise.resolve('')
    // A browser has them, the DOM of the tests has not.
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        written = blob.text()
        return 'blob:x'
      },
      revokeObjectURL: () => {},
    })
    onTestFinished(() => {
      Reflect.deleteProperty(URL, 'createObjectURL')
      Reflect.deleteProperty(URL, 'revokeObjectURL')
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push({ name: this.download, text: written })
    })
    // Nothing newer comes from here on.
    server.use(http.get('*/api/*', () => HttpResponse.error()))
    if (which === 'ticked jobs') await user.click(screen.getAllByRole('checkbox', { name: /^Tick / })[0] ?? document.body)
    act(() => void vi.setSystemTime(world.clock.now() + 9 * 60_000))
    if (which === 'this page') {
      await user.click(await screen.findByText('Export'))
      await user.click(screen.getByRole('button', { name: /^This page.*JSON$/ }))
    } else await user.click(within(await screen.findByRole('toolbar', { name: 'Ticked jobs' })).getByRole('button', { name: 'JSON' }))
    await screen.findByText(/The data is as it was read for the screen, up to 9.min ago\.$/)
    const [file] = files
    expect(JSON.parse((await file?.text) ?? '')).toMatchObject({ as_of: readAt.toISOString(), exported_at: new Date(world.clock.now() + 9 * 60_000).toISOString() })
    expect(file?.name).toContain(`-${readAt.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.json`)
  })
})
