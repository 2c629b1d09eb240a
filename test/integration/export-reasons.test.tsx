import { describe, expect, it } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import { Sources } from '#contract/source.ts'
import { collectRows } from '#web/jobs/export/collect-jobs.ts'
import { toCsvFile, toJsonFile } from '#web/jobs/export/export-rows.ts'
import { openPage } from './page.tsx'
import { createWorld, metastudio } from './world.ts'

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
    const [header = '', ...lines] = toCsvFile(rows.map((row) => ({ ...row, job: { ...row.job, name: 'x' } }))).trimEnd().split('\r\n')
    const column = header.split(',').indexOf('reason_pending')
    expect(lines.map((line) => line.split(',')[column])).toEqual(jobs.map(() => 'true'))
    expect(toJsonFile(rows, { address: 'http://localhost/', at: 0, count: rows.length }).match(/"reason_pending": true/g)).toHaveLength(jobs.length)
  })
})
