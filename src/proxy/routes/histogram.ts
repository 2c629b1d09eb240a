import { bucketWidths, maxBuckets, type BucketWidth } from '#contract/histogram.ts'
import type { Filters } from '#contract/job-filters.ts'
import { type Answer, createWriter, toAnswer } from '../answers/answer.ts'
import { bucketsBack, toBucketEdges } from '../questions/bucket-edges.ts'
import type { CloudFilters } from '../clouds/cloud.ts'
import { createHistogramReader, type HistogramDeps } from '../questions/histogram.ts'
import { histogramParameters, readFilters, readParameters, readWord, unfit, wrong } from '../query.ts'
import { createQuestions } from '../questions/questions.ts'
import type { SourceReader } from '../sources/source-reader.ts'
import { toZone, type Zone } from '../questions/zone.ts'
import { askable, toCloudFilters } from './jobs.ts'

/** How many buckets there are when no beginning is given: two days, 90 days, a year. */
const spans: Record<BucketWidth, number> = { hour: 48, day: 90, week: 52 }

/** `GET /api/sources/{source}/histogram?by=…&tz=…`: how many jobs were created in each hour, day or week of a time zone. */
export function createHistogramRoute(deps: HistogramDeps): (request: Request, reader: SourceReader) => Promise<Answer> {
  const histograms = createHistogramReader(deps)
  const questions = createQuestions(readQuestion)
  const write = createWriter()
  const edgesOf = createEdges()
  return async (request, reader) => {
    const question = questions(request, reader)
    const { filters, cloudFilters } = question
    const edges = edgesOf(question, deps.now())
    // A range that has not begun yet holds no job.
    if (edges.length < 2) return toAnswer(request, await write({ buckets: [], exact: true }), deps.now())
    const { histogram, at, stale, requestId, isRefreshing } = await histograms.read(reader, { filters, cloudFilters, edges })
    return toAnswer(request, await write(stale ? { ...histogram, stale } : histogram), deps.now(), { at, requestId, isRefreshing })
  }
}

interface Question {
  filters: Filters
  cloudFilters: CloudFilters
  by: BucketWidth
  /** By its name: the calendar of a zone is large, and questions are kept. */
  tz: string
}

function readQuestion(url: URL, reader: SourceReader): Question {
  const values = readParameters(url, histogramParameters)
  const filters = readFilters(values, askable(reader))
  const by = readWord(values, 'by', bucketWidths) ?? 'day'
  const tz = values.get('tz') ?? 'UTC'
  zoneOf(tz)
  return { filters, cloudFilters: toCloudFilters(filters), by, tz }
}

function zoneOf(tz: string): Zone {
  const zone = toZone(tz)
  if (zone === undefined) throw unfit('tz', tz)
  return zone
}

/** The edges for a question: the same ones until its last bucket is over. Asking the calendar for them costs more than the answer. */
function createEdges(): (question: Question, now: number) => readonly number[] {
  const known = new WeakMap<Question, readonly number[]>()
  return (question, now) => {
    const { create_until: until } = question.filters
    const to = until === undefined ? now : Math.min(now, Date.parse(until))
    const kept = known.get(question)
    if (kept !== undefined && (kept.at(-2) ?? Infinity) <= to && to < (kept.at(-1) ?? 0)) return kept
    const edges = toEdges(question, to)
    known.set(question, edges)
    return edges
  }
}

function toEdges({ by, tz, filters: { create_since: since } }: Question, to: number): number[] {
  const zone = zoneOf(tz)
  const from = since === undefined ? bucketsBack(by, zone, to, spans[by]) : Date.parse(since)
  if (from > to) return []
  const edges = toBucketEdges(by, zone, from, to, maxBuckets)
  if (edges !== undefined) return edges
  const other = bucketWidths.filter((width) => width !== by).join(' or ')
  throw wrong('by', `by=${by} cuts this range into more than ${maxBuckets} buckets. Choose ${other}, or narrow create_since and create_until.`)
}
