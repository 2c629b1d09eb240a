import type { Comment, JobDetail, SubJob } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'
import { maskContact, maskId, maskText } from '../../masks/masks.ts'
import type { ListedJob } from '../cloud.ts'
import { present } from '../present.ts'
import { toCover } from '../to-cover.ts'
import { toInstant, toInstantFromInteger } from '../to-instant.ts'
import { toRaw } from '../to-raw.ts'
import { toStateWords } from '../to-state-words.ts'
import { toReason } from './to-reason.ts'
import { toTimeline } from './to-timeline.ts'
import type { WireComment, WireDetail, WireRow, WireSubJob } from './wire.ts'

/** A text a person wrote, masked; an empty one says as much as none. */
const words = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : maskText(text)
const wordLists = (texts: string[] | undefined): string[] | undefined => texts?.map(maskText)
const id = (sent: string | undefined): string | undefined => (sent === undefined || sent === '' ? undefined : maskId(sent))

/** One job of the list or the detail, in our words and masked. Total: every row that could be read becomes a job. */
export function toJob(wire: WireRow, sourceId: string): ListedJob {
  const cover = toCover(wire.cover_download_url)
  const { state, phase, stage, actor, hidden_failure, console_group } = toStateWords('metastudio', wire.state)
  // Every name in its place, those without a value too: a hundred jobs of one form are made, kept and written at a fifth of the cost.
  // To whoever reads the JSON, what has no value is absent.
  const job: Job = {
    source: sourceId,
    cloud: 'metastudio',
    job_id: wire.job_id,
    name: maskText(wire.name ?? ''),
    state,
    phase,
    stage,
    actor,
    hidden_failure,
    console_group,
    create_time: toInstant(wire.create_time),
    last_update_time: toInstant(wire.last_update_time),
    asset_id: id(wire.asset_id),
    project_id: id(wire.project_id),
    batch_name: words(wire.batch_name),
    tags: wordLists(wire.tags),
    contact: id(wire.contact) === undefined ? undefined : maskContact(wire.contact ?? ''),
    model_version: words(wire.model_version),
    matting_type: words(wire.matting_type),
    model_resolution: words(wire.model_resolution),
    app_user_id: words(wire.app_user_id),
    is_flexus: wire.is_flexus,
    is_live_copy: wire.is_live_copy,
    is_fast_flexus: wire.is_fast_flexus,
    is_only_human_model: wire.is_only_human_model,
    optional_training_location: wordLists(wire.optional_training_location),
    is_background_replacement: wire.is_background_replacement,
    is_ondemand_resource: wire.is_ondemand_resource,
    cover: cover === undefined ? 'no' : 'yes',
    cover_version: cover?.version,
  }
  return cover === undefined ? { job } : { job, coverUrl: cover.url }
}

const toComment = (wire: WireComment): Comment =>
  present({
    at: toInstant(wire.operate_time),
    comment_type: words(wire.comment_type),
    comment_title: words(wire.comment_title),
    comment_message: words(wire.comment_message),
  })

const toSubJob = (wire: WireSubJob): SubJob =>
  present({
    job_id: id(wire.job_id),
    sub_job_type: words(wire.sub_job_type),
    heart_beat_id: id(wire.heart_beat_id),
    state: words(wire.state),
    // Integers by the reference; times as texts elsewhere in this service.
    create_time: toInstantFromInteger(wire.create_time) ?? toInstant(wire.create_time),
    last_update_time: toInstantFromInteger(wire.last_update_time) ?? toInstant(wire.last_update_time),
  })

function toAllocatedResource(wire: NonNullable<WireDetail['allocated_resource']>) {
  return present({
    resource_id: id(wire.resource_id),
    charge_mode: words(wire.charge_mode),
    expire_time: toInstant(wire.expire_time),
  })
}

/** The detail of a job with its history. Pure and total. */
export function toJobDetail(wire: WireDetail, sourceId: string): { detail: JobDetail; coverUrl?: string } {
  const { job, coverUrl } = toJob(wire, sourceId)
  const timeline = toTimeline(wire.operation_logs ?? [])
  const comments = (wire.comment_logs ?? []).map(toComment)
  const detail = present({
    job,
    timeline,
    reason: toReason(job, timeline, comments),
    comments,
    sub_jobs: (wire.sub_training_job_info ?? []).map(toSubJob),
    flexus_retry_count: wire.flexus_retry_count,
    voice_train_job_id: id(wire.voice_train_job_id),
    allocated_resource: wire.allocated_resource === undefined ? undefined : toAllocatedResource(wire.allocated_resource),
    supported_service: wordLists(wire.supported_service),
    audio_source_type: words(wire.audio_source_type),
    worker_type: wordLists(wire.worker_type),
    train_video_rotation_state: words(wire.train_video_rotation_state),
    action_video_rotation_state: words(wire.action_video_rotation_state),
    is_mask_file_uploaded: wire.is_mask_file_uploaded,
    raw: toRaw(wire, (name) => name === 'cover_download_url'),
  })
  return present({ detail, coverUrl })
}
