/** How wide a bucket of the picture is, and what is asked for it. Pure. */
import { maxBuckets } from '#contract/histogram.ts'
import type { BucketWidth } from '#contract/histogram.ts'
import type { Source } from '#contract/source.ts'
import { toCountParams } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import type { Moment } from '../filters/relative-range.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** So much is seen by the hour: 73 bars at most. */
const mostByHourMs = 3 * dayMs + minuteMs
/** So much by the day: four months. What is longer is seen by the week. */
const mostByDayMs = 123 * dayMs
/** A range that ends within a week and begins within another touches one more bucket than it has weeks. */
const longestMs = (maxBuckets - 2) * 7 * dayMs

export interface Asked {
  by: BucketWidth
  /** The whole question, `by` and `tz` in it. */
  params: URLSearchParams
  /** The picture begins later than the filter does: more would be no picture. */
  isCut: boolean
}

/**
 * What is asked for the picture of a search: the filters without the time of failure and without paging. Where no beginning is given
 * the proxy shows 90 days.
 *
 * @param tz name of the reader's time zone
 */
export function toAsked(search: JobSearch, source: Source, tz: string, moment: Moment): Asked {
  const { now } = moment
  const params = toCountParams(search, source, moment)
  const since = params.get('create_since')
  const until = params.get('create_until')
  const end = until === null ? now : Math.min(now, Date.parse(until))
  const spanMs = since === null ? undefined : end - Date.parse(since)
  const isCut = spanMs !== undefined && spanMs > longestMs
  if (isCut) params.set('create_since', `${new Date(end - longestMs).toISOString().slice(0, 19)}Z`)
  const by = widthOf(spanMs)
  params.append('by', by)
  params.append('tz', tz)
  return { by, params, isCut }
}

/** @param spanMs length of the range, absent for the proxy's own */
function widthOf(spanMs: number | undefined): BucketWidth {
  if (spanMs === undefined) return 'day'
  if (spanMs <= mostByHourMs) return 'hour'
  return spanMs <= mostByDayMs ? 'day' : 'week'
}
