import { LRUCache } from 'lru-cache'
import { knownStates, phaseOf } from '#contract/job-states.ts'
import type { CloudFilters } from './clouds/cloud.ts'
import { createErrands } from './errands.ts'
import type { SourceReader } from './source-reader.ts'
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
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
}

const patienceMs = 5_000
const width = 3
const maxWaiting = 400
/** How many jobs a past hour brought changes no more, except that some are deleted. */
const pastAgeMs = 60 * 60_000
/** How many of them are in some state changes for days. */
const stateAgeMs = 10 * 60_000
const currentAgeMs = 15_000

interface Question {
  key: string
  filters: CloudFilters
  /** Absent: every state. Empty: no job can match. */
  states?: readonly string[] | undefined
  freshMs: number
}

interface Known {
  count: number
  at: number
  isExact: boolean
}

/**
 * Asks for the newest buckets first, in the background and a few at once. What is kept from before stands in until it is counted
 * again; calls go on when nobody waits any more, and their answers are there for the next question.
 */
export function createBucketCounts({ now, sleep }: BucketCountsDeps): BucketCounts {
  const memory = new LRUCache<string, Known>({ max: 10_000 })
  const errands = createErrands({ width, maxWaiting })

  function recall({ key, states, freshMs }: Question): Known | undefined {
    if (states?.length === 0) return { count: 0, at: now(), isExact: true }
    const known = memory.get(key)
    return known && { ...known, isExact: known.isExact && now() - known.at < freshMs }
  }

  async function ask(reader: SourceReader, question: Question): Promise<void> {
    if (recall(question)?.isExact === true) return
    const { value, at } = await reader.count(question.filters, question.states)
    memory.set(question.key, { count: value.count, at, isExact: value.scanned === undefined && (value.cloudIgnored ?? []).length === 0 })
  }

  return {
    async read(reader, { cloudFilters, wanted, edges, mayAsk }) {
      const { cloud } = reader.source.cloud
      const states = wanted.kind === 'states' ? wanted.states : undefined
      const failedStates = [...new Set([...knownStates(cloud), ...(states ?? [])])].filter(
        (state) => phaseOf(cloud, state) === 'failed' && isWantedState(wanted, state),
      )
      const buckets = edges.slice(1).map((to, index) => {
        const filters = within(cloudFilters, edges[index] ?? to, to)
        const toQuestion = (asked: readonly string[] | undefined): Question => ({
          key: JSON.stringify([reader.source.id, filters, asked]),
          filters,
          states: asked,
          freshMs: to > now() ? currentAgeMs : asked === undefined ? pastAgeMs : stateAgeMs,
        })
        return { all: toQuestion(states), failed: toQuestion(failedStates) }
      })
      const recallBucket = ({ all, failed }: { all: Question; failed: Question }): BucketCount | undefined => {
        const counted = recall(all)
        if (counted === undefined) return undefined
        // Of no jobs none has failed.
        const failures = counted.count === 0 ? counted : recall(failed)
        return {
          count: counted.count,
          // Between two calls a job may come; it cannot make more failed than there are.
          failed: failures && Math.min(failures.count, counted.count),
          at: Math.min(counted.at, failures?.at ?? counted.at),
          isExact: counted.isExact && failures?.isExact === true,
        }
      }
      const missing = buckets.filter((bucket) => recallBucket(bucket)?.isExact !== true).toReversed()
      if (missing.length > 0 && mayAsk) {
        const asking = errands.send(
          reader.source.id,
          missing.map(({ all, failed }) => ({
            key: `${all.key}${failed.key}`,
            run: async () => {
              await ask(reader, all)
              if (recall(all)?.count !== 0) await ask(reader, failed)
            },
          })),
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
