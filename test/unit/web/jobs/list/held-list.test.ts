import { describe, expect, it } from 'vitest'
import type { Job } from '#contract/job.ts'
import { holdStill, isWaiting, letIn } from '#web/jobs/list/held-list.ts'
import type { Page } from '#web/jobs/list/held-list.ts'
import { liveEn } from '#web/messages/live.en.ts'
import { liveZhCN } from '#web/messages/live.zh-CN.ts'

const job = (job_id: string, state = 'TRAINING', phase: Job['phase'] = 'training'): Job => ({
  source: 'metastudio-cn-north-4', cloud: 'metastudio', job_id, name: job_id, state, phase, actor: 'nobody', hidden_failure: false, cover: 'no',
})
const jobs = (ids: string) => [...ids].map((id) => job(id))
const page = (answer: readonly Job[], place: Partial<Page> = {}): Page => ({ jobs: answer, isFirst: true, isLast: false, ...place })
const ids = (list: { rows: readonly { job: Job }[] }) => list.rows.map((row) => row.job.job_id).join('')
const left = (list: { rows: readonly { job: Job; left: boolean }[] }) =>
  list.rows.filter((row) => row.left).map((row) => row.job.job_id).join('')

describe('the list that holds still', () => {
  it('keeps order and membership while cells change in place', () => {
    const held = holdStill(letIn('q', jobs('abc')), 'q', page([job('d'), job('c', 'TRAIN_FAILED', 'failed'), job('a')]))
    expect(ids(held)).toBe('abc')
    expect(held.rows.map((row) => row.job.state)).toEqual(['TRAINING', 'TRAINING', 'TRAIN_FAILED'])
    expect(held.rows.map((row) => row.changes)).toEqual([0, 0, 1])
    expect(holdStill(held, 'q', page([job('c')])).rows.map((row) => row.changes)).toEqual([0, 0, 2])
  })

  it('marks a row that left, and takes the mark back when it returns', () => {
    const gone = holdStill(letIn('q', jobs('abc')), 'q', page(jobs('ac')))
    expect(left(gone)).toBe('b')
    expect(isWaiting(gone)).toBe(true)
    expect(left(holdStill(gone, 'q', page(jobs('abc'))))).toBe('')
    // Nor does it go when all its neighbours are on another page by now.
    expect(left(holdStill(gone, 'q', page(jobs('xyz'))))).toBe('b')
  })

  it('does not say of rows that new jobs pushed to the next page that they left', () => {
    expect(left(holdStill(letIn('q', jobs('abcde')), 'q', page(jobs('xyabc'))))).toBe('')
    expect(left(holdStill(letIn('q', jobs('abcde')), 'q', page(jobs('xyacd'))))).toBe('b')
    expect(left(holdStill(letIn('q', jobs('abc')), 'q', page(jobs('xyz'))))).toBe('')
  })

  it('does not say of rows that moved to the page before that they left', () => {
    const second = { isFirst: false }
    expect(left(holdStill(letIn('q', jobs('abcde')), 'q', page(jobs('cdefg'), second)))).toBe('')
    expect(left(holdStill(letIn('q', jobs('abcde')), 'q', page(jobs('bdefg'), second)))).toBe('c')
    expect(left(holdStill(letIn('q', jobs('abc')), 'q', page(jobs('xyz'), { isFirst: false, isLast: true })))).toBe('')
  })

  it('knows that the last row of the last page left', () => {
    expect(left(holdStill(letIn('q', jobs('abc')), 'q', page(jobs('ab'), { isLast: true })))).toBe('c')
    expect(left(holdStill(letIn('q', jobs('abc')), 'q', page([], { isLast: true })))).toBe('abc')
  })

  it('counts what waits, and how much of it failed', () => {
    const held = holdStill(letIn('q', jobs('a')), 'q', page([job('x', 'TRAIN_FAILED', 'failed'), job('y'), job('a')]))
    expect([held.added, held.failed]).toEqual([2, 1])
  })

  it('shows another question’s rows at once', () => {
    expect(ids(holdStill(letIn('q', jobs('a')), 'other', page(jobs('b'))))).toBe('b')
  })

  it('shows the first job of an empty list without asking', () => {
    expect(ids(holdStill(letIn('q', []), 'q', page(jobs('a'))))).toBe('a')
  })
})

describe('the words for what waits', () => {
  it.each([
    [1, 0, '1 new', '新增 1 个'],
    [3, 0, '3 new', '新增 3 个'],
    [1, 1, '1 new, failed', '新增 1 个，已失败'],
    [3, 1, '3 new, 1 of them failed', '新增 3 个，其中 1 个失败'],
    [3, 3, '3 new, all failed', '新增 3 个，均已失败'],
  ])('%i new, %i failed', (added, failed, english, chinese) => {
    expect([liveEn.waiting(added, failed), liveZhCN.waiting(added, failed)]).toEqual([english, chinese])
  })
})
