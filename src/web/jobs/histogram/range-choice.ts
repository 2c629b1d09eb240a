/** A range of buckets as it is being chosen, by pointer or by keys. Pure. */
import type { Bucket } from '#contract/histogram.ts'

/** Places of buckets: where the choice began, and where it stands. */
export interface RangeChoice {
  anchor: number
  head: number
}

/** So many buckets at once. */
const leap = 7
const steps: Readonly<Partial<Record<string, number>>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -leap,
  PageUp: leap,
  Home: -Infinity,
  End: Infinity,
}

/**
 * The choice after a key, or `undefined` for a key that moves nothing. Shift widens it, without Shift it is one bucket. The first key
 * begins at the newest bucket, where the news is.
 *
 * @param count how many buckets there are, at least one
 */
export function afterKey(choice: RangeChoice | undefined, key: string, isShifted: boolean, count: number): RangeChoice | undefined {
  const step = steps[key]
  if (step === undefined) return undefined
  const last = count - 1
  const head = Math.min(last, Math.max(0, choice === undefined && Number.isFinite(step) && !isShifted ? last : (choice?.head ?? last) + step))
  return { anchor: isShifted ? (choice?.anchor ?? last) : head, head }
}

/** The buckets of a choice, oldest first. */
export function chosenBuckets(buckets: readonly Bucket[], { anchor, head }: RangeChoice): readonly Bucket[] {
  return buckets.slice(Math.min(anchor, head), Math.max(anchor, head) + 1)
}

/**
 * The filter that a choice stands for: from the first second of its first bucket to the last second of its last, and never wider than
 * the filter that is on.
 */
export function toRange(chosen: readonly Bucket[], on: { since: string | null; until: string | null }): { since: string; until: string } | undefined {
  const [first] = chosen
  const last = chosen.at(-1)
  if (first === undefined || last === undefined) return undefined
  const until = `${new Date(Date.parse(last.to) - 1000).toISOString().slice(0, 19)}Z`
  return {
    since: on.since !== null && Date.parse(on.since) > Date.parse(first.from) ? on.since : first.from,
    until: on.until !== null && Date.parse(on.until) < Date.parse(until) ? on.until : until,
  }
}

/** The same choice in newer numbers of the same picture, in which buckets may have come to be; `undefined` where it is not among them. */
export function moved(choice: RangeChoice, from: readonly Bucket[], to: readonly Bucket[]): RangeChoice | undefined {
  const placeOf = (place: number) => to.findIndex((bucket) => bucket.from === from[place]?.from)
  const [anchor, head] = [placeOf(choice.anchor), placeOf(choice.head)]
  return anchor < 0 || head < 0 ? undefined : { anchor, head }
}

/** How many jobs the buckets hold, and how many of them have failed; `failed` is absent where some bucket does not tell. */
export function sumOf(buckets: readonly Bucket[]): { count: number; failed?: number } {
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0)
  const told = buckets.flatMap(({ failed }) => (failed === undefined ? [] : [failed]))
  return { count, ...(told.length === buckets.length ? { failed: told.reduce((sum, failed) => sum + failed, 0) } : {}) }
}
