import * as z from 'zod/mini'
import { jobIdPattern } from '#contract/job.ts'
import { CloudError } from '../cloud.ts'
import { isObject, lenientFlag, lenientId, lenientList, lenientNumber, lenientObject, lenientText, lenientTime, unreadableFields } from '../lenient.ts'
import type { Unreadable } from '../lenient.ts'

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
  tags: lenientList(z.string()),
  model_version: lenientText,
  matting_type: lenientText,
  model_resolution: lenientText,
  app_user_id: lenientId,
  is_flexus: lenientFlag,
  is_live_copy: lenientFlag,
  is_fast_flexus: lenientFlag,
  is_only_human_model: lenientFlag,
  optional_training_location: lenientList(z.string()),
  is_background_replacement: lenientFlag,
  is_ondemand_resource: lenientFlag,
}

const operationLog = z.object({
  log_type: lenientText,
  operate_time: lenientTime,
  operate_user: lenientText,
  log_description: lenientText,
  error_code: lenientId,
  redo_reasons: lenientList(z.string()),
})

/** Attachments are addresses, and left out. */
const commentLog = z.object({
  comment_type: lenientText,
  comment_title: lenientText,
  comment_message: lenientText,
  operate_time: lenientTime,
})

const subJob = z.object({
  job_id: lenientId,
  sub_job_type: lenientText,
  heart_beat_id: lenientId,
  state: lenientText,
  /** Integers, unlike everywhere else. */
  create_time: lenientTime,
  last_update_time: lenientTime,
})

const actionMarks = lenientObject({
  action_info: lenientList(z.object({ action_start_time: lenientText, action_end_time: lenientText, action_type: lenientText })),
})

const detailFields = {
  ...listFields,
  operation_logs: lenientList(operationLog),
  comment_logs: lenientList(commentLog),
  sub_training_job_info: lenientList(subJob),
  allocated_resource: lenientObject({ resource_id: lenientId, charge_mode: lenientText, expire_time: lenientTime }),
  flexus_retry_count: lenientNumber,
  voice_train_job_id: lenientId,
  // The sex of the speaker, a personal trait, is left out.
  voice_properties: lenientObject({ language: lenientText, job_tag: lenientText }),
  supported_service: lenientList(z.string()),
  audio_source_type: lenientText,
  worker_type: lenientList(z.string()),
  train_video_rotation_state: lenientText,
  action_video_rotation_state: lenientText,
  is_mask_file_uploaded: lenientFlag,
  samples: lenientList(
    z.object({
      action_name_zh: lenientText,
      action_name_en: lenientText,
      catalog: lenientText,
      action_tag: lenientText,
      is_selected: lenientFlag,
      recommended_value: lenientNumber,
    }),
  ),
  verify_video_matting_info: lenientList(
    z.object({ dx: lenientNumber, dy: lenientNumber, width: lenientNumber, height: lenientNumber, method: lenientText }),
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
const listRow = z.object(listFields)
const detail = z.object(detailFields)

export type WireRow = z.infer<typeof listRow> & { job_id: string }
export type WireDetail = z.infer<typeof detail> & { job_id: string }
export type WireLog = z.infer<typeof operationLog>
export type WireComment = z.infer<typeof commentLog>
export type WireSubJob = z.infer<typeof subJob>

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
  const unreadable: Unreadable = { rows: 0, fields: [] }
  let isOfJobs = jobs.length === 0
  const rows: WireRow[] = []
  for (const sent of jobs as unknown[]) {
    const read = listRow.safeParse(sent)
    isOfJobs ||= read.success && (read.data.job_id ?? '') !== ''
    if (read.success && hasId(read.data)) {
      rows.push(read.data)
      unreadable.fields.push(...unreadableFields(sent, read.data, listNames))
    } else {
      unreadable.rows += 1
    }
  }
  if (!isOfJobs) throw new CloudError('unreadable', 'no row of the list of MetaStudio has an id')
  return { count: lenientNumber.parse(json['count']), rows, unreadable: { ...unreadable, fields: [...new Set(unreadable.fields)] } }
}

/** One job of the detail call; `askedFor` is its id should the answer not repeat it. Throws `unreadable` when it is no object. */
export function toWireDetail(json: unknown, askedFor: string): { wire: WireDetail; unreadable: Unreadable } {
  const read = detail.safeParse(json)
  if (!read.success || !isObject(json)) throw new CloudError('unreadable', 'the job of MetaStudio is no object')
  // An answer with none of a job's fields is another kind of answer.
  if (read.data.job_id === undefined && read.data.state === undefined && read.data.name === undefined) {
    throw new CloudError('unreadable', 'the answer of MetaStudio is no job')
  }
  const wire = { ...read.data, job_id: hasId(read.data) ? read.data.job_id : askedFor }
  return { wire, unreadable: { rows: 0, fields: unreadableFields(json, read.data, Object.keys(detailFields)) } }
}
