import type { EntryRow, StoryRow } from './story.ts'

/** The moments a row begins and ends with; `undefined` for rows that have none of their own. */
function edges(row: StoryRow): readonly [number | undefined, number | undefined] {
  if (row.kind === 'entry' || row.kind === 'comment') return [row.at, row.at]
  return row.kind === 'fold' ? [row.entries[0]?.at, row.entries.at(-1)?.at] : [undefined, undefined]
}

/**
 * The day each row is headed with: only where it changes, so that the eye finds the turn of the day.
 *
 * @param day the day of a moment in words, in the reader's zone
 * @param lastDay what the row above was headed with
 */
export function daysOf(rows: readonly StoryRow[], day: (at: number) => string, lastDay?: string): (string | undefined)[] {
  let last = lastDay
  return rows.map((row) => {
    const [begin, end] = edges(row)
    const own = begin === undefined ? undefined : day(begin)
    const headed = own === last ? undefined : own
    if (end !== undefined) last = day(end)
    return headed
  })
}

/** The days of folded entries: the first is headed as the fold was. */
export function foldedDays(entries: readonly EntryRow[], day: (at: number) => string, isHeaded: boolean): (string | undefined)[] {
  const first = entries[0]?.at
  return daysOf(entries, day, isHeaded || first === undefined ? undefined : day(first))
}
