import { describe, expect, it } from 'vitest'
import { daysOf, foldedDays } from '#web/jobs/drawer/timeline-days.ts'
import type { EntryRow, StoryRow } from '#web/jobs/drawer/story.ts'
import { anEntry, hourMs, march14 } from './a-job.ts'

const row = (at: number): EntryRow => ({ kind: 'entry', at, entry: anEntry('ADMIN_RESET', at), change: false, past: false, withNewVideo: false })
const utcDay = (at: number) => new Date(at).toISOString().slice(8, 10)

describe('the day of a row', () => {
  it('stands only where it changes, past rows that have no time', () => {
    const rows: StoryRow[] = [row(march14), { kind: 'span', wait: 'run', ms: hourMs }, row(march14 + hourMs), row(march14 + 25 * hourMs)]
    expect(daysOf(rows, utcDay)).toEqual(['14', undefined, undefined, '15'])
  })

  it('changes with the zone', () => {
    const beijingDay = (at: number) => utcDay(at + 8 * hourMs)
    expect(daysOf([row(march14 + 15 * hourMs), row(march14 + 17 * hourMs)], beijingDay)).toEqual(['14', '15'])
    expect(daysOf([row(march14 + 15 * hourMs), row(march14 + 17 * hourMs)], utcDay)).toEqual(['14', undefined])
  })

  it('goes on after a fold that ran past midnight', () => {
    const entries = [row(march14), row(march14 + 25 * hourMs)]
    expect(daysOf([{ kind: 'fold', entries }, row(march14 + 26 * hourMs)], utcDay)).toEqual(['14', undefined])
    expect(foldedDays(entries, utcDay, true)).toEqual(['14', '15'])
    expect(foldedDays(entries, utcDay, false)).toEqual([undefined, '15'])
  })
})
