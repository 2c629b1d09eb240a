import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import type { TimelineEntry } from '#contract/job-detail.ts'
import { logTypes } from '#contract/log-types.ts'
import { knownStates } from '#contract/job-states.ts'
import { withoutFolded } from '#web/jobs/drawer/attempts.ts'
import { toStory } from '#web/jobs/drawer/story.ts'
import type { StoryRow } from '#web/jobs/drawer/story.ts'
import { drawerEn } from '#web/messages/drawer.en.ts'
import { drawerZhCN } from '#web/messages/drawer.zh-CN.ts'
import { aCompileFailure, aDetail, anEntry, dayMs, hourMs, iso, march14 } from './a-job.ts'

/** Each row in a few words. */
const told = (rows: readonly StoryRow[]): string[] =>
  rows.map((row) => {
    if (row.kind === 'entry') return `${row.entry.log_type}${row.past && row.entry.kind === 'failure' ? ' (past)' : ''}${row.withNewVideo ? ' +video' : ''}`
    if (row.kind === 'comment') return `comment ${row.comment.comment_type ?? ''}`
    if (row.kind === 'fold') return `fold ${row.entries.length}`
    if (row.kind === 'attempt') return `attempt ${row.number} ${row.end} ${row.ms / hourMs}h`
    if (row.kind === 'untimed') return 'untimed'
    return `${row.kind} ${row.wait} ${Math.floor(row.ms / hourMs)}h`
  })

describe('the story of a log', () => {
  it('heads attempts, names who was waited for, and ends with what is waited for now', () => {
    const now = march14 + 3 * dayMs + 13 * hourMs + 20 * 60_000
    expect(told(toStory(aCompileFailure(), now).rows)).toEqual([
      `attempt 1 review ${(5 * 60 + 4) / 60}h`,
      'USER_VERIFYING_SUBMITTED',
      'span reviewer 5h',
      'ADMIN_VERIFY_FAILED (past)',
      'span footage 50h',
      `attempt 2 open ${(now - Date.UTC(2026, 2, 11, 16, 40)) / hourMs}h`,
      'USER_VERIFYING_SUBMITTED +video',
      'fold 2',
      'span reviewer 17h',
      'ADMIN_VERIFY_SUCCESS',
      'span queue 16h',
      'SYSTEM_TRAINING',
      'span run 18h',
      'SYSTEM_TRAIN_SUCCESS',
      'span machine 2h',
      'SYSTEM_ACTION_GENERATE_ORI_SUCCESS',
      'SYSTEM_COMPILE_FAILED',
      'now provider 85h',
    ])
  })

  it('books the time to whom it was spent on, without a minute lost', () => {
    const now = march14 + 3 * dayMs
    const { shares } = toStory(aCompileFailure(), now)
    expect(shares).toBeDefined()
    const total = (shares?.provider ?? 0) + (shares?.you ?? 0) + (shares?.machine ?? 0) + (shares?.unknown ?? 0)
    expect(total).toBe(now - Date.UTC(2026, 2, 9, 9, 6))
    expect(shares?.you).toBe(50.5 * hourMs)
    expect(shares?.unknown).toBe(0)
  })

  it('counts attempts that fell for the same reason, whatever the figures in it', () => {
    const again = (texts: readonly (string | undefined)[]) =>
      aDetail('MANUAL_VERIFYING', [
        ...texts.flatMap((text, index) => [
          anEntry('USER_VERIFYING_SUBMITTED', march14 + index * dayMs),
          anEntry('ADMIN_VERIFY_FAILED', march14 + index * dayMs + hourMs, text === undefined ? {} : { text }),
        ]),
        anEntry('USER_VERIFYING_SUBMITTED', march14 + texts.length * dayMs),
      ])
    const repeats = (texts: readonly (string | undefined)[]) => toStory(again(texts), march14 + 9 * dayMs).repeats
    expect(repeats(['眼镜反光严重，04:58 之后', '眼镜反光严重，04:20 之后'])).toEqual({ attempts: 3, failures: 2, isReview: true, isSame: true })
    expect(repeats(['too dark', 'cut at 01:10'])).toMatchObject({ failures: 2, isSame: false })
    expect(repeats([undefined, undefined])).toMatchObject({ isSame: false })
    expect(repeats(['too dark'])).toEqual({ attempts: 2, failures: 1, isReview: true, isSame: false })
    expect(repeats([])).toBeUndefined()
  })

  it('counts every failure that the log tells of, in one attempt, in several, and without a submission', () => {
    const repeatsOf = (...types: string[]) => toStory(aDetail('TRAIN_FAILED', types.map((type, hour) => anEntry(type, march14 + hour * hourMs))), march14 + dayMs).repeats
    const submitted = 'USER_VERIFYING_SUBMITTED'
    expect(repeatsOf(submitted, 'ADMIN_VERIFY_FAILED', submitted, 'SYSTEM_TRAIN_FAILED', 'REDO_TRAINING', 'SYSTEM_TRAIN_FAILED')).toEqual({ attempts: 2, failures: 3, isReview: false, isSame: false })
    expect(repeatsOf(submitted, 'SYSTEM_TRAIN_FAILED', 'REDO_TRAINING', 'SYSTEM_TRAIN_FAILED')).toMatchObject({ attempts: 1, failures: 2 })
    expect(repeatsOf('SYSTEM_TRAIN_FAILED', 'REDO_TRAINING', 'SYSTEM_TRAIN_FAILED')).toMatchObject({ attempts: 0, failures: 2 })
    expect(repeatsOf(submitted, 'SYSTEM_TRAIN_FAILED')).toBeUndefined()
    expect(repeatsOf('SYSTEM_TRAIN_FAILED')).toBeUndefined()
  })

  it.each([
    [{ attempts: 2, failures: 3, isReview: false, isSame: false }, '2 attempts, 3 failures in all.', '共 2 轮，失败 3 次。'],
    [{ attempts: 3, failures: 2, isReview: true, isSame: true }, '3 attempts, 2 rejections in all, both for the same reason.', '共 3 轮，2 次未通过审核，原因相同。'],
    [{ attempts: 2, failures: 1, isReview: true, isSame: false }, '2 attempts, 1 rejection.', '共 2 轮，1 次未通过审核。'],
    [{ attempts: 1, failures: 2, isReview: false, isSame: false }, '1 attempt, 2 failures in all.', '共 1 轮，失败 2 次。'],
    [{ attempts: 0, failures: 3, isReview: false, isSame: true }, '3 failures in all, all for the same reason.', '失败 3 次，原因相同。'],
  ])('tells %j so that the number of attempts is not taken for one of them', (repeats, inEnglish, inChinese) => {
    expect(drawerEn.story.repeats(repeats)).toBe(inEnglish)
    expect(drawerZhCN.story.repeats(repeats)).toBe(inChinese)
  })

  it('counts time in review from the submission on, and none of what was never submitted', () => {
    const fallen = (...entries: [string, number][]) =>
      told(toStory(aDetail('MANUAL_VERIFYING', [...entries, ['USER_VERIFYING_SUBMITTED', 90] as const].map(([type, hour]) => anEntry(type, march14 + hour * hourMs))), march14 + 9 * dayMs).rows).find((row) => row.startsWith('attempt 1'))
    expect(fallen(['VIDEO_ANALYZE_PROCESSING', 0], ['VIDEO_ANALYZE_SUCCESS', 1], ['USER_VERIFYING_SUBMITTED', 9], ['ADMIN_VERIFY_FAILED', 12])).toBe('attempt 1 review 3h')
    expect(fallen(['VIDEO_ANALYZE_PROCESSING', 0], ['VIDEO_ANALYZE_FAILED', 2])).toBe('attempt 1 over 2h')
  })

  it('waits for the submission after the check of the video, while it lasts and once it is past', () => {
    const checked = [anEntry('USER_CREATE_JOD', march14), anEntry('VIDEO_ANALYZE_PROCESSING', march14), anEntry('VIDEO_ANALYZE_SUCCESS', march14)]
    expect(told(toStory(aDetail('VIDEO_ANALYZE_SUCCESS', checked), march14 + 5 * hourMs).rows).at(-1)).toBe('now submission 5h')
    const later = toStory(aDetail('AUTO_VERIFYING', [...checked, anEntry('USER_VERIFYING_SUBMITTED', march14 + 5 * hourMs)]), march14 + 5 * hourMs)
    expect(told(later.rows)).toContain('span submission 5h')
    const submitted = [anEntry('USER_VERIFYING_SUBMITTED', march14), anEntry('VIDEO_ANALYZE_SUCCESS', march14)]
    expect(told(toStory(aDetail('VIDEO_ANALYZE_SUCCESS', submitted), march14 + 5 * hourMs).rows).at(-1)).toBe('now queue 5h')
  })

  it('gives the time after the check to the same one, while it lasts and once it is past, where the submission has no time', () => {
    const log = (...later: TimelineEntry[]) => [anEntry('VIDEO_ANALYZE_SUCCESS', march14), ...later, anEntry('USER_VERIFYING_SUBMITTED', undefined)]
    const lasting = toStory(aDetail('VIDEO_ANALYZE_SUCCESS', log()), march14 + 5 * hourMs).shares
    expect(lasting).toEqual({ provider: 0, you: 0, machine: 5 * hourMs, unknown: 0 })
    expect(toStory(aDetail('AUTO_VERIFY_FAILED', log(anEntry('SYSTEM_VERIFY_FAILED', march14 + 5 * hourMs))), march14 + 5 * hourMs).shares).toEqual(lasting)
  })

  it('tells of three attempts or more the first by their heads, until they are unfolded', () => {
    const timeline = [0, 1, 2].flatMap((day) => [anEntry('USER_VERIFYING_SUBMITTED', march14 + day * dayMs), anEntry('ADMIN_VERIFY_FAILED', march14 + day * dayMs + 60_000, { text: 'dark' })])
    const { rows, repeats } = toStory(aDetail('MANUAL_VERIFY_FAILED', [anEntry('USER_CREATE_JOD', march14 - dayMs), ...timeline]), march14 + 9 * dayMs)
    expect(repeats).toMatchObject({ attempts: 3, failures: 3, isSame: true })
    const heads = (unfolded: number[]) => told(withoutFolded(rows, new Set(unfolded))).filter((row) => /^attempt|VERIFYING/.test(row)).map((row) => row.slice(0, 9))
    expect(heads([])).toEqual(['attempt 1', 'attempt 2', 'USER_VERI', 'attempt 3', 'USER_VERI'])
    expect(heads([1])).toEqual(['attempt 1', 'USER_VERI', 'attempt 2', 'USER_VERI', 'attempt 3', 'USER_VERI'])
  })

  it('tells a new video and its submission as one, in whichever order the cloud wrote them', () => {
    const submitted = (...types: string[]) => told(toStory(aDetail('MANUAL_VERIFYING', types.map((type) => anEntry(type, march14))), march14).rows)
    expect(submitted('USER_VERIFYING_SUBMITTED', 'USER_UPDATE_VIDEO')).toEqual(['USER_VERIFYING_SUBMITTED +video', 'now reviewer 0h'])
    expect(submitted('USER_UPDATE_VIDEO', 'USER_VERIFYING_SUBMITTED')).toEqual(['USER_VERIFYING_SUBMITTED +video', 'now reviewer 0h'])
  })

  it('does not head a single attempt', () => {
    const { rows } = toStory(aDetail('MANUAL_VERIFYING', [anEntry('USER_VERIFYING_SUBMITTED', march14)]), march14 + hourMs)
    expect(told(rows)).toEqual(['USER_VERIFYING_SUBMITTED', 'now reviewer 1h'])
  })

  it('counts a redo by the provider as part of the same attempt', () => {
    const { rows } = toStory(
      aDetail('TRAINING', [
        anEntry('USER_VERIFYING_SUBMITTED', march14),
        anEntry('SYSTEM_TRAIN_FAILED', march14 + dayMs),
        anEntry('REDO_TRAINING', march14 + 2 * dayMs, { by: 'provider', redo_reasons: ['teeth'] }),
        anEntry('SYSTEM_TRAINING', march14 + 2 * dayMs + 60_000),
      ]),
      march14 + 3 * dayMs,
    )
    expect(told(rows)).not.toContainEqual(expect.stringContaining('attempt'))
    expect(told(rows)).toContain('span provider 24h')
    expect(told(rows)).toContain('SYSTEM_TRAIN_FAILED (past)')
  })

  it('takes a rejection from the discussion, and waits for the provider from then on', () => {
    const { rows, since } = toStory(
      aDetail('JOB_REJECT', [anEntry('ADMIN_ACCEPT', march14)], { comments: [{ at: iso(march14 + 2 * dayMs), comment_type: 'USER_REJECT', comment_message: 'green cast' }] }),
      march14 + 3 * dayMs,
    )
    expect(told(rows)).toEqual(['ADMIN_ACCEPT', 'span approval 48h', 'comment USER_REJECT', 'now provider 24h'])
    expect(since).toEqual({ kind: 'exact', at: march14 + 2 * dayMs })
  })

  it('says that it only bounds the time where the job moved on without an entry', () => {
    const { rows, since } = toStory(aDetail('WAIT_COMPILE', [anEntry('SYSTEM_TRAIN_SUCCESS', march14)]), march14 + hourMs)
    expect(since).toEqual({ kind: 'bound', at: march14 })
    expect(rows.at(-1)).toEqual({ kind: 'now', wait: 'queue', ms: hourMs, isBound: true })
  })

  it('never takes the customer’s last action for a change of state', () => {
    const { since } = toStory(aDetail('TRAIN_FAILED', [], { job: { last_update_time: iso(march14) } }), march14 + hourMs)
    expect(since).toEqual({ kind: 'none', why: 'empty' })
  })

  it('hides where the time went when most of it is unknown', () => {
    const detail = aDetail('QUALITY_GATE_WAIT', [anEntry('USER_CREATE_JOD', march14), anEntry('USER_VERIFYING_SUBMITTED', march14 + hourMs)])
    expect(toStory(detail, march14 + 9 * dayMs).shares).toBeUndefined()
  })

  it('tells nothing of a cloud without a log', () => {
    const story = toStory(aDetail('Fail', [], { job: { cloud: 'ice', last_update_time: iso(march14) } }), march14 + hourMs)
    expect(story).toEqual({ rows: [], since: { kind: 'none', why: 'no-log' } })
  })

  it('puts entries without a time last, in the cloud’s order', () => {
    const { rows } = toStory(
      aDetail('JOB_SUCCESS', [anEntry('SOMETHING_NEW', undefined), anEntry('SYSTEM_JOB_SUCCESS', march14), anEntry('ADMIN_RESET', undefined)]),
      march14,
    )
    expect(told(rows)).toEqual(['SYSTEM_JOB_SUCCESS', 'untimed', 'SOMETHING_NEW', 'ADMIN_RESET'])
  })

  it('has no now and no open attempt once the job is done', () => {
    const { rows } = toStory(
      aDetail('JOB_SUCCESS', [
        anEntry('USER_VERIFYING_SUBMITTED', march14),
        anEntry('ADMIN_VERIFY_FAILED', march14 + hourMs),
        anEntry('USER_VERIFYING_SUBMITTED', march14 + 2 * hourMs),
        anEntry('SYSTEM_JOB_SUCCESS', march14 + 5 * hourMs),
      ]),
      march14 + 90 * dayMs,
    )
    expect(told(rows)).toContain('attempt 2 over 3h')
    expect(rows.some((row) => row.kind === 'now')).toBe(false)
  })

  it('gives no negative spans to a log from the future', () => {
    const { rows, shares } = toStory(aCompileFailure(), march14 - 30 * dayMs)
    expect(rows.at(-1)).toMatchObject({ kind: 'now', ms: 0 })
    expect(Object.values(shares ?? {}).every((ms) => ms >= 0)).toBe(true)
  })

  it('keeps every one of 2,000 entries, folded or not', () => {
    const codes = Object.keys(logTypes)
    const timeline = Array.from({ length: 2000 }, (_, index) => anEntry(codes[index % codes.length] ?? '', march14 + index * 60_000))
    const { rows } = toStory(aDetail('TRAINING', timeline), march14 + 9 * dayMs)
    const kept = rows.reduce((sum, row) => sum + (row.kind === 'entry' ? (row.withNewVideo ? 2 : 1) : row.kind === 'fold' ? row.entries.length : 0), 0)
    expect(kept).toBe(2000)
  })

  it('tells any log whatever, in the order of time, with spans that are never negative', () => {
    const entry = fc.record({
      log_type: fc.oneof(fc.constantFrom(...Object.keys(logTypes)), fc.constantFrom('constructor', '__proto__', 'X')),
      at: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
      text: fc.option(fc.string(), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), fc.constantFrom(...knownStates('metastudio'), 'QUALITY_GATE_WAIT'), (entries, state) => {
        const timeline = entries.map(({ log_type, at, text }) =>
          anEntry(log_type, at === undefined ? undefined : march14 + at * 600_000, text === undefined ? {} : { text }),
        )
        const { rows } = toStory(aDetail(state, timeline), march14)
        const times = rows.flatMap((row) => (row.kind === 'entry' && row.at !== undefined ? [row.at] : row.kind === 'fold' ? row.entries.map((one) => one.at ?? 0) : []))
        expect(times).toEqual(times.toSorted((one, other) => one - other))
        expect(rows.every((row) => !('ms' in row) || row.ms >= 0)).toBe(true)
      }),
    )
  })
})
