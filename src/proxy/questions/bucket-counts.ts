import { knownStates, phaseOf } from '#contract/job-states.ts'
import type { CloudFilters } from '../clouds/cloud.ts'
import type { CountQuestion, KeptCounts } from './kept-counts.ts'
import type { SourceReader } from '../sources/source-reader.ts'
import { isWantedState, type WantedStates } from './state-algebra.ts'

export interface BucketCount {
  count: number
  /** Those in phase `failed`. Absent: not counted yet. */
  failed?: number | undefined
  /** When the older of the two numbers came, epoch ms. */
  at: number
  /** Neither was counted so long ago that it should be counted again, and no bound cut the counting short. */
  isExact: boolean
}

export interface BucketQuery {
  cloudFilters: CloudFilters
  wanted: WantedStates
  /** Epoch ms, whole seconds: where each bucket begins and, last, where the last one ends. */
  edges: readonly number[]
  /** Calls may be made; else only what is known is given. */
  mayAsk: boolean
}

/** Numbers of jobs created in each bucket, by calls for a single row. */
export interface BucketCounts {
  /** In the order of the buckets, `undefined` for one that is not counted yet. Waits at most five seconds. Never throws for a cloud's trouble. */
  read(reader: SourceReader, query: BucketQuery): Promise<(BucketCount | undefined)[]>
}

export interface BucketCountsDeps {
  now: () => number
  kept: KeptCounts
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
}

const patienceMs = 5_000
const currentAgeMs = 15_000
const minuteMs = 60_000

/**
 * How long a number of a bucket holds. How many jobs a past hour brought changes no more, except that some are deleted; how many of
 * them are in some state changes less and less: a twentieth of the bucket's age, from ten minutes to six hours.
 */
function freshMs(to: number, at: number, isOfStates: boolean): number {
  if (to > at) return currentAgeMs
  return Math.min(360 * minuteMs, Math.max(isOfStates ? 10 * minuteMs : 60 * minuteMs, (at - to) / 20))
}

/**
 * Asks for the newest buckets first, in the background and a few at once. What is kept from before stands in until it is counted
 * again; calls go on when nobody waits any more, and their answers are there for the next question.
 */
export function createBucketCounts({ now, kept, sleep }: BucketCountsDeps): BucketCounts {
  return {
    async read(reader, { cloudFilters, wanted, edges, mayAsk }) {
      const { cloud } = reader.source.cloud
      const states = wanted.kind === 'states' ? wanted.states : undefined
      const failedStates = [...new Set([...knownStates(cloud), ...(states ?? [])])].filter(
        (state) => phaseOf(cloud, state) === 'failed' && isWantedState(wanted, state),
      )
      const buckets = edges.slice(1).map((to, index) => {
        const filters = within(cloudFilters, edges[index] ?? to, to)
        const toQuestion = (asked: readonly string[] | undefined): CountQuestion => ({
          source: reader.source.id,
          filters,
          states: asked,
          freshMs: freshMs(to, now(), asked !== undefined),
        })
        return { all: toQuestion(states), failed: toQuestion(failedStates) }
      })
      const recallBucket = ({ all, failed }: { all: CountQuestion; failed: CountQuestion }): BucketCount | undefined => {
        const counted = kept.recall(all)
        if (counted === undefined) return undefined
        // Of no jobs none has failed.
        const failures = counted.count === 0 ? counted : kept.recall(failed)
        return {
          count: counted.count,
          // Between two calls a job may come; it cannot make more failed than there are.
          failed: failures && Math.min(failures.count, counted.count),
          at: Math.min(counted.at, failures?.at ?? counted.at),
          isExact: [counted, failures].every((one) => one?.isExact === true && one.isFresh),
        }
      }
      const missing = buckets.filter((bucket) => recallBucket(bucket)?.isExact !== true).toReversed()
      if (missing.length > 0 && mayAsk) {
        const asking = kept.ask(
          reader,
          missing.map(({ all, failed }) => [all, failed]),
        )
        await Promise.race([asking, sleep(patienceMs)])
      }
      return buckets.map(recallBucket)
    },
  }
}

/** The filters narrowed to one bucket. The end of a range is in it, the end of a bucket is not; clouds count in whole seconds. */
function within(filters: CloudFilters, from: number, to: number): CloudFilters {
  const [since, until] = [from, to - 1000].map((at) => `${new Date(at).toISOString().slice(0, 19)}Z`)
  // Texts of one form are in the order of time.
  const later = [since, filters.create_since].filter((time) => time !== undefined).sort().at(-1)
  const earlier = [until, filters.create_until].filter((time) => time !== undefined).sort().at(0)
  return { ...filters, ...(later !== undefined && { create_since: later }), ...(earlier !== undefined && { create_until: earlier }) }
}
