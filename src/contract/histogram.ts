import * as z from 'zod/mini'
import { Instant } from './job.ts'
import { Scanned } from './job-list.ts'

/** Widths of a bucket. Hours, days and weeks are those of the time zone asked for; weeks begin on Monday. */
export const bucketWidths = ['hour', 'day', 'week'] as const
export type BucketWidth = (typeof bucketWidths)[number]

/** More bars than that are no picture any more. */
export const maxBuckets = 400

/** Jobs created from `from` on and before `to`. The first and the last may reach beyond the range that was asked for. */
export const Bucket = z.object({
  from: Instant,
  to: Instant,
  count: z.number(),
  /** Those of them that are in phase `failed` now. */
  failed: z.optional(z.number()),
})
export type Bucket = z.infer<typeof Bucket>

/** Answer of `GET /api/sources/{source}/histogram`. Oldest first. A bucket that the budget did not reach is absent. */
export const Histogram = z.object({
  buckets: z.array(Bucket),
  /** Nothing is missing, nothing was counted long ago, every filter was honoured, and every job tells when it was created. */
  exact: z.boolean(),
  /** Where a bound cut the reading short, or where it goes on: these are numbers of what was read. */
  scanned: z.optional(Scanned),
  /** The last refresh failed; these are older numbers. */
  stale: z.optional(z.boolean()),
})
export type Histogram = z.infer<typeof Histogram>
