import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JobDetail } from '#contract/job-detail.ts'
import { metastudioStates } from '#contract/job-states.ts'
import { Job } from '#contract/job.ts'
import { logTypes } from '#contract/log-types.ts'
import { toSince } from '#contract/since.ts'
import { CloudError } from '#proxy/clouds/cloud.ts'
import { toListAnswer } from '#proxy/clouds/metastudio/list.ts'
import { toJob, toJobDetail } from '#proxy/clouds/metastudio/to-job.ts'
import { toWireDetail, toWireList } from '#proxy/clouds/metastudio/wire.ts'
import example from '../../../../fixtures/metastudio-detail.json'

// The same inputs each time.
fc.configureGlobal({ seed: 20260115 })

const query = { filters: {}, offset: 0, limit: 50, sort_key: 'create_time', sort_dir: 'desc' } as const
const read = (answer: unknown) => toListAnswer(toWireList(answer), query, 's')
const jobOf = (fields: object) => read({ count: 1, jobs: [{ job_id: 'a', ...fields }] }).jobs[0]?.job
const detailOf = (fields: object) => toJobDetail(toWireDetail({ job_id: 'a', state: 'TRAINING', ...fields }, 'a').wire, 's').detail
const log = (log_type: string, operate_time: string | undefined, more: object = {}) => ({ log_type, operate_time, ...more })

describe('a list answer', () => {
  it.each([{ count: 0 }, { count: 0, jobs: null }, { count: 0, jobs: [] }, {}])('%j holds no jobs', (answer) => {
    expect(read(answer)).toEqual({ count: 0, jobs: [] })
  })

  it.each([[], null, 'text', { jobs: 'many' }, { jobs: {} }, { jobs: [{}] }, { jobs: [null, 5] }])('%j is unreadable', (answer) => {
    expect(() => read(answer)).toThrow(CloudError)
  })

  it('loses a row without an id, tells of it, and keeps the others', () => {
    const answer = { count: 3, jobs: [{ name: 'x' }, null, { job_id: 'a', name: 7, tags: ['t', 1] }] }
    expect(toWireList(answer).unreadable).toEqual({ rows: 2, fields: ['name', 'tags'] })
    expect(read(answer)).toMatchObject({ count: 3, jobs: [{ job: { job_id: 'a', name: '', tags: ['t'] } }] })
  })

  it.each(['a/b', 'a.b', 'x'.repeat(65), 'тест', ' '])('loses a row whose id is %j, which no address can carry, and says so', (job_id) => {
    const answer = { count: 2, jobs: [{ job_id, name: 'x' }, { job_id: 'a' }] }
    expect(read(answer)).toMatchObject({ count: 2, unreadable: 1, jobs: [{ job: { job_id: 'a' } }] })
  })

  it('of jobs without a single id that can be used is still an answer: its number counts', () => {
    expect(read({ count: 7, jobs: [{ job_id: 'a/b' }] })).toEqual({ count: 7, jobs: [], unreadable: 1 })
  })

  it('of a job is about the job that was asked for when it repeats its id in another form', () => {
    expect(toWireDetail({ job_id: 'a/b', state: 'TRAINING' }, 'a').wire.job_id).toBe('a')
    expect(toWireDetail({ job_id: 'A1', state: 'TRAINING' }, 'a1').wire.job_id).toBe('A1')
    expect(() => toWireDetail({ job_id: 'b', state: 'TRAINING', contact: '15312340046' }, 'a')).toThrow('another job')
  })

  it('drops a field of a wrong type and keeps the row', () => {
    const fields = { name: {}, state: 5, contact: [], tags: 'vip', is_flexus: 'maybe', create_time: 'soon', cover_download_url: 9 }
    const job = jobOf(fields)
    expect(job).toEqual({
      source: 's',
      cloud: 'metastudio',
      job_id: 'a',
      name: '',
      state: '',
      phase: 'unknown',
      actor: 'unknown',
      hidden_failure: false,
      cover: 'no',
    })
  })

  it('merges rows of one id: the newest wins, field by field', () => {
    const jobs = [
      { job_id: 'a', state: 'JOB_FINISH', last_update_time: '2026-01-02T00:00:00Z' },
      { job_id: 'b' },
      { job_id: 'a', state: 'TRAINING', last_update_time: '2026-01-01T00:00:00Z', batch_name: 'spring' },
    ]
    const answer = read({ count: 3, jobs })
    expect(answer.jobs.map(({ job }) => [job.job_id, job.state, job.batch_name])).toEqual([
      ['a', 'JOB_FINISH', 'spring'],
      ['b', '', undefined],
    ])
    expect(answer.count).toBe(3)
  })

  it('never has more rows than were asked for, nor a count below what is seen', () => {
    const jobs = Array.from({ length: 80 }, (_, index) => ({ job_id: `job-${index}` }))
    expect(read({ count: 'many', jobs })).toMatchObject({ count: 50 })
    expect(read({ count: '80', jobs })).toMatchObject({ count: 80 })
    expect(read({ count: -1, jobs }).jobs).toHaveLength(50)
  })

  it('names update_until when a row is newer, by whole seconds and where it can be read', () => {
    const asked = { ...query, filters: { update_until: '2026-01-01T00:00:00Z' } }
    const ignored = (last_update_time: unknown) =>
      toListAnswer(toWireList({ count: 1, jobs: [{ job_id: 'a', last_update_time }] }), asked, 's').cloudIgnored
    expect(ignored('2026-01-01T00:00:01Z')).toEqual(['update_until'])
    expect(ignored('2026-01-01T08:00:01+08:00')).toEqual(['update_until'])
    expect(ignored('2026-01-01T00:00:00.900Z')).toBeUndefined()
    expect(ignored('soon')).toBeUndefined()
    expect(ignored(undefined)).toBeUndefined()
  })
})

describe('a state', () => {
  it.each(Object.entries(metastudioStates))('%s has its facts, and the console’s word only where the vendor gives it', (state, facts) => {
    const job = jobOf({ state })
    expect(job).toMatchObject({ state, phase: facts.phase, stage: facts.stage, actor: facts.actor })
    expect(job?.console_group).toBe(facts.console_group_source === 'doc' ? facts.console_group : undefined)
  })

  it('that nobody knows is shown as it is', () => {
    expect(jobOf({ state: ' BRAND_NEW\n' })).toMatchObject({ state: 'BRAND_NEW', phase: 'unknown', actor: 'unknown', hidden_failure: false })
    expect(jobOf({ state: 'constructor' })).toMatchObject({ phase: 'unknown' })
  })

  it('is a hidden failure 12 times', () => {
    expect(Object.keys(metastudioStates).filter((state) => jobOf({ state })?.hidden_failure)).toHaveLength(12)
  })
})

describe('a cover', () => {
  it('keeps its version while only the signature changes', () => {
    const of = (url: string) => toJob({ job_id: 'a', cover_download_url: url }, 's')
    const first = of('https://b.example.com/a.png?sig=1')
    expect(of('https://b.example.com/a.png?sig=2').job.cover_version).toBe(first.job.cover_version)
    expect(of('https://b.example.com/b.png?sig=1').job.cover_version).not.toBe(first.job.cover_version)
    expect(first).toMatchObject({ coverUrl: 'https://b.example.com/a.png?sig=1', job: { cover: 'yes' } })
  })

  it.each(['', 'javascript:alert(1)', 'file:///etc/passwd', 'https://', 'a.png'])('%j is none', (url) => {
    const { job, coverUrl } = toJob({ job_id: 'a', cover_download_url: url }, 's')
    expect(job.cover).toBe('no')
    expect(coverUrl).toBeUndefined()
  })
})

describe('the timeline', () => {
  it('is sorted by time; equal times keep their order, entries without a time stand last', () => {
    const { timeline } = detailOf({
      operation_logs: [
        log('SYSTEM_TRAINING', '2026-01-03T00:00:00Z'),
        log('ADMIN_RESET', undefined),
        log('USER_CREATE_JOD', '2026-01-01T08:00:00+08:00'),
        log('TIME_OUT_RETRY', 'soon'),
        log('SYSTEM_TRAIN_FAILED', '2026-01-03T00:00:00Z'),
      ],
    })
    expect(timeline.map(({ log_type }) => log_type)).toEqual([
      'USER_CREATE_JOD',
      'SYSTEM_TRAINING',
      'SYSTEM_TRAIN_FAILED',
      'ADMIN_RESET',
      'TIME_OUT_RETRY',
    ])
  })

  it.each(Object.entries(logTypes))('knows %s', (type, facts) => {
    const [entry] = detailOf({ operation_logs: [log(type, '2026-01-01T00:00:00Z')] }).timeline
    expect(entry).toMatchObject({ log_type: type, kind: facts.kind, by: facts.by })
    expect(entry?.stage).toBe(facts.stage ?? undefined)
  })

  it('believes the wire before the name about who did it, and claims nothing of a type nobody knows', () => {
    const { timeline } = detailOf({
      operation_logs: [
        log('SYSTEM_TRAINING', '2026-01-01T00:00:00Z', { operate_user: 'ADMIN' }),
        log('SYSTEM_TRAINING', '2026-01-02T00:00:00Z', { operate_user: 'toString' }),
        log('BRAND_NEW_FAILED', '2026-01-03T00:00:00Z', { operate_user: 'USER' }),
      ],
    })
    expect(timeline.map(({ by, kind }) => [by, kind])).toEqual([
      ['provider', 'milestone'],
      ['machine', 'milestone'],
      ['you', 'info'],
    ])
  })

  it('reads an error code that was sent as a number', () => {
    const [entry] = detailOf({ operation_logs: [log('SYSTEM_VERIFY_FAILED', undefined, { error_code: 44005901 })] }).timeline
    expect(entry?.error_code).toBe('44005901')
  })
})

describe('the reason', () => {
  const failure = log('SYSTEM_TRAIN_FAILED', '2026-01-02T00:00:00Z')
  const verified = log('ADMIN_VERIFY_FAILED', '2026-01-01T00:00:00Z', { log_description: '背景不干净', error_code: '44005901' })
  const stop = log('ADMIN_STOP_TRAIN', '2026-01-02T00:00:00Z')
  /** So many hours after the failure and the stop. */
  const said = (comment_type: string, hour: number, comment_message: string) =>
    ({ comment_type, comment_message, operate_time: new Date(Date.UTC(2026, 0, 2, hour)).toISOString().replace('.000', '') })
  const rejection = { comment_type: 'USER_REJECT', comment_title: '口型不准', comment_message: '第 3 秒', operate_time: '2026-01-03T00:00:00Z' }

  it('is the newest failure, with its own sentence or none', () => {
    expect(detailOf({ state: 'TRAIN_FAILED', operation_logs: [failure, verified] }).reason).toEqual({
      at: '2026-01-02T00:00:00Z',
      log_type: 'SYSTEM_TRAIN_FAILED',
      past: false,
    })
    expect(detailOf({ state: 'MANUAL_VERIFY_FAILED', operation_logs: [verified] }).reason).toEqual({
      text: '背景不干净',
      at: '2026-01-01T00:00:00Z',
      log_type: 'ADMIN_VERIFY_FAILED',
      error_code: '44005901',
      past: false,
    })
  })

  it('is past when the job has moved on', () => {
    expect(detailOf({ state: 'COMPILING', operation_logs: [failure] }).reason?.past).toBe(true)
    expect(detailOf({ state: 'MANUAL_STOP_TRAIN', operation_logs: [failure, log('ADMIN_STOP_TRAIN', '2026-01-04T00:00:00Z')] }).reason).toMatchObject({
      log_type: 'ADMIN_STOP_TRAIN',
      past: false,
    })
  })

  it('is the customer’s own word when the job was rejected', () => {
    const fields = { operation_logs: [failure], comment_logs: [rejection, { comment_type: 'ADMIN_COMMENT', comment_message: 'x', operate_time: '2026-01-05T00:00:00Z' }] }
    expect(detailOf({ state: 'JOB_REJECT', ...fields }).reason).toEqual({ text: '第 3 秒', at: '2026-01-03T00:00:00Z', past: false })
    expect(detailOf({ state: 'TRAINING', ...fields }).reason?.past).toBe(true)
  })

  it('of a stop without a sentence has what staff wrote first after it in the discussion, masked, not what came before', () => {
    const comment_logs = [said('ADMIN_COMMENT', 5, 'Thanks.'), said('ADMIN_COMMENT', 2, 'Duplicate of another job, call 15312340046.'), said('ADMIN_COMMENT', -3, 'We begin.')]
    expect(detailOf({ state: 'MANUAL_STOP_TRAIN', operation_logs: [stop], comment_logs }).reason).toEqual({
      at: '2026-01-02T00:00:00Z', log_type: 'ADMIN_STOP_TRAIN', comment: 'Duplicate of another job, call 153****0046.', past: false,
    })
    const refused = log('ADMIN_VERIFY_FAILED', '2026-01-02T00:00:00Z')
    expect(detailOf({ state: 'MANUAL_VERIFY_FAILED', operation_logs: [refused], comment_logs }).reason).toHaveProperty('comment')
    expect(detailOf({ state: 'TRAINING', operation_logs: [stop], comment_logs }).reason).not.toHaveProperty('comment')
  })

  it.each([
    ['the log has a sentence of its own', 'MANUAL_STOP_TRAIN', { ...stop, log_description: 'Maintenance.' }, []],
    ['it is of the same second', 'MANUAL_STOP_TRAIN', { ...stop, operate_time: said('', 2, '').operate_time }, []],
    ['a customer asked since', 'MANUAL_STOP_TRAIN', stop, [said('USER_COMMENT', 1, 'Why?')]],
    ['a customer asked in the same second', 'MANUAL_STOP_TRAIN', stop, [said('USER_COMMENT', 2, 'Why?')]],
    ['a customer asked with the stop', 'MANUAL_STOP_TRAIN', stop, [said('USER_COMMENT', 0, 'Why?')]],
    ['a customer’s question from before was open', 'MANUAL_STOP_TRAIN', stop, [said('USER_COMMENT', -9, 'How long?')]],
    ['a customer asked at a time that is not told', 'MANUAL_STOP_TRAIN', stop, [{ comment_type: 'USER_COMMENT', comment_message: 'Why?' }]],
    ['a machine failed', 'TRAIN_FAILED', failure, []],
    ['a machine refused the video', 'AUTO_VERIFY_FAILED', log('SYSTEM_VERIFY_FAILED', '2026-01-02T00:00:00Z'), []],
    ['the customer rejected the result', 'JOB_REJECT', failure, [said('USER_REJECT', 1, 'No.')]],
  ])('has no comment of staff where %s', (_, state, entry, others) => {
    const comment_logs = [said('ADMIN_COMMENT', 2, 'Moved up in the queue.'), ...others]
    expect(detailOf({ state, operation_logs: [entry], comment_logs }).reason).toMatchObject({ past: false })
    expect(detailOf({ state, operation_logs: [entry], comment_logs }).reason).not.toHaveProperty('comment')
  })

  it('of a failure that led to another state is past: the job failed again, unlogged', () => {
    expect(detailOf({ state: 'COMPILE_FAILED', operation_logs: [failure] }).reason?.past).toBe(true)
    expect(detailOf({ state: 'MANUAL_STOP_TRAIN', operation_logs: [failure] }).reason?.past).toBe(true)
    expect(detailOf({ state: 'COMPILE_FAILED', operation_logs: [log('STOP_COMPILE', '2026-01-02T00:00:00Z')] }).reason?.past).toBe(false)
    expect(detailOf({ state: 'TRAIN_FAILED', operation_logs: [failure] }).reason?.past).toBe(false)
  })

  it('of a failure from which the job went on is past, though it stands in the same state again, unlogged', () => {
    const operation_logs = [failure, log('SYSTEM_TRAINING', '2026-01-03T00:00:00Z')]
    expect(detailOf({ state: 'TRAIN_FAILED', operation_logs }).reason).toMatchObject({ at: '2026-01-02T00:00:00Z', past: true })
    expect(detailOf({ state: 'TRAIN_FAILED', operation_logs: [failure, log('ADMIN_UPDATE_JOB_PRIORITY', '2026-01-03T00:00:00Z')] }).reason?.past).toBe(false)
  })

  const day = (number: number) => `2026-01-0${number}T00:00:00Z`
  const beside = log('SYSTEM_SET_VIDEO_ROTATION_ANGLE_FAILED', day(4))
  const onceMore = log('SYSTEM_TRAINING', day(3))
  it.each([
    ['not what failed beside it since', 'TRAIN_FAILED', [failure, beside], failure, false, { kind: 'exact', at: day(2) }],
    ['not what failed beside it after a fall that is not logged', 'TRAIN_FAILED', [failure, onceMore, beside], failure, true, { kind: 'bound', at: day(3) }],
    ['not what failed beside it, though its own fall is nowhere', 'TRAIN_FAILED', [onceMore, beside], undefined, undefined, { kind: 'bound', at: day(3) }],
    ['not what failed beside it, but its older fall elsewhere', 'COMPILE_FAILED', [failure, beside], failure, true, { kind: 'bound', at: day(2) }],
    ['not the stop of a later step', 'TRAIN_FAILED', [failure, log('STOP_COMPILE', day(3))], log('STOP_COMPILE', day(3)), true, { kind: 'bound', at: day(3) }],
    ['what failed beside it, where no entry is known to put a job there', 'GENERATE_ACTION_PREPROCESS_FAILED', [onceMore, beside], beside, false, { kind: 'exact', at: day(4) }],
  ] as const)('is %s', (_, state, operation_logs, entry, past, since) => {
    const detail = detailOf({ state, operation_logs })
    expect(detail.reason && { log_type: detail.reason.log_type, past: detail.reason.past }).toEqual(entry && { log_type: entry.log_type, past })
    expect(toSince(detail)).toEqual({ ...since, at: Date.parse(since.at) })
  })

  it('is a customer’s rejection whatever failed beside the job since, and is past once the job went on', () => {
    const comment_logs = [{ comment_type: 'USER_REJECT', operate_time: day(3), comment_message: 'The hands are wrong.' }]
    const rejected = { state: 'JOB_REJECT', comment_logs }
    expect(detailOf({ ...rejected, operation_logs: [beside] }).reason).toMatchObject({ text: 'The hands are wrong.', past: false })
    expect(detailOf({ ...rejected, operation_logs: [log('SYSTEM_TRAINING', day(5))] }).reason).toMatchObject({ text: 'The hands are wrong.', past: true })
  })

  it('of an old failure is not that of a rejection', () => {
    expect(detailOf({ state: 'JOB_REJECT', operation_logs: [failure] }).reason?.past).toBe(true)
  })

  it('in a state that nobody knows is past when something came after it', () => {
    const operation_logs = [failure, log('ADMIN_RESET', '2026-01-03T00:00:00Z')]
    expect(detailOf({ state: 'BRAND_NEW', operation_logs }).reason?.past).toBe(true)
    expect(detailOf({ state: 'BRAND_NEW', operation_logs: [failure] }).reason?.past).toBe(false)
  })

  it('is absent where nothing ever failed', () => {
    expect(detailOf({ operation_logs: [log('SYSTEM_TRAINING', '2026-01-01T00:00:00Z')] }).reason).toBeUndefined()
  })
})

describe('whatever comes', () => {
  it('a detail fits the contract or is unreadable', () => {
    const names = [...Object.keys(example.answer), '__proto__']
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('TRAIN_FAILED', 'JOB_REJECT', '2026-01-01T00:00:00Z', '15312340046'))
    const entry = fc.dictionary(
      fc.constantFrom('log_type', 'operate_time', 'operate_user', 'log_description', 'error_code', 'redo_reasons', 'comment_type', 'comment_message'),
      fc.oneof(anything, fc.constantFrom('SYSTEM_TRAIN_FAILED', 'USER_REJECT', 'USER')),
    )
    const answer = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names), fc.oneof(anything, fc.array(entry))))
    // Ids are never touched.
    const withoutIds = (name: string, value: unknown) => (name.endsWith('_id') && name !== 'app_user_id' ? undefined : value)
    fc.assert(
      fc.property(answer, (sent) => {
        try {
          const { detail } = toJobDetail(toWireDetail(sent, 'a').wire, 's')
          expect(JobDetail.parse(detail)).toEqual(detail)
          expect(JSON.stringify(detail, withoutIds)).not.toMatch(/(?<![0-9A-Za-z])15312340046(?![0-9A-Za-z])/)
        } catch (error) {
          if (!(error instanceof CloudError)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })

  it('a list fits the contract or is unreadable', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ count: fc.jsonValue(), jobs: fc.array(fc.jsonValue()) })), (sent) => {
        try {
          for (const { job } of read(sent).jobs) expect(Job.parse(job)).toEqual(job)
        } catch (error) {
          if (!(error instanceof CloudError)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})
