import type { BucketWidth } from '#contract/histogram.ts'

const number = (value: number) => value.toLocaleString('en')
const counted = (count: number) => `${number(count)} ${count === 1 ? 'job' : 'jobs'}`

/** Every word of the picture above the list, in English. The other languages have this shape. */
export const histogramEn = {
  title: 'Created',
  per: { hour: 'Created per hour', day: 'Created per day', week: 'Created per week' } satisfies Record<BucketWidth, string>,
  label: { hour: 'Jobs created per hour', day: 'Jobs created per day', week: 'Jobs created per week' } satisfies Record<BucketWidth, string>,
  end: { hour: 'now', day: 'today', week: 'this week' } satisfies Record<BucketWidth, string>,
  count: counted,
  failed: (failed: number) => `${number(failed)} failed`,
  failedUnknown: 'failures not counted yet',
  summary: (range: string, count: number, failed: number | undefined, peak: string) =>
    `${counted(count)} created ${range}${failed === undefined ? '' : `, ${number(failed)} of them failed`}. Highest: ${peak}.`,
  range: (range: string) => `in the range ${range}`,
  keys: 'Arrow keys step through it, Shift with them chooses a range, Enter shows its jobs, Escape cancels.',
  none: 'No job was created in this time.',
  broken: 'These numbers could not be loaded.',
  inexact: 'not exact',
  table: 'Table',
  tableLabel: 'The numbers as a table',
  columns: { range: 'Created', count: 'Jobs', failed: 'Failed' },
  unknown: 'not counted yet',
  allDates: 'All dates',
  allDatesHint: 'Show jobs of every date again',
  why: {
    counting: 'Some jobs are not counted yet or have no creation time.',
    scanned: (jobs: number, of: number) => `Counted from the ${number(jobs)} of ${number(of)} jobs that could be read.`,
    stale: 'The last refresh failed: these are older numbers.',
    cut: 'The range is too long to show in full: its beginning is left out.',
  },
  hide: 'Hide the chart of jobs created',
  hideHint: 'Hide it. The display settings can show it again.',
  setting: 'Chart of jobs created',
  settings: { shown: 'Shown', hidden: 'Hidden' },
}

export type HistogramMessages = typeof histogramEn
