import { bucketWidths, maxBuckets, type BucketWidth } from '#contract/histogram.ts'
import type { Filters } from '#contract/job-filters.ts'
import { type Answer, render, toAnswer } from '../answer.ts'
import { bucketsBack, toBucketEdges } from '../bucket-edges.ts'
import { createHistogramReader, type HistogramDeps } from '../histogram.ts'
import { histogramParameters, readFilters, readParameters, readWord, unfit, wrong } from '../query.ts'
import type { SourceReader } from '../source-reader.ts'
import { toZone, type Zone } from '../zone.ts'
import { askable, toCloudFilters } from './jobs.ts'

/** How many buckets there are when no beginning is given: two days, 90 days, a year. */
const spans: Record<BucketWidth, number> = { hour: 48, day: 90, week: 52 }

/** `GET /api/sources/{source}/histogram?by=…&tz=…`: how many jobs were created in each hour, day or week of a time zone. */
export function createHistogramRoute(deps: HistogramDeps): (request: Request, reader: SourceReader) => Promise<Answer> {
  const histograms = createHistogramReader(deps)
  return async (request, reader) => {
    const values = readParameters(new URL(request.url), histogramParameters)
    const filters = readFilters(values, askable(reader))
    const by = readWord(values, 'by', bucketWidths) ?? 'day'
    const tz = values.get('tz') ?? 'UTC'
    const zone = toZone(tz)
    if (zone === undefined) throw unfit('tz', tz)
    const edges = toEdges(by, zone, filters, deps.now())
    // A range that has not begun yet holds no job.
    if (edges.length < 2) return toAnswer(request, await render({ buckets: [], exact: true }), deps.now())
    const { histogram, at, stale, requestId, isRefreshing } = await histograms.read(reader, { filters, cloudFilters: toCloudFilters(filters), edges })
    return toAnswer(request, await render(stale ? { ...histogram, stale } : histogram), deps.now(), { at, requestId, isRefreshing })
  }
}

function toEdges(by: BucketWidth, zone: Zone, { create_since: since, create_until: until }: Filters, now: number): number[] {
  const to = until === undefined ? now : Math.min(now, Date.parse(until))
  const from = since === undefined ? bucketsBack(by, zone, to, spans[by]) : Date.parse(since)
  if (from > to) return []
  const edges = toBucketEdges(by, zone, from, to, maxBuckets)
  if (edges !== undefined) return edges
  const other = bucketWidths.filter((width) => width !== by).join(' or ')
  throw wrong('by', `by=${by} cuts this range into more than ${maxBuckets} buckets. Choose ${other}, or narrow create_since and create_until.`)
}
