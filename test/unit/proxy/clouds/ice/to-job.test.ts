import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JobDetail } from '#contract/job-detail.ts'
import { iceStates } from '#contract/job-states.ts'
import { Job } from '#contract/job.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'
import { toJobDetail, toListedJob } from '#proxy/clouds/ice/to-job.ts'
import { toWireJob, toWirePage } from '#proxy/clouds/ice/wire.ts'
import example from '../../../../fixtures/ice-detail.json'

// The same inputs each time.
fc.configureGlobal({ seed: 20260115 })

const page = (list: unknown, more: object = {}) => toWirePage({ Success: true, Data: { AvatarTrainingJobList: list, ...more } }, 100)
const detailOf = (job: unknown, createTime?: string) => {
  const { wire } = toWireJob({ Success: true, Data: { AvatarTrainingJob: job } }, 'a')
  return toJobDetail(wire, 's', createTime)
}

describe('a page of the list', () => {
  it.each([undefined, null, []])('without jobs (%j) is empty', (list) => {
    expect(page(list, { TotalCount: 0 })).toMatchObject({ total: 0, sent: 0, rows: [] })
  })

  it.each([{}, { Data: null }, { Data: [] }, { Data: { AvatarTrainingJobList: 'many' } }, { Data: { AvatarTrainingJobList: [{}] } }, [], null])(
    '%j is unreadable',
    (answer) => {
      expect(() => toWirePage(answer, 100)).toThrow(CloudError)
    },
  )

  it('has no more rows than were asked for', () => {
    const { rows, sent, unreadable } = page(Array.from({ length: 101 }, (_, number) => ({ JobId: `job-${number}` })), { TotalCount: 101 })
    expect([rows.length, sent, unreadable.rows]).toEqual([100, 100, 0])
  })

  it('loses a row without an id, tells of it, and keeps the others', () => {
    const { rows, unreadable, sent } = page([{ AvatarName: 'x' }, { JobId: 'a', AvatarName: 5 }])
    expect({ ids: rows.map(({ JobId }) => JobId), unreadable, sent }).toEqual({ ids: ['a'], unreadable: { rows: 1, fields: ['AvatarName'] }, sent: 2 })
  })
})

describe('an id that no address can carry', () => {
  it('costs its row, and no other', () => {
    const { rows, unreadable } = page([{ JobId: 'a/b' }, { JobId: 'a' }])
    expect({ ids: rows.map(({ JobId }) => JobId), rows: unreadable.rows }).toEqual({ ids: ['a'], rows: 1 })
    expect(page([{ JobId: 'x'.repeat(65) }])).toMatchObject({ sent: 1, rows: [], unreadable: { rows: 1 } })
  })

  it('is replaced by the one that was asked for in a detail', () => {
    expect(detailOf({ JobId: 'a b', Status: 'Init' }).detail.job.job_id).toBe('a')
  })

  it('is none that was asked for: a detail of another job is unreadable, one in capitals is not', () => {
    expect(() => detailOf({ JobId: 'b', Status: 'Init' })).toThrow('another job')
    expect(detailOf({ JobId: 'A', Status: 'Init' }).detail.job.job_id).toBe('A')
  })
})

describe('a job', () => {
  it.each(Object.entries(iceStates))('in %s has its facts, and the console says nothing', (state, facts) => {
    const { job } = toListedJob({ JobId: 'a', Status: `${state}\n` }, 's')
    expect(job).toMatchObject({ state, phase: facts.phase, stage: facts.stage, actor: facts.actor, hidden_failure: false })
    expect(job.console_group).toBeUndefined()
  })

  it.each([
    ['Init', {}, 'no'],
    ['Training', {}, 'no'],
    ['Training', { FirstTrainingTime: '2026-01-01T00:00:00Z', LastTrainingTime: '2026-01-01T00:00:00Z' }, 'no'],
    ['Training', { FirstTrainingTime: '2026-01-01T00:00:00Z', LastTrainingTime: '2026-01-02T00:00:00Z' }, 'maybe'],
    ['Fail', {}, 'no'],
    ['Success', {}, 'maybe'],
    ['Brand_new', {}, 'maybe'],
  ])('in %s with %j has a cover: %s', (Status, times, cover) => {
    expect(toListedJob({ JobId: 'a', Status, ...times }, 's').job.cover).toBe(cover)
  })

  it('has a reason only when it failed, and none is invented', () => {
    expect(detailOf({ JobId: 'a', Status: 'Fail', Message: ' 素材不合格\n' }).detail.reason).toEqual({ text: '素材不合格', past: false })
    expect(detailOf({ JobId: 'a', Status: 'Fail' }).detail.reason).toEqual({ past: false })
    expect(detailOf({ JobId: 'a', Status: 'Success', Message: 'success' }).detail.reason).toBeUndefined()
  })

  it('has the creation time of the list, unless the cloud sends one', () => {
    expect(detailOf({ JobId: 'a' }, '2026-01-01T00:00:00Z').detail.job.create_time).toBe('2026-01-01T00:00:00Z')
    expect(detailOf({ JobId: 'a', CreateTime: '2026-01-02T00:00:00Z' }, '2026-01-01T00:00:00Z').detail.job.create_time).toBe('2026-01-02T00:00:00Z')
    expect(detailOf({ JobId: 'a' }).detail.job.create_time).toBeUndefined()
  })

  it('that does not repeat its id is the one that was asked for', () => {
    expect(detailOf({ Status: 'Init' }).detail.job.job_id).toBe('a')
  })

  it.each([undefined, null, 'text', []])('that is %j is unreadable', (job) => {
    expect(() => detailOf(job)).toThrow(CloudError)
  })
})

describe('whatever comes', () => {
  it('a job fits the contract or is unreadable', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('Fail', 'Success\n', '2026-01-01T00:00:00Z', 'call 15312340046'))
    const fields = Object.keys(example.answer.Data.AvatarTrainingJob).filter((name) => name !== 'JobId')
    const job = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields, 'CreateTime', '__proto__'), value))
    fc.assert(
      fc.property(job, (sent) => {
        try {
          const { detail } = detailOf(sent)
          expect(JobDetail.parse(detail)).toEqual(detail)
          expect(JSON.stringify(detail)).not.toContain('15312340046')
          for (const row of page([{ JobId: 'a' }, sent]).rows) {
            const { job } = toListedJob(row, 's')
            expect(Job.parse(job)).toEqual(job)
          }
        } catch (error) {
          if (!(error instanceof CloudError)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})
