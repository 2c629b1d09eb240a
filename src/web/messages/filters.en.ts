import { numberText as number } from './number-text.ts'

const counted = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`

/** The words of the filters and their chips, in English. The other languages have this shape. */
export const filtersEn = {
  panel: {
    title: 'Filters',
    open: (count: number) => (count === 0 ? 'Filters' : `Filters (${count})`),
    close: 'Close',
    show: (count: number | undefined) => (count === undefined ? 'Show jobs' : `Show ${counted(count, 'job', 'jobs')}`),
    created: 'Created',
    yes: 'Yes', no: 'No',
  },

  chips: {
    label: 'Filters that are on',
    remove: (chip: string) => `Remove the filter ${chip}`,
    clear: 'Clear all',
    notRecognised: 'not recognised',
    empty: 'empty',
    notHere: 'not available on this source',
    failed: 'Failed',
    last: (range: string) => `last ${range}`,
    sinceYesterday: 'since yesterday',
    ownMidnight: (zone: string) => `From midnight in each reader’s zone, here ${zone}.`,
    ranges: { m: 'minutes', h: 'hours', d: 'days', w: 'weeks' } as Record<string, string>,
    rangeOne: { m: 'minute', h: 'hour', d: 'day', w: 'week' } as Record<string, string>,
    include: 'is', exclude: 'is not', or: 'or',
    makeExclude: (chip: string) => `Exclude ${chip} instead`,
    makeInclude: (chip: string) => `Include ${chip} instead`,
    until: (from: string, to: string) => `${from} to ${to}`,
    since: (from: string) => `since ${from}`,
    before: (to: string) => `until ${to}`,
  },
}

export type FiltersMessages = typeof filtersEn
