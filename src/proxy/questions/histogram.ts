import type { Bucket, Histogram } from '#contract/histogram.ts'
import type { Filters } from '#contract/job-filters.ts'
import { createBucketCounts, type BucketCount } from './bucket-counts.ts'
import type { Kept } from '../cache.ts'
import type { CloudFilters } from '../clouds/cloud.ts'
import type { KeptCounts } from './kept-counts.ts'
import { tooManyToSearch } from '../query.ts'
import type { SourceReader, Sweep } from '../sources/source-reader.ts'
import { isWantedState, toWantedStates, type WantedStates } from './state-algebra.ts'

export interface HistogramQuery {
  filters: Filters
  /** The filters without those about states. */
  cloudFilters: CloudFilters
  /**
   * Epoch ms: where each bucket begins and, last, where the last one ends. At least two, of whole seconds. One array belongs to one
   * question: what was counted for it is known by it.
   */
  edges: readonly number[]
}

export interface CountedBuckets {
  histogram: Histogram
  /** When the oldest of the answers behind it came, epoch ms. */
  at: number
  stale: boolean
  requestId?: string | undefined
  /** Newer numbers are on their way. */
  isRefreshing?: boolean | undefined
}

/** Counts jobs by the time they were created. */
export interface HistogramReader {
  /** Throws what reading the list throws, and `bad_request` for unknown states among more jobs than are read. */
  read(reader: SourceReader, query: HistogramQuery): Promise<CountedBuckets>
}

export interface HistogramDeps {
  now: () => number
  kept: KeptCounts
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
}

/**
 * Where the matching jobs are not more than are read, of all times or within the range, they are read and counted; the reading of all times
 * is the one that counts share. Else the cloud is asked for the number of jobs of each bucket.
 */
export function createHistogramReader(deps: HistogramDeps): HistogramReader {
  const bucketCounts = createBucketCounts(deps)
  /** What a sweep comes to, by the edges of a question, which has the same ones while its last bucket lasts. */
  const memory = new WeakMap<Sweep, WeakMap<readonly number[], Histogram>>()

  function countSwept({ value: sweep, at, stale, isRefreshing }: Kept<Sweep>, edges: readonly number[], wanted: WantedStates): CountedBuckets {
    const known = memory.get(sweep) ?? new WeakMap<readonly number[], Histogram>()
    memory.set(sweep, known)
    const histogram = known.get(edges) ?? toSweptHistogram(sweep, edges, wanted)
    known.set(edges, histogram)
    return { histogram, at, stale, requestId: sweep.requestId, isRefreshing }
  }

  return {
    async read(reader, { filters, cloudFilters, edges }) {
      const wanted = toWantedStates(reader.source.cloud.cloud, filters)
      const all = await sweepWhole(reader, cloudFilters)
      if (isRead(all) || (wanted.kind === 'states' && wanted.states.length === 0)) return countSwept(all, edges, wanted)

      const states = wanted.kind === 'states' ? wanted.states : undefined
      const create_since = cloudFilters.create_since ?? toTime(edges[0] ?? 0)
      const inRange = await sweepWhole(reader, { ...cloudFilters, create_since }, states)
      if (isRead(inRange)) return countSwept(inRange, edges, wanted)
      if (wanted.kind === 'search') throw tooManyToSearch(filters, inRange.value.of, reader.source.cloud.sweep.jobs)

      // A cloud that just failed to answer is not asked for hundreds of numbers.
      const counts = await bucketCounts.read(reader, { cloudFilters, wanted, edges, mayAsk: !inRange.stale })
      const at = counts.reduce((least, one) => Math.min(least, one?.at ?? least), inRange.at)
      return { histogram: toHistogram(edges, counts), at, stale: inRange.stale, requestId: inRange.value.requestId }
    },
  }
}

const sweepWhole = (reader: SourceReader, filters: CloudFilters, states?: readonly string[]) =>
  reader.sweep(
    { filters, ...(states && { states }), sort_key: 'create_time', sort_dir: 'desc', wholeOnly: true },
    { background: true },
  )

const isRead = ({ value }: Kept<Sweep>) => !value.isTooMany

/** RFC 3339 in whole seconds, as filters are. */
const toTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

function toSweptHistogram(sweep: Sweep, edges: readonly number[], wanted: WantedStates): Histogram {
  const counts = edges.slice(1).map(() => ({ count: 0, failed: 0, isExact: true }))
  const matching = sweep.jobs.filter(({ job }) => isWantedState(wanted, job.state))
  // A job without a readable time may belong to any bucket.
  const isPlaced = matching.every(({ job }) => job.create_time !== undefined)
  for (const { job } of matching) {
    if (job.create_time === undefined) continue
    const createdAt = Date.parse(job.create_time)
    // Past the last edge there is no bucket, and before the first one the index is -1.
    const counted = counts[edges.findLastIndex((edge) => edge <= createdAt)]
    if (counted === undefined) continue
    counted.count += 1
    if (job.phase === 'failed') counted.failed += 1
  }
  const histogram = toHistogram(edges, counts)
  const exact = histogram.exact && sweep.isExact && isPlaced
  return { ...histogram, exact, ...(sweep.scanned && { scanned: sweep.scanned }) }
}

function toHistogram(edges: readonly number[], counts: readonly (Omit<BucketCount, 'at'> | undefined)[]): Histogram {
  const buckets = counts.flatMap((counted, index): Bucket[] => {
    const [from, to] = [edges[index], edges[index + 1]]
    if (counted === undefined || from === undefined || to === undefined) return []
    const { count, failed } = counted
    return [{ from: toTime(from), to: toTime(to), count, ...(failed !== undefined && { failed }) }]
  })
  return { buckets, exact: counts.every((counted) => counted?.isExact === true && counted.failed !== undefined) }
}
