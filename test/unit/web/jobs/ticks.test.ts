import { expect, it } from 'vitest'
import type { Job } from '#contract/job.ts'
import { toTicks, withTick } from '#web/jobs/table/use-ticks.ts'

const job = (job_id: string, state = 'TRAINING', phase: Job['phase'] = 'training'): Job => ({
  source: 'metastudio-cn-north-4', cloud: 'metastudio', job_id, name: job_id, state, phase, actor: 'nobody', hidden_failure: false, cover: 'no',
})

it('a ticked job goes on: it is what its row says now, and what it was where no row says more', () => {
  const page = [job('a'), job('b')]
  const kept = withTick(withTick({ key: 'q', jobs: new Map(), last: undefined }, page, 'a', false), page, 'b', false)
  const ticks = toTicks([kept, () => {}], [job('a', 'TRAIN_FAILED', 'failed')])
  expect([...ticks.jobs.values()].map(({ job_id, state }) => [job_id, state])).toEqual([['a', 'TRAIN_FAILED'], ['b', 'TRAINING']])
})
