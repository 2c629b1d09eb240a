import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JobList } from '#contract/job-list.ts'
import type { FilterName } from '#contract/job-filters.ts'
import type { Job } from '#contract/job.ts'
import { Sources } from '#contract/source.ts'
import type { Source } from '#contract/source.ts'
import { emptySearch, readSearch, toListParams, withFailed, withFilters, withTime, writeSearch } from '#web/jobs/job-search.ts'
import type { JobSearch } from '#web/jobs/job-search.ts'
import { createWorld, ice, metastudio } from './world.ts'

/** One list that fits a page, read as the page reads it: from the address to the proxy's question. */
async function open(id: string) {
  const world = createWorld({ metastudioJobs: 90, iceJobs: 60 })
  const source = Sources.parse((await world.json('/api/sources')).body).sources.find((one) => one.id === id)
  if (source === undefined) throw new Error(`no source ${id}`)
  const jobs = async (search: JobSearch): Promise<Job[]> => {
    const asked = readSearch(writeSearch({ ...search, limit: 100 }))
    const answer = await world.json(`/api/sources/${id}/jobs?${toListParams(asked, source, { now: world.clock.now(), zone: 'utc' })}`)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return JobList.parse(answer.body).jobs
  }
  return { source, jobs }
}

/** A value for each filter that some job, or none, has. */
function valuesOf(jobs: readonly Job[], source: Source): [FilterName, string][] {
  const has = (name: FilterName) => source.filters.includes(name)
  const of = (name: FilterName, values: readonly (string | undefined)[]) => [...new Set(values)].slice(0, 3).flatMap((value): [FilterName, string][] => (value === undefined || !has(name) ? [] : [[name, value]]))
  return [
    ...of('state', [...jobs.map((job) => job.state).slice(0, 2), `-${jobs[0]?.state}`, 'QUALITY_GATE_WAIT']),
    ...of('phase', ['failed', '-done', 'training,review']),
    ...of('actor', ['you', 'provider']),
    ...of('hidden_failure', ['true']),
    ...of('tag', jobs.flatMap((job) => job.tags ?? [])),
    ...of('batch_name', jobs.map((job) => job.batch_name)),
    ...of('name', ['a', jobs[0]?.name.slice(0, 4).trim(), 'nobody is called so']),
    ...of('job_id', [jobs[0]?.job_id]),
    ...of('model_resolution', ['1080P', '4K']),
    ...of('is_flexus', ['true', 'false']),
    ...of('is_live_copy', ['true', 'false']),
    ...of('is_ondemand_resource', ['true', 'false']),
    ...of('train_location', jobs.flatMap((job) => job.optional_training_location ?? [])),
    ...of('create_until', ['2026-03-10T00:00:00Z']),
    ...of('update_since', ['2026-03-01T00:00:00Z']),
  ]
}

const stateNames = new Set<FilterName>(['state', 'phase'])

describe.each([['MetaStudio', metastudio], ['ICE', ice]])('the rows of %s', (_, id) => {
  it('are the same after any filter was applied and cleared, those with missing fields too', async () => {
    const { source, jobs } = await open(id)
    const all = await jobs(emptySearch)
    const ids = (rows: readonly Job[]) => rows.map((job) => job.job_id)
    // Jobs of which the cloud says little must be among them, or the test says little.
    if (id === metastudio) for (const field of ['create_time', 'batch_name', 'tags'] as const) expect(all.some((job) => job[field] === undefined), field).toBe(true)

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...valuesOf(all, source)), fc.option(fc.constantFrom(...valuesOf(all, source))), async ([name, value], base) => {
        const before = base === null || base[0] === name ? emptySearch : withFilters(emptySearch, { [base[0]]: base[1] })
        const rows = await jobs(before)
        const applied = withFilters(before, { [name]: value })
        const narrowed = await jobs(applied)
        // States and phases that are wanted add up; every other filter only takes away.
        if (base === null || !(stateNames.has(name) && stateNames.has(base[0]))) expect(ids(rows)).toEqual(expect.arrayContaining(ids(narrowed)))
        expect(ids(await jobs(withFilters(applied, { [name]: undefined })))).toEqual(ids(rows))
      }),
      { numRuns: 60 },
    )
  })

  it('are the same after a range that ends now was applied and cleared', async () => {
    const { source, jobs } = await open(id)
    const all = (await jobs(emptySearch)).map((job) => job.job_id)
    for (const field of ['created', 'updated'] as const) {
      const applied = withTime(emptySearch, field, '30d')
      expect((await jobs(applied)).length).toBeLessThanOrEqual(all.length)
      expect((await jobs(withTime(applied, field, undefined))).map((job) => job.job_id)).toEqual(all)
    }
    const failed = withFailed(emptySearch, '24h')
    const rows = await jobs(failed)
    if (source.filters.includes('failed_since')) {
      expect(rows.length).toBeLessThan(all.length)
      for (const job of rows) expect(['failed', 'stopped']).toContain(job.phase)
    } else expect(rows.map((job) => job.job_id)).toEqual(all)
    expect((await jobs(withFailed(failed, undefined))).map((job) => job.job_id)).toEqual(all)
  })
})
