import type { Cast } from './cast.ts'
import { createChance, hexOf } from './chance.ts'
import { toFiles, toRareFields } from './metastudio-extras.ts'
import { redoReasonsOf, sentenceOf } from './sentences.ts'
import type { OperationLog, StoryEvent } from './story.ts'
import type { Troupe } from './world.ts'
import { toWireTime } from './wire.ts'

/** What a body is made from. */
export interface Subject {
  troupe: Troupe<Cast>
  index: number
  now: number
  projectId: string
  /** A signed address, when the job has a cover. */
  cover?: string
}

/** How often the job was submitted for review so far: each brings a new cover. */
export function submissionsOf(troupe: Troupe<Cast>, index: number): number {
  return happened(troupe, index).filter(({ log }) => log?.type === 'USER_VERIFYING_SUBMITTED').length
}

const happened = (troupe: Troupe<Cast>, index: number): readonly StoryEvent[] =>
  troupe.story(index).events.slice(0, troupe.moment(index).happened)

/** One entry of the list: `TrainingJobBasicInfo`. */
export function toListEntry({ troupe, index, projectId, cover }: Subject): Record<string, unknown> {
  const cast = troupe.cast(index)
  const { state, updatedAt, assetAt } = troupe.moment(index)
  const id = troupe.idOf(index)
  const optional: Record<string, unknown> = {
    asset_id: assetAt < Infinity ? hexOf(32, id, 'asset') : undefined,
    project_id: projectId,
    last_update_time: toWireTime(updatedAt),
    create_time: toWireTime(troupe.bornAt(index)),
    contact: cast.contact,
    batch_name: cast.batch,
    tags: cast.tags.length > 0 || index % 2 === 0 ? cast.tags : undefined,
    model_version: cast.edition === 'fast' ? 'V3.3' : index < 40 ? ['V2', 'V3'][index % 2] : 'V3.2',
    matting_type: createChance(id, 'matting').happens(0.9) ? 'AI' : 'MANUAL',
    model_resolution: cast.resolution,
    app_user_id: cast.appUserId,
    is_flexus: cast.edition !== 'classic',
    is_live_copy: cast.liveCopy,
    is_fast_flexus: cast.edition === 'fast',
    is_only_human_model: cast.edition !== 'classic' && createChance(id, 'image-only').happens(0.2),
    optional_training_location: cast.trainLocation === undefined ? undefined : [cast.trainLocation],
    is_background_replacement: cast.greenScreen,
    is_ondemand_resource: cast.onDemand,
  }
  const kept = Object.entries(optional).filter(([field, value]) => value !== undefined && !cast.lacks.has(field))
  return {
    job_id: id,
    name: cast.name,
    state,
    ...Object.fromEntries(kept),
    ...(cover === undefined ? {} : { cover_download_url: cover }),
  }
}

/** The detail: the list entry with history, comments, parts and all the files that must never travel further. */
export function toDetail(subject: Subject, origin: string): Record<string, unknown> {
  const { troupe, index, now } = subject
  const id = troupe.idOf(index)
  const cast = troupe.cast(index)
  const chance = createChance(id, 'detail')
  // The order of the array is not documented, so it is not the order of time.
  const logs = happened(troupe, index).flatMap(({ at, log }) => (log ? [toLogEntry(at, log, cast)] : []))
  const comments = troupe.story(index).comments.filter(({ at }) => at <= now)
  return {
    ...toListEntry(subject),
    operation_logs: chance.happens(0.5) ? logs : chance.happens(0.5) ? logs.toReversed() : toShuffled(logs, id),
    ...(comments.length > 0 || chance.happens(0.5)
      ? {
          comment_logs: comments.map(({ at, type, subject: about, key, attachments }) => ({
            comment_type: type,
            comment_title: sentenceOf(about, key, cast.chinese ? 'zh' : 'en').slice(0, 18),
            comment_message: sentenceOf(about, key, cast.chinese ? 'zh' : 'en'),
            operate_time: toWireTime(at),
            ...(attachments > 0
              ? {
                  attachment_download_url: Array.from(
                    { length: attachments },
                    (_, order) => `${origin}/files/${id}/attachment-${order + 1}.png?Signature=test`,
                  ),
                }
              : {}),
          })),
        }
      : {}),
    ...toRareFields(subject),
    ...toFiles(id, origin, chance),
  }
}

function toLogEntry(at: number, log: OperationLog, cast: Cast) {
  const { sentence, errorCode, redoReasons } = log
  return {
    log_type: log.type,
    operate_time: toWireTime(at),
    operate_user: log.by,
    ...(sentence ? { log_description: sentenceOf(sentence.subject, sentence.key, cast.chinese ? 'zh' : undefined) } : {}),
    ...(errorCode === undefined ? {} : { error_code: errorCode }),
    ...(redoReasons ? { redo_reasons: redoReasonsOf(redoReasons.key) } : {}),
  }
}

/** Shuffled, but entries of the same second keep their order: nothing on the wire could tell it otherwise. */
function toShuffled<T extends { operate_time: string }>(entries: readonly T[], id: string): T[] {
  const place = (entry: T) => hexOf(8, id, entry.operate_time)
  return entries.toSorted((one, other) => (place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : 0))
}
