import { describe, expect, it } from 'vitest'
import type { Job } from '#contract/job.ts'
import type { TrainingCloud } from '#proxy/clouds/cloud.ts'
import { createFailedSince } from '#proxy/questions/failed-since.ts'
import type { KnownFailure, ReasonReader } from '#proxy/questions/reasons.ts'
import { createSourceReader } from '#proxy/sources/source-reader.ts'

const now = () => Date.parse('2026-03-14T08:00:00Z')

function toJob(job_id: string): Job {
  return { source: 'one', cloud: 'metastudio', job_id, name: job_id, state: 'TRAIN_FAILED', phase: 'failed', actor: 'provider', hidden_failure: true, cover: 'no' }
}

/** A source whose list holds these jobs, and what is known of their failures. */
function setUp(known: Record<string, KnownFailure | undefined>, cloudIgnored: 'update_until'[] = []) {
  const ids = Object.keys(known)
  const cloud: TrainingCloud = {
    cloud: 'metastudio',
    filters: [],
    sortKeys: ['create_time'],
    sweep: { jobs: 2_000, pageSize: 100 },
    listJobs: async () => ({ count: ids.length, jobs: ids.map((id) => ({ job: toJob(id) })), cloudIgnored }),
    getJob: () => Promise.reject(new Error('nobody asks')),
    getContact: () => Promise.reject(new Error('nobody asks')),
  }
  const source = { id: 'one', label: 'One', region: 'here', demo: false, cloud, health: () => ({ status: 'ok' as const }), isDown: () => false, isKeyResting: () => false }
  const asked: string[] = []
  const reasons: ReasonReader = {
    read: async () => ({ body: { reasons: {}, pending: [] } }),
    failureOf: (_, jobId) => known[jobId],
    learn: (_, jobId) => {
      asked.push(jobId)
      return undefined
    },
  }
  const failures = createFailedSince({ reasons, sleep: () => new Promise(() => {}) })
  const reader = createSourceReader({ source, now, sleep: () => new Promise(() => {}) })
  const read = (isSorted = false) =>
    failures.read(reader, {
      filters: {},
      states: ['TRAIN_FAILED'],
      since: '2026-03-10T00:00:00Z',
      offset: 0,
      limit: 50,
      sort_key: 'create_time',
      sort_dir: 'desc',
      isSorted,
    })
  return { asked, read }
}

const at = (failedAt: string | undefined): KnownFailure => ({ failedAt, isOld: false })

describe('jobs by their time of failure', () => {
  it('leave out what failed before or at no time that can be read, and count it as looked at', async () => {
    const { asked, read } = setUp({ a: at('2026-03-11T00:00:00Z'), b: at(undefined), c: at('2026-03-09T23:59:59Z'), d: at('2026-03-12T00:00:00.500Z') })
    const { value } = await read()
    expect(value.jobs.map(({ job }) => job.job_id)).toEqual(['d', 'a'])
    expect(value.count).toBe(2)
    expect(value.scanned).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('keep the order of the list where one was asked for', async () => {
    const { read } = setUp({ a: at('2026-03-11T00:00:00Z'), d: at('2026-03-12T00:00:00Z') })
    expect((await read(true)).value.jobs.map(({ job }) => job.job_id)).toEqual(['a', 'd'])
  })

  it('ask for the details that are missing or old, use the old ones meanwhile and say how far that got', async () => {
    const { asked, read } = setUp({ a: undefined, b: { failedAt: '2026-03-11T00:00:00Z', isOld: true }, c: at('2026-03-12T00:00:00Z') })
    const { value } = await read()
    expect(asked).toEqual(['a', 'b'])
    expect(value.jobs.map(({ job }) => job.job_id)).toEqual(['c', 'b'])
    expect(value.scanned).toEqual({ jobs: 2, of: 3 })
  })

  it('tell what the cloud ignored', async () => {
    const { read } = setUp({ a: at('2026-03-11T00:00:00Z') }, ['update_until'])
    expect((await read()).value.cloudIgnored).toEqual(['update_until'])
  })
})
