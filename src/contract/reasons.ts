import * as z from 'zod/mini'
import { Instant } from './job.ts'

/** The newest failure, stop or rejection of the job itself, not of what was done beside it. No `text`: the cloud gave no sentence, and none is invented. */
export const Reason = z.object({
  text: z.optional(z.string()),
  /**
   * What the cloud's staff wrote first after it in the discussion, unasked: only of a stop or a failed manual review that the job
   * still stands at, and only without a `text`. Nobody knows whether it explains it: tell it as theirs, never as the reason.
   */
  comment: z.optional(z.string()),
  at: z.optional(Instant),
  log_type: z.optional(z.string()),
  error_code: z.optional(z.string()),
  /** The job has moved on since, if only to another failure that no entry tells of. */
  past: z.boolean(),
})
export type Reason = z.infer<typeof Reason>

/** Answer of `GET /api/sources/{source}/reasons?ids=…`: `null` the cloud has none, `pending` not read yet, ask again. */
export const Reasons = z.object({
  reasons: z.record(z.string(), z.nullable(Reason)),
  pending: z.array(z.string()),
})
export type Reasons = z.infer<typeof Reasons>
