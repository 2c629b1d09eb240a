import type { JobDetail } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'

/** Everything the contract tells of one job. */
export type FieldName = keyof Job | Exclude<keyof JobDetail, 'job'>

export const fieldGroups = ['state', 'account', 'model', 'run', 'answer'] as const
export type FieldGroup = (typeof fieldGroups)[number]

/** Where each field stands, in the order of reading; `elsewhere`: the drawer shows it in a place of its own. */
const places: Record<FieldName, FieldGroup | 'elsewhere'> = {
  name: 'elsewhere',
  job_id: 'elsewhere',
  cover: 'elsewhere',
  cover_version: 'elsewhere',
  timeline: 'elsewhere',
  reason: 'elsewhere',
  comments: 'elsewhere',
  raw: 'elsewhere',
  state: 'state',
  phase: 'state',
  stage: 'state',
  actor: 'state',
  console_group: 'state',
  hidden_failure: 'state',
  create_time: 'state',
  last_update_time: 'state',
  first_training_time: 'state',
  message: 'state',
  source: 'account',
  cloud: 'account',
  batch_name: 'account',
  tags: 'account',
  contact: 'account',
  project_id: 'account',
  app_user_id: 'account',
  description: 'account',
  asset_id: 'model',
  model_version: 'model',
  model_resolution: 'model',
  matting_type: 'model',
  avatar_type: 'model',
  transparent: 'model',
  is_only_human_model: 'model',
  is_background_replacement: 'model',
  is_mask_file_uploaded: 'model',
  train_video_rotation_state: 'model',
  action_video_rotation_state: 'model',
  portrait: 'model',
  video: 'model',
  supported_service: 'model',
  is_flexus: 'run',
  is_fast_flexus: 'run',
  flexus_retry_count: 'run',
  is_live_copy: 'run',
  is_ondemand_resource: 'run',
  optional_training_location: 'run',
  allocated_resource: 'run',
  worker_type: 'run',
  audio_source_type: 'run',
  voice_train_job_id: 'run',
  sub_jobs: 'run',
  request_id: 'answer',
  stale: 'answer',
}

/** Fields of a group, in the order of reading. */
export function fieldsOf(group: FieldGroup): FieldName[] {
  return (Object.keys(places) as FieldName[]).filter((name) => places[name] === group)
}

/** The value of a field, or `undefined` where the cloud sent nothing (an empty text or list is nothing to read). */
export function fieldValue(detail: JobDetail, name: FieldName): unknown {
  const { job, ...rest } = detail
  const value: unknown = { ...rest, ...job }[name]
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty ? undefined : value
}
