import * as z from 'zod/mini'
import { Instant, Job } from './job.ts'
import { stages } from './job-states.ts'
import { logActors, logKinds } from './log-words.ts'
import { Reason } from './reasons.ts'

/** One entry of the job's log, masked. `text` is the reviewer's or the machine's own sentence. */
export const TimelineEntry = z.object({
  /** Absent when the cloud sent no readable time; such entries stand last, in the cloud's order. */
  at: z.optional(Instant),
  /** The cloud's code, verbatim. An open set. */
  log_type: z.string(),
  by: z.enum(logActors),
  stage: z.optional(z.enum(stages)),
  kind: z.enum(logKinds),
  text: z.optional(z.string()),
  error_code: z.optional(z.string()),
  redo_reasons: z.optional(z.array(z.string())),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const Comment = z.object({
  at: z.optional(Instant),
  /** USER_REJECT, USER_COMMENT, ADMIN_COMMENT: an open set. */
  comment_type: z.optional(z.string()),
  comment_title: z.optional(z.string()),
  comment_message: z.optional(z.string()),
})
export type Comment = z.infer<typeof Comment>

/** A part of a job, running or over. Its states are free words of the cloud. */
export const SubJob = z.object({
  job_id: z.optional(z.string()),
  sub_job_type: z.optional(z.string()),
  heart_beat_id: z.optional(z.string()),
  state: z.optional(z.string()),
  create_time: z.optional(Instant),
  last_update_time: z.optional(Instant),
})
export type SubJob = z.infer<typeof SubJob>

/** Answer of `GET /api/sources/{source}/jobs/{job_id}`. */
export const JobDetail = z.object({
  job: Job,
  /** By time, stable. Empty for ICE, which keeps no log. */
  timeline: z.array(TimelineEntry),
  reason: z.optional(Reason),
  comments: z.array(Comment),
  sub_jobs: z.array(SubJob),
  flexus_retry_count: z.optional(z.number()),
  voice_train_job_id: z.optional(z.string()),
  allocated_resource: z.optional(
    z.object({
      resource_id: z.optional(z.string()),
      charge_mode: z.optional(z.string()),
      expire_time: z.optional(Instant),
    }),
  ),
  supported_service: z.optional(z.array(z.string())),
  audio_source_type: z.optional(z.string()),
  worker_type: z.optional(z.array(z.string())),
  train_video_rotation_state: z.optional(z.string()),
  action_video_rotation_state: z.optional(z.string()),
  is_mask_file_uploaded: z.optional(z.boolean()),
  /** The cloud's answer after the allow-list and the masks. */
  raw: z.record(z.string(), z.unknown()),
  /** The cloud's own id of this answer, for a ticket with the vendor. */
  request_id: z.optional(z.string()),
  stale: z.optional(z.boolean()),
})
export type JobDetail = z.infer<typeof JobDetail>
