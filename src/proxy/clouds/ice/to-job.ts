import type { JobDetail } from '#contract/job-detail.ts'
import type { Reason } from '#contract/reasons.ts'
import type { Job } from '#contract/job.ts'
import { maskId, maskText } from '../../masks/masks.ts'
import type { ListedJob } from '../cloud.ts'
import { present } from '../present.ts'
import { toCover } from '../to-cover.ts'
import { toInstant } from '../to-instant.ts'
import { toRaw } from '../to-raw.ts'
import { toStateWords } from '../to-state-words.ts'
import type { WireJob } from './wire.ts'

/** A text of the wire, trimmed (the vendor's example carries a line feed) and masked; an empty one says as much as none. */
function words(text: string | undefined): string | undefined {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? undefined : maskText(trimmed)
}

/** A job as list and detail have it in common; about its cover they differ. All names are there: see `toJob` of the other cloud. */
function toCommonJob(wire: WireJob, sourceId: string): Job {
  const { state, phase, stage, actor, hidden_failure, console_group } = toStateWords('ice', wire.Status)
  return {
    source: sourceId,
    cloud: 'ice',
    job_id: wire.JobId,
    name: maskText(wire.AvatarName ?? ''),
    state,
    phase,
    stage,
    actor,
    hidden_failure,
    console_group,
    create_time: toInstant(wire.CreateTime),
    last_update_time: toInstant(wire.LastTrainingTime),
    first_training_time: toInstant(wire.FirstTrainingTime),
    asset_id: wire.AvatarId === undefined || wire.AvatarId === '' ? undefined : maskId(wire.AvatarId),
    message: words(wire.Message),
    avatar_type: words(wire.AvatarType),
    description: words(wire.AvatarDescription),
    portrait: words(wire.Portrait),
    video: words(wire.Video),
    transparent: wire.Transparent,
    cover: 'no',
    cover_version: undefined,
  }
}

/**
 * A row of the list. The thumbnail comes in the detail only and is filled after success: a job that never got that far has no
 * cover; one that is being trained again may have the old one.
 */
export function toListedJob(wire: WireJob, sourceId: string): ListedJob {
  const job = toCommonJob(wire, sourceId)
  const isFirstRun = job.last_update_time === job.first_training_time
  const hadNoSuccess = job.phase === 'draft' || (isFirstRun && (job.phase === 'training' || job.phase === 'failed'))
  if (!hadNoSuccess) job.cover = 'maybe'
  return { job }
}

/** ICE gives one sentence about the state; it is a reason only where the state is a failure. */
function toReason(job: Pick<Job, 'phase' | 'message'>): Reason | undefined {
  return job.phase === 'failed' ? { ...present({ text: job.message }), past: false } : undefined
}

/** The detail of a job. ICE keeps no log and no time of failure. `createTime` is the list's, which the detail lacks. */
export function toJobDetail(
  wire: WireJob,
  sourceId: string,
  createTime: string | undefined,
): { detail: JobDetail; coverUrl?: string } {
  const cover = toCover(wire.Thumbnail)
  const job = toCommonJob(wire, sourceId)
  job.create_time ??= createTime
  if (cover !== undefined) {
    job.cover = 'yes'
    job.cover_version = cover.version
  }
  const detail = present({
    job,
    timeline: [],
    reason: toReason(job),
    comments: [],
    sub_jobs: [],
    raw: toRaw(wire, (name) => name === 'Thumbnail'),
  })
  return present({ detail, coverUrl: cover?.url })
}
