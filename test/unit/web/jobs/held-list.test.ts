import { describe, expect, it } from 'vitest'
import type { Job } from '#contract/job.ts'
import { holdStill, letIn } from '#web/jobs/held-list.ts'

const job = (job_id: string, state = 'TRAINING', phase: Job['phase'] = 'training'): Job => ({
  source: 'metastudio-cn-north-4', cloud: 'metastudio', job_id, name: job_id, state, phase, actor: 'nobody', hidden_failure: false, cover: 'no',
})
const ids = (list: { rows: readonly { job: Job }[] }) => list.rows.map((row) => row.job.job_id)

describe('the list that holds still', () => {
  it('keeps order and membership while cells change in place', () => {
    const held = holdStill(letIn('q', [job('a'), job('b'), job('c')]), 'q', [job('d'), job('c', 'TRAIN_FAILED', 'failed'), job('a')])
    expect(ids(held)).toEqual(['a', 'b', 'c'])
    expect(held.rows.map((row) => row.job.state)).toEqual(['TRAINING', 'TRAINING', 'TRAIN_FAILED'])
    expect(held.rows.map((row) => row.changed)).toEqual([false, false, true])
  })

  it('marks a row that left, and takes the mark back when it returns', () => {
    const gone = holdStill(letIn('q', [job('a'), job('b')]), 'q', [job('a')])
    expect(gone.rows.map((row) => row.left)).toEqual([false, true])
    expect(holdStill(gone, 'q', [job('a'), job('b')]).rows.map((row) => row.left)).toEqual([false, false])
  })

  it('counts what waits, and how much of it failed', () => {
    const held = holdStill(letIn('q', [job('a')]), 'q', [job('x', 'TRAIN_FAILED', 'failed'), job('y'), job('a')])
    expect([held.added, held.failed]).toEqual([2, 1])
  })

  it('shows another question’s rows at once', () => {
    expect(ids(holdStill(letIn('q', [job('a')]), 'other', [job('b')]))).toEqual(['b'])
  })

  it('shows the first job of an empty list without asking', () => {
    expect(ids(holdStill(letIn('q', []), 'q', [job('a')]))).toEqual(['a'])
  })
})
