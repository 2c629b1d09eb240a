import { expect, it } from 'vitest'
import type { JobDetail } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'
import type { TrainingCloud } from '#proxy/clouds/cloud.ts'
import { createReasonReader } from '#proxy/questions/reasons.ts'
import { createSourceReader } from '#proxy/sources/source-reader.ts'

const job: Job = { source: 'one', cloud: 'metastudio', job_id: 'a', name: 'a', state: 'TRAIN_FAILED', phase: 'failed', actor: 'provider', hidden_failure: true, cover: 'no' }

/** Reasons of one job, with what the cloud says of it, on a clock that a test moves. */
function setUp() {
  let at = Date.parse('2026-03-14T08:00:00Z')
  const now = () => at
  const cloudSays = { reason: undefined as string | undefined, state: job.state, timeline: [] as JobDetail['timeline'] }
  const cloud: TrainingCloud = {
    cloud: 'metastudio',
    filters: [],
    sortKeys: ['create_time'],
    sweep: { jobs: 1, pageSize: 1 },
    listJobs: async () => ({ count: 1, jobs: [{ job: { ...job, state: cloudSays.state } }] }),
    getJob: async () => {
      const text = cloudSays.reason
      if (text === undefined) throw new CloudError('cloud_error', 'not now')
      return { detail: { job: { ...job, state: cloudSays.state }, timeline: cloudSays.timeline, comments: [], sub_jobs: [], reason: { text, past: false }, raw: {} } }
    },
    getContact: () => Promise.reject(new Error('nobody asks')),
  }
  const source = { id: 'one', label: 'One', region: 'here', demo: false, cloud, health: () => ({ status: 'ok' as const }), isDown: () => false, isKeyResting: () => false }
  const reader = createSourceReader({ source, now, sleep: () => new Promise(() => {}) })
  const reasons = createReasonReader({ now, sleep: () => new Promise(() => {}) })
  return {
    cloudSays,
    read: async () => (await reasons.read(reader, ['a'])).body,
    failedAt: async () => {
      await reasons.learn(reader, 'a')
      return reasons.failureOf(reader, 'a', cloudSays.state)?.failedAt
    },
    list: () => reader.list({ filters: {}, offset: 0, limit: 1, sort_key: 'create_time', sort_dir: 'desc' }),
    advance: (ms: number) => {
      at += ms
    },
    setBack: (ms: number) => {
      at -= ms
    },
  }
}

it('a reason that could not be read is asked for again after the clock was set back', async () => {
  const { cloudSays, read, setBack } = setUp()
  expect(await read()).toEqual({ reasons: {}, pending: ['a'] })
  setBack(3_600_000)
  cloudSays.reason = 'too dark'
  expect(await read()).toEqual({ reasons: { a: { text: 'too dark', past: false } }, pending: [] })
})

it('a reason from before the clock was set back is read anew', async () => {
  const { cloudSays, read, setBack } = setUp()
  cloudSays.reason = 'too dark'
  await read()
  setBack(3_600_000)
  cloudSays.reason = 'too loud'
  expect(await read()).toMatchObject({ reasons: { a: { text: 'too loud' } } })
})

it('a reason is kept while the list shows the job in the same state, and read anew once it shows another', async () => {
  const { cloudSays, read, list, advance } = setUp()
  cloudSays.reason = 'too dark'
  await read()
  cloudSays.reason = 'too loud'
  advance(60_000)
  await list()
  expect(await read()).toMatchObject({ reasons: { a: { text: 'too dark' } } })
  cloudSays.state = 'PREPROCESS_FAILED'
  advance(60_000)
  await list()
  expect(await read()).toMatchObject({ reasons: { a: { text: 'too loud' } } })
})

/** An entry of the log at midnight of a day in March. */
const entry = (day: number, kind: 'failure' | 'milestone', log_type: string): JobDetail['timeline'][number] => ({ at: `2026-03-0${day}T00:00:00Z`, log_type, by: 'machine', kind })
const trainingFailed = (day: number) => entry(day, 'failure', 'SYSTEM_TRAIN_FAILED')

it.each([
  ['the failure that put it there', [trainingFailed(1), entry(2, 'milestone', 'SYSTEM_TRAINING'), trainingFailed(3)], '2026-03-03T00:00:00Z'],
  ['not what failed beside it since', [trainingFailed(1), entry(2, 'failure', 'SYSTEM_SET_VIDEO_ROTATION_ANGLE_FAILED')], '2026-03-01T00:00:00Z'],
  ['where it went on and fell again unlogged, the last step that is logged', [trainingFailed(1), entry(2, 'milestone', 'SYSTEM_TRAINING')], '2026-03-02T00:00:00Z'],
  ['where the last failure put it elsewhere, that one: it fell here after it', [trainingFailed(1), entry(2, 'failure', 'SYSTEM_COMPILE_FAILED')], '2026-03-02T00:00:00Z'],
  ['no moment where the log has none', [], undefined],
])('a job has failed since %s', async (_, timeline, at) => {
  const { cloudSays, failedAt } = setUp()
  Object.assign(cloudSays, { reason: '', timeline })
  expect(await failedAt()).toBe(at)
})
