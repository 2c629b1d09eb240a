import type { Chance } from './chance.ts'
import { createChance, hexOf } from './chance.ts'
import type { Subject } from './metastudio-body.ts'
import { toWireTime } from './wire.ts'

const dayMs = 24 * 3_600_000

/** The fields of a detail that few jobs have: parts, resource, voice, rotation, marks. */
export function toRareFields({ troupe, index, now }: Subject): Record<string, unknown> {
  const id = troupe.idOf(index)
  const cast = troupe.cast(index)
  const { state, since, nextAt } = troupe.moment(index)
  const chance = createChance(id, 'rare')
  const fields: Record<string, unknown> = {
    voice_properties: {
      language: cast.chinese ? 'CN' : 'EN',
      sex: cast.sex,
      job_tag: chance.pick(['ECOMMERCE', 'NEWS', 'MARKETING']),
    },
    supported_service:
      cast.edition === 'classic' ? ['VIDEO_2D', 'LIVE_2D', 'CHAT_2D'].slice(0, chance.whole(1, 3)) : ['VIDEO_2D'],
    audio_source_type: chance.happens(0.85) ? 'VIDEO' : 'AUDIO',
    worker_type: chance.happens(0.7) ? ['T4'] : ['T4', 'V100'],
    train_video_rotation_state: chance.pick(['SUCCESS', 'SUCCESS', 'SUCCESS', 'WAITING', 'PROCESSING', 'FAILED']),
    action_video_rotation_state: chance.pick(['SUCCESS', 'WAITING']),
    is_mask_file_uploaded: chance.happens(0.2),
    voice_train_job_id: hexOf(32, id, 'voice'),
    verify_video_matting_info: [
      { dx: 0, dy: 0, width: chance.whole(400, 1080), height: chance.whole(700, 1920), method: 'RESERVED' },
    ],
    // Misspelled on the wire.
    traning_video_mark_info: { video_start_time: '00:00:03.000', video_end_time: `00:05:${chance.whole(10, 59)}.240` },
    inference_data_process_video_mark_info: {
      video_start_time: '00:00:10.000',
      video_end_time: '00:01:02.480',
      chat_video_start_time: '00:02:00.000',
      chat_video_end_time: '00:02:30.000',
    },
    inference_data_process_action_mark_info: {
      action_info: [{ action_start_time: '00:00:10.000', action_end_time: '00:00:14.200', action_type: 'SILENCE' }],
    },
    inference_data_process_eye_correction_mark_info: {
      eye_correction_start_time: '00:00:20.000',
      eye_correction_end_time: '00:00:22.000',
    },
  }
  const kept = Object.fromEntries(Object.entries(fields).filter(() => chance.happens(0.7)))
  if (cast.edition !== 'classic') kept['flexus_retry_count'] = chance.whole(0, 3)
  if (chance.happens(0.4)) {
    kept['allocated_resource'] = {
      resource_id: hexOf(32, id, 'resource'),
      charge_mode: cast.onDemand ? 'ON_DEMAND' : chance.pick(['PERIODIC', 'ONE_TIME']),
      expire_time: toWireTime(troupe.bornAt(index) + chance.whole(90, 365) * dayMs),
    }
  }
  const isRunning = /TRAINING$|PROCESSING$|ROCESSING$|COMPILING$|MARKING$/.test(state)
  // What is a draft still has had no part; the parts of what does not run ended when it ceased to.
  if (isRunning || (chance.happens(0.2) && since > troupe.bornAt(index))) {
    // The unit of these integers is documented nowhere; both occur.
    const unit = chance.happens(0.5) ? 1 : 1000
    const beat = Math.min(now, nextAt) - (chance.happens(0.15) ? 5_400_000 : 30_000)
    const begun = isRunning ? since : Math.max(troupe.bornAt(index), since - 2 * 3_600_000)
    kept['sub_training_job_info'] = Array.from({ length: chance.whole(1, 3) }, (_, order) => ({
      job_id: hexOf(32, id, 'part', order),
      sub_job_type: ['TRAIN_BODY', 'TRAIN_FACE', 'MATTING'][order],
      heart_beat_id: hexOf(16, id, 'beat', order),
      state: isRunning ? 'RUNNING' : 'DONE',
      create_time: Math.floor(begun / unit),
      last_update_time: Math.floor((isRunning ? Math.max(since, beat) : since) / unit),
    }))
  }
  if (chance.happens(0.3)) {
    kept['samples'] = [
      {
        action_name_zh: '挥手',
        action_name_en: 'wave',
        catalog: 'greeting',
        action_tag: 'hand',
        is_selected: true,
        recommended_value: 3,
      },
      {
        action_name_zh: '指引',
        action_name_en: 'point',
        catalog: 'guide',
        action_tag: 'hand',
        is_selected: chance.happens(0.5),
        recommended_value: 2,
      },
    ]
  }
  return kept
}

const files: Record<string, string> = {
  id_card_image1_download_url: 'id-card-front.jpg',
  id_card_image2_download_url: 'id-card-back.jpg',
  grant_file_download_url: 'authorisation-letter.pdf',
  training_video_download_url: 'training.mp4',
  action_video_download_url: 'action.mp4',
  verify_video_download_url: 'verify.mp4',
  markable_video_download_url: 'markable.mp4',
  markable_action_video_download_url: 'markable-action.mp4',
  audio_file_download_url: 'voice.wav',
  pre_beauty_image_download_url: 'face-before.png',
  post_beauty_image_download_url: 'face-after.png',
  mask_file_download_url: 'mask.zip',
  external_action_json_data_download_url: 'action.json',
  action_mark_file_download_url: 'marks.json',
  action_mark_file_upload_url: 'marks-upload.json',
}

/** Signed addresses of identity cards, letters, footage and voices. Nothing answers there: whoever asks made a mistake. */
export function toFiles(id: string, origin: string, chance: Chance): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files)
      .filter(() => chance.happens(0.8))
      .map(([field, file]) => [
        field,
        `${origin}/files/${id}/${file}?AccessKeyId=TESTFILES&Expires=4102444800&Signature=${hexOf(40, id, file)}`,
      ]),
  )
}
