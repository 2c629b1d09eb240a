import { jobIdPattern } from '#contract/job.ts'
import { CloudError } from '../cloud.ts'
import { toAskedId } from '../asked-id.ts'
import { isObject, lenientFlag, lenientId, lenientList, lenientNumber, lenientObject, lenientText, lenientTime, unreadableFields } from '../lenient.ts'
import type { Read, Unreadable } from '../lenient.ts'

/**
 * What MetaStudio sends, as an allow-list: List2dModelTrainingJob and Show2dModelTrainingJob of the API reference and the
 * SDK models. Misspellings are the wire's own. What is not named here never gets past this file; the vendor adds fields with
 * signed addresses between releases.
 */
const listFields = {
  job_id: lenientId,
  name: lenientText,
  state: lenientText,
  asset_id: lenientId,
  project_id: lenientId,
  /** Signed, valid for a day. Goes to the cover route only. */
  cover_download_url: lenientText,
  last_update_time: lenientTime,
  create_time: lenientTime,
  contact: lenientText,
  batch_name: lenientText,
  tags: lenientList(lenientText),
  model_version: lenientText,
  matting_type: lenientText,
  model_resolution: lenientText,
  app_user_id: lenientId,
  is_flexus: lenientFlag,
  is_live_copy: lenientFlag,
  is_fast_flexus: lenientFlag,
  is_only_human_model: lenientFlag,
  optional_training_location: lenientList(lenientText),
  is_background_replacement: lenientFlag,
  is_ondemand_resource: lenientFlag,
}

const operationLogFields = {
  log_type: lenientText,
  operate_time: lenientTime,
  operate_user: lenientText,
  log_description: lenientText,
  error_code: lenientId,
  redo_reasons: lenientList(lenientText),
}

/** Attachments are addresses, and left out. */
const commentLogFields = {
  comment_type: lenientText,
  comment_title: lenientText,
  comment_message: lenientText,
  operate_time: lenientTime,
}

const subJobFields = {
  job_id: lenientId,
  sub_job_type: lenientText,
  heart_beat_id: lenientId,
  state: lenientText,
  /** Integers, unlike everywhere else. */
  create_time: lenientTime,
  last_update_time: lenientTime,
}

const actionMarks = lenientObject({
  action_info: lenientList(lenientObject({ action_start_time: lenientText, action_end_time: lenientText, action_type: lenientText })),
})

const detailFields = {
  ...listFields,
  operation_logs: lenientList(lenientObject(operationLogFields)),
  comment_logs: lenientList(lenientObject(commentLogFields)),
  sub_training_job_info: lenientList(lenientObject(subJobFields)),
  allocated_resource: lenientObject({ resource_id: lenientId, charge_mode: lenientText, expire_time: lenientTime }),
  flexus_retry_count: lenientNumber,
  voice_train_job_id: lenientId,
  // The sex of the speaker, a personal trait, is left out.
  voice_properties: lenientObject({ language: lenientText, job_tag: lenientText }),
  supported_service: lenientList(lenientText),
  audio_source_type: lenientText,
  worker_type: lenientList(lenientText),
  train_video_rotation_state: lenientText,
  action_video_rotation_state: lenientText,
  is_mask_file_uploaded: lenientFlag,
  samples: lenientList(
    lenientObject({
      action_name_zh: lenientText,
      action_name_en: lenientText,
      catalog: lenientText,
      action_tag: lenientText,
      is_selected: lenientFlag,
      recommended_value: lenientNumber,
    }),
  ),
  verify_video_matting_info: lenientList(
    lenientObject({ dx: lenientNumber, dy: lenientNumber, width: lenientNumber, height: lenientNumber, method: lenientText }),
  ),
  traning_video_mark_info: lenientObject({ video_start_time: lenientText, video_end_time: lenientText }),
  inference_data_process_video_mark_info: lenientObject({
    video_start_time: lenientText,
    video_end_time: lenientText,
    chat_video_start_time: lenientText,
    chat_video_end_time: lenientText,
  }),
  inference_data_process_action_mark_info: actionMarks,
  inference_data_process_chat_action_mark_info: actionMarks,
  inference_data_process_eye_correction_mark_info: lenientObject({
    eye_correction_start_time: lenientText,
    eye_correction_end_time: lenientText,
  }),
}

const listNames = Object.keys(listFields)
const detailNames = Object.keys(detailFields)
const readRow = lenientObject(listFields)
const readDetail = lenientObject(detailFields)

export type WireRow = Read<typeof listFields> & { job_id: string }
export type WireDetail = Read<typeof detailFields> & { job_id: string }
export type WireLog = Read<typeof operationLogFields>
export type WireComment = Read<typeof commentLogFields>
export type WireSubJob = Read<typeof subJobFields>

const hasId = <T extends { job_id?: string | undefined }>(row: T): row is T & { job_id: string } =>
  row.job_id !== undefined && jobIdPattern.test(row.job_id)

/**
 * The rows of a list answer. `jobs` may be missing or null; a row without an id, or with one that no address can carry, is
 * counted as unreadable. Throws `unreadable` when it is no list, or when no row has any id: that is a list of something else.
 */
export function toWireList(json: unknown): { count: number | undefined; rows: WireRow[]; unreadable: Unreadable } {
  if (!isObject(json)) throw new CloudError('unreadable', 'the list of MetaStudio is no object')
  const jobs = json['jobs'] ?? []
  if (!Array.isArray(jobs)) throw new CloudError('unreadable', 'the jobs of MetaStudio are no list')
  const rows: WireRow[] = []
  const fields = new Set<string>()
  let isOfJobs = jobs.length === 0
  for (const sent of jobs as unknown[]) {
    const read = readRow(sent)
    isOfJobs ||= (read?.job_id ?? '') !== ''
    if (read === undefined || !hasId(read)) continue
    rows.push(read)
    for (const name of unreadableFields(sent, read, listNames)) fields.add(name)
  }
  if (!isOfJobs) throw new CloudError('unreadable', 'no row of the list of MetaStudio has an id')
  const unreadable = { rows: jobs.length - rows.length, fields: [...fields] }
  return { count: lenientNumber(json['count']), rows, unreadable }
}

/** One job of the detail call; `askedFor` is its id should the answer not repeat it. Throws `unreadable` when it is no job, or another one. */
export function toWireDetail(json: unknown, askedFor: string): { wire: WireDetail; unreadable: Unreadable } {
  const read = readDetail(json)
  if (read === undefined) throw new CloudError('unreadable', 'the job of MetaStudio is no object')
  // An answer with none of a job's fields is another kind of answer.
  if (read.job_id === undefined && read.state === undefined && read.name === undefined) {
    throw new CloudError('unreadable', 'the answer of MetaStudio is no job')
  }
  const wire = { ...read, job_id: toAskedId(read.job_id, askedFor) }
  return { wire, unreadable: { rows: 0, fields: unreadableFields(json, read, detailNames) } }
}
