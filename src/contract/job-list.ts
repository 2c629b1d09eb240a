import * as z from 'zod/mini'
import { Job } from './job.ts'

/** How far a bounded reading got: `jobs` read, `of` so many there are. */
export const Scanned = z.object({ jobs: z.number(), of: z.number() })
export type Scanned = z.infer<typeof Scanned>

/** Answer of `GET /api/sources/{source}/jobs`: one page. Its age travels in the header `Age`. */
export const JobList = z.object({
  /** Jobs that match, not jobs on this page. */
  count: z.number(),
  offset: z.number(),
  limit: z.number(),
  jobs: z.array(Job),
  /** The last refresh failed; these are older rows. */
  stale: z.optional(z.boolean()),
  /** Only where a bound cut the reading short, or where it goes on: the next answer knows more. */
  scanned: z.optional(Scanned),
  /** The question was resolved to known states: states that are in no catalogue are not in the answer. */
  unknown_excluded: z.optional(z.boolean()),
  /** Parameters that the cloud did not honour: some row violates them. */
  cloud_ignored: z.optional(z.array(z.string())),
  /**
   * Jobs that the cloud sent and that cannot be shown, since their id is missing or is none that an address can carry (1 to 64 letters,
   * digits, `-` or `_`). Of this page; where the whole list had to be read, of all of it. `count` may hold them.
   */
  unreadable: z.optional(z.number()),
})
export type JobList = z.infer<typeof JobList>

/** Answer of `GET /api/sources/{source}/counts`. A phase, actor or total that the budget did not reach is absent. */
export const Counts = z.object({
  total: z.optional(z.number()),
  matching: z.optional(z.number()),
  phases: z.record(z.string(), z.number()),
  actors: z.record(z.string(), z.number()),
  hidden_failures: z.optional(z.number()),
  states: z.optional(z.record(z.string(), z.number())),
  /** Nothing is missing, and every filter was honoured. */
  exact: z.boolean(),
  /** Where a bound cut the reading short, or where it goes on: these are numbers of what was read. */
  scanned: z.optional(Scanned),
  stale: z.optional(z.boolean()),
})
export type Counts = z.infer<typeof Counts>
