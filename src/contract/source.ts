import * as z from 'zod/mini'
import { clouds } from './job-states.ts'

/** How the last calls to a source's cloud went. */
export const Health = z.object({
  status: z.enum(['ok', 'throttled', 'failing', 'unknown']),
  /** Since when it is so, RFC 3339 in UTC. */
  since: z.optional(z.string()),
  /** The problem code of the last failure. */
  code: z.optional(z.string()),
})
export type Health = z.infer<typeof Health>

/** One account that is watched. What it can be asked for is data, so that no page needs to know a cloud. */
export const Source = z.object({
  id: z.string(),
  cloud: z.enum(clouds),
  label: z.string(),
  region: z.string(),
  project_id: z.optional(z.string()),
  /** Emulated in this process. */
  demo: z.boolean(),
  /** Names of the list parameters that this source honours. */
  filters: z.array(z.string()),
  sort_keys: z.array(z.string()),
  /** Every code the cloud is known to send, in the order of its pipeline. */
  states: z.array(z.string()),
  health: Health,
})
export type Source = z.infer<typeof Source>

/** Answer of `GET /api/sources`. */
export const Sources = z.object({ sources: z.array(Source) })
export type Sources = z.infer<typeof Sources>
