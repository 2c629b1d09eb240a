import { describe, expect, it } from 'vitest'
import { JobDetail } from '#contract/job-detail.ts'
import { filterNames } from '#contract/job-filters.ts'
import { Job } from '#contract/job.ts'
import type { ListQuery } from '#proxy/clouds/cloud.ts'
import { iceFilters, iceSortKeys } from '#proxy/clouds/ice/client.ts'
import { toJobDetail as toIceDetail, toListedJob } from '#proxy/clouds/ice/to-job.ts'
import { toWireJob, toWirePage } from '#proxy/clouds/ice/wire.ts'
import { toListQuery } from '#proxy/clouds/metastudio/list.ts'
import { toJob, toJobDetail } from '#proxy/clouds/metastudio/to-job.ts'
import { toWireDetail, toWireList } from '#proxy/clouds/metastudio/wire.ts'
import iceDetail from '../../../fixtures/ice-detail.json'
import iceList from '../../../fixtures/ice-list.json'
import metastudioDetail from '../../../fixtures/metastudio-detail.json'
import metastudioList from '../../../fixtures/metastudio-list.json'

/** Where a field of the wire is found afterwards: a path of our answer, `raw` alone, `cover` (the route), or nowhere. */
type Fate = `job.${string}` | `detail.${string}` | 'raw' | 'cover' | 'dropped'

const metastudioFields: Record<string, Fate> = {
  job_id: 'job.job_id',
  name: 'job.name',
  state: 'job.state',
  asset_id: 'job.asset_id',
  project_id: 'job.project_id',
  cover_download_url: 'cover',
  last_update_time: 'job.last_update_time',
  create_time: 'job.create_time',
  contact: 'job.contact',
  batch_name: 'job.batch_name',
  tags: 'job.tags',
  model_version: 'job.model_version',
  matting_type: 'job.matting_type',
  model_resolution: 'job.model_resolution',
  app_user_id: 'job.app_user_id',
  is_flexus: 'job.is_flexus',
  is_live_copy: 'job.is_live_copy',
  is_fast_flexus: 'job.is_fast_flexus',
  is_only_human_model: 'job.is_only_human_model',
  optional_training_location: 'job.optional_training_location',
  is_background_replacement: 'job.is_background_replacement',
  is_ondemand_resource: 'job.is_ondemand_resource',
  operation_logs: 'detail.timeline',
  comment_logs: 'detail.comments',
  sub_training_job_info: 'detail.sub_jobs',
  allocated_resource: 'detail.allocated_resource',
  flexus_retry_count: 'detail.flexus_retry_count',
  voice_train_job_id: 'detail.voice_train_job_id',
  voice_properties: 'raw',
  supported_service: 'detail.supported_service',
  audio_source_type: 'detail.audio_source_type',
  worker_type: 'detail.worker_type',
  train_video_rotation_state: 'detail.train_video_rotation_state',
  action_video_rotation_state: 'detail.action_video_rotation_state',
  is_mask_file_uploaded: 'detail.is_mask_file_uploaded',
  samples: 'raw',
  verify_video_matting_info: 'raw',
  traning_video_mark_info: 'raw',
  inference_data_process_video_mark_info: 'raw',
  inference_data_process_action_mark_info: 'raw',
  inference_data_process_chat_action_mark_info: 'raw',
  inference_data_process_eye_correction_mark_info: 'raw',
  // Identity cards, the letter, footage, voice, faces, work files and the address to write to.
  id_card_image1_download_url: 'dropped',
  id_card_image2_download_url: 'dropped',
  grant_file_download_url: 'dropped',
  training_video_download_url: 'dropped',
  action_video_download_url: 'dropped',
  verify_video_download_url: 'dropped',
  markable_video_download_url: 'dropped',
  markable_action_video_download_url: 'dropped',
  audio_file_download_url: 'dropped',
  pre_beauty_image_download_url: 'dropped',
  post_beauty_image_download_url: 'dropped',
  mask_file_download_url: 'dropped',
  external_action_json_data_download_url: 'dropped',
  action_mark_file_download_url: 'dropped',
  action_mark_file_upload_url: 'dropped',
}

/** Fields of the objects within, by the name of the object. What stands here reaches `raw`; the rest of the wire does not. */
const metastudioInnerFields: Record<string, { carried: string[]; dropped: string[] }> = {
  operation_logs: {
    carried: ['log_type', 'operate_time', 'operate_user', 'log_description', 'error_code', 'redo_reasons'],
    dropped: [],
  },
  comment_logs: {
    carried: ['comment_type', 'comment_title', 'comment_message', 'operate_time'],
    dropped: ['attachment_download_url'],
  },
  sub_training_job_info: {
    carried: ['job_id', 'sub_job_type', 'heart_beat_id', 'state', 'create_time', 'last_update_time'],
    dropped: [],
  },
  allocated_resource: { carried: ['resource_id', 'charge_mode', 'expire_time'], dropped: [] },
  voice_properties: { carried: ['language', 'job_tag'], dropped: ['sex'] },
  samples: {
    carried: ['action_name_zh', 'action_name_en', 'catalog', 'action_tag', 'is_selected', 'recommended_value'],
    dropped: ['sample_download_url'],
  },
  verify_video_matting_info: { carried: ['dx', 'dy', 'width', 'height', 'method'], dropped: [] },
  traning_video_mark_info: { carried: ['video_start_time', 'video_end_time'], dropped: [] },
  inference_data_process_video_mark_info: {
    carried: ['video_start_time', 'video_end_time', 'chat_video_start_time', 'chat_video_end_time'],
    dropped: [],
  },
  inference_data_process_action_mark_info: { carried: ['action_info'], dropped: [] },
  inference_data_process_chat_action_mark_info: { carried: ['action_info'], dropped: [] },
  inference_data_process_eye_correction_mark_info: {
    carried: ['eye_correction_start_time', 'eye_correction_end_time'],
    dropped: [],
  },
}

const iceFields: Record<string, Fate> = {
  JobId: 'job.job_id',
  AvatarId: 'job.asset_id',
  AvatarName: 'job.name',
  AvatarDescription: 'job.description',
  AvatarType: 'job.avatar_type',
  Status: 'job.state',
  Message: 'job.message',
  Portrait: 'job.portrait',
  FirstTrainingTime: 'job.first_training_time',
  LastTrainingTime: 'job.last_update_time',
  Thumbnail: 'cover',
  Video: 'job.video',
  Transparent: 'job.transparent',
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined), value)

function expectFate(name: string, fate: Fate, { detail, coverUrl }: { detail: JobDetail; coverUrl?: string }) {
  if (fate === 'dropped') {
    expect(detail.raw).not.toHaveProperty(name)
  } else if (fate === 'cover') {
    expect(coverUrl).toMatch(/^https:/)
    expect(detail.job.cover).toBe('yes')
    expect(detail.job.cover_version).toMatch(/^[a-z0-9]+$/)
    expect(detail.raw).not.toHaveProperty(name)
  } else {
    expect(detail.raw).toHaveProperty(name)
    if (fate !== 'raw') expect(at({ job: detail.job, detail }, fate)).toBeDefined()
  }
}

describe('every field of MetaStudio', () => {
  const read = toJobDetail(toWireDetail(metastudioDetail.answer, metastudioDetail.answer.job_id).wire, 'metastudio-cn-north-4')

  it('is listed here', () => {
    expect(Object.keys(metastudioDetail.answer).toSorted()).toEqual(Object.keys(metastudioFields).toSorted())
    for (const [name, { carried, dropped }] of Object.entries(metastudioInnerFields)) {
      const sent = at(metastudioDetail.answer, name)
      const objects: object[] = Array.isArray(sent) ? sent : [sent]
      const names = new Set(objects.flatMap((one) => Object.keys(one)))
      expect([...names].toSorted(), name).toEqual([...carried, ...dropped].toSorted())
    }
  })

  it.each(Object.entries(metastudioFields))('%s: %s', (name, fate) => {
    expectFate(name, fate, read)
  })

  it.each(Object.entries(metastudioInnerFields))('%s: its own fields', (name, { carried }) => {
    const kept = at(read.detail.raw, name)
    const objects: object[] = Array.isArray(kept) ? kept : [kept]
    expect([...new Set(objects.flatMap((one) => Object.keys(one)))].toSorted()).toEqual(carried.toSorted())
  })

  it('and no address, signature, number or field that nobody has heard of leaves', () => {
    const text = JSON.stringify(read.detail)
    expect(text).not.toMatch(/TESTSIGNATURE|15312340046|153-1234-0046|FEMALE|_url"/)
    const more = { ...metastudioDetail.answer, brand_new_download_url: 'https://x.example.com/?s=1', brand_new: 'TESTNEW' }
    expect(toJobDetail(toWireDetail(more, metastudioDetail.answer.job_id).wire, 's').detail.raw).toEqual(read.detail.raw)
  })

  it('fits the contract', () => {
    expect(JobDetail.parse(read.detail)).toEqual(read.detail)
  })

  it('of a row is one of the detail', () => {
    const [row] = toWireList(metastudioList.answer).rows
    expect(row).toBeDefined()
    if (row === undefined) return
    const { job, coverUrl } = toJob(row, 'metastudio-cn-north-4')
    expect(Job.parse(job)).toEqual(job)
    expect(job).toMatchObject({ contact: '153****0046', phase: 'draft', actor: 'you', console_group: 'to-submit', cover: 'yes' })
    expect(coverUrl).toContain('Signature=TESTSIGNATURE')
    expect(JSON.stringify(job)).not.toMatch(/15312340046|TESTSIGNATURE/)
  })
})

describe('every field of ICE', () => {
  const { wire } = toWireJob(iceDetail.answer, iceDetail.answer.Data.AvatarTrainingJob.JobId)
  const read = toIceDetail(wire, 'ice-cn-shanghai', '2020-12-23T13:33:40Z')

  it('is listed here', () => {
    const inDetail = Object.keys(iceDetail.answer.Data.AvatarTrainingJob)
    expect(inDetail.toSorted()).toEqual(Object.keys(iceFields).toSorted())
    const inList = Object.keys(iceList.answer.Data.AvatarTrainingJobList[0] ?? {})
    expect(inList.filter((name) => !inDetail.includes(name))).toEqual(['CreateTime'])
  })

  it.each(Object.entries(iceFields))('%s: %s', (name, fate) => {
    expectFate(name, fate, read)
  })

  it('is trimmed, masked, and fits the contract: the example with the line feed is a success', () => {
    expect(JobDetail.parse(read.detail)).toEqual(read.detail)
    expect(read.detail.job).toMatchObject({ state: 'Success', phase: 'done', actor: 'done', create_time: '2020-12-23T13:33:40Z' })
    expect(read.detail.reason).toBeUndefined()
    expect(JSON.stringify(read.detail)).not.toMatch(/15312340046|oss-cn-hangzhou/)
  })

  it('of a row becomes a field of ours', () => {
    const jobs = toWirePage(iceList.answer, 100).rows.map((row) => toListedJob(row, 'ice-cn-shanghai').job)
    for (const job of jobs) expect(Job.parse(job)).toEqual(job)
    expect(jobs.map(({ state, create_time, cover }) => [state, create_time, cover])).toEqual([
      ['Training', '2020-12-23T13:33:40Z', 'maybe'],
      ['Init', '2020-12-24T13:33:40Z', 'no'],
      ['Fail', undefined, 'maybe'],
    ])
    expect(jobs[2]?.message).toBe('素材不合格，请联系138****8000')
  })
})

describe('every parameter', () => {
  /** All query parameters of List2dModelTrainingJob. */
  const parameters = [
    'offset',
    'limit',
    'state',
    'sort_key',
    'sort_dir',
    'create_since',
    'create_until',
    'update_since',
    'update_until',
    'query_project_id',
    'batch_name',
    'tag',
    'job_id',
    'name',
    'model_resolution',
    'is_flexus',
    'is_live_copy',
    'train_location',
    'is_ondemand_resource',
  ]
  /** Resolved to states before a cloud is asked. */
  const ours = ['phase', 'actor', 'hidden_failure', 'failed_since']

  it('of MetaStudio is sent under its own name', () => {
    const plain = filterNames.filter((name) => name !== 'state' && !ours.includes(name))
    const filters = Object.fromEntries(plain.map((name) => [name, `value of ${name}`]))
    const query: ListQuery = { filters, states: ['TRAINING', 'JOB_FINISH'], offset: 0, limit: 50, sort_key: 'create_time', sort_dir: 'desc' }
    const sent = Object.fromEntries(toListQuery(query))
    expect(Object.keys(sent).toSorted()).toEqual(parameters.toSorted())
    for (const name of plain) expect(sent[name]).toBe(`value of ${name}`)
    expect(sent).toMatchObject({ state: 'TRAINING,JOB_FINISH', offset: '0', limit: '50', sort_key: 'create_time', sort_dir: 'desc' })
  })

  it('that ICE lacks is no filter of ICE', () => {
    expect(filterNames.filter((name) => !(iceFilters as readonly string[]).includes(name))).toEqual([
      'hidden_failure',
      'failed_since',
      'query_project_id',
      'batch_name',
      'tag',
      'model_resolution',
      'is_flexus',
      'is_live_copy',
      'train_location',
      'is_ondemand_resource',
    ])
    expect(iceSortKeys).toEqual(['create_time', 'update_time'])
  })
})
