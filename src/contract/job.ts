import * as z from 'zod/mini'
import { actors, clouds, consoleGroups, phases, stages } from './job-states.ts'

/** Ids of jobs, of both clouds: what may stand in a path. */
export const jobIdPattern = /^[A-Za-z0-9_-]{1,64}$/
/** Ids of sources, as they stand in addresses. */
export const sourceIdPattern = /^[a-z0-9][a-z0-9-]{0,39}$/
/** First words of addresses that lead elsewhere: no source may bear one. */
export const reservedSourceIds: readonly string[] = ['api', 'assets', 'healthz', 'readyz', 'metrics', 'signin', 'gallery']
/** Whether a source may have this id. */
export const isSourceId = (id: string): boolean => sourceIdPattern.test(id) && !reservedSourceIds.includes(id)

const text = z.optional(z.string())
const flag = z.optional(z.boolean())
/** RFC 3339 in UTC with `Z`. A time of a cloud that no clock can read is left out by the proxy. */
export const Instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/))
const instant = z.optional(Instant)

/**
 * One training job, in the words of the MetaStudio list; ICE is translated into them. What a cloud does not send is absent.
 * Every text is masked: no phone number in clear, no signed address.
 */
export const Job = z.object({
  source: z.string(),
  cloud: z.enum(clouds),
  job_id: z.string(),
  name: z.string(),
  /** The cloud's own code, verbatim, trimmed. An open set. */
  state: z.string(),
  phase: z.enum(phases),
  /** Absent for a state that is in no catalogue. */
  stage: z.optional(z.enum(stages)),
  actor: z.enum(actors),
  hidden_failure: z.boolean(),
  /** What the vendor documents that its console shows. Absent where it documents nothing. */
  console_group: z.optional(z.enum(consoleGroups)),
  create_time: instant,
  /** The **customer's** last action (MetaStudio), the latest start of training (ICE). Never the time of a state change. */
  last_update_time: instant,
  first_training_time: instant,
  asset_id: text,
  project_id: text,
  batch_name: text,
  tags: z.optional(z.array(z.string())),
  contact: text,
  model_version: text,
  matting_type: text,
  model_resolution: text,
  app_user_id: text,
  is_flexus: flag,
  is_live_copy: flag,
  is_fast_flexus: flag,
  is_only_human_model: flag,
  optional_training_location: z.optional(z.array(z.string())),
  is_background_replacement: flag,
  is_ondemand_resource: flag,
  /** ICE: the cloud's sentence about the state. */
  message: text,
  avatar_type: text,
  description: text,
  /** ICE: media ids, not addresses. */
  portrait: text,
  video: text,
  transparent: flag,
  /** `maybe`: this cloud tells only in the detail. */
  cover: z.enum(['yes', 'no', 'maybe']),
  /** An opaque word that changes with the picture. */
  cover_version: text,
})
export type Job = z.infer<typeof Job>
