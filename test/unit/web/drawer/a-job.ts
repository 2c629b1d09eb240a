import { stateFacts } from '#contract/job-states.ts'
import type { JobDetail, TimelineEntry } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'
import { isHiddenFailure, phaseOf } from '#contract/job-states.ts'
import { logTypeFacts } from '#contract/log-types.ts'
import type { Source } from '#contract/source.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
/** 14 March 2026, 00:00 UTC. */
export const march14 = Date.UTC(2026, 2, 14)
export const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

export const source: Source = {
  id: 'metastudio-cn-north-4',
  cloud: 'metastudio',
  label: 'MetaStudio cn-north-4',
  region: 'cn-north-4',
  demo: true,
  filters: [],
  sort_keys: [],
  states: [],
  health: { status: 'ok' },
}

/** A job in a state, with what follows from it. */
export function aJob(state: string, changed: Partial<Job> = {}): Job {
  const cloud = changed.cloud ?? 'metastudio'
  const facts = stateFacts(cloud, state)
  return {
    source: source.id,
    cloud,
    job_id: '646682fa90c24b1e8d375f02ce7b6a91',
    name: 'Mira, winter set',
    state,
    phase: phaseOf(cloud, state),
    ...(facts === undefined ? {} : { stage: facts.stage }),
    actor: facts?.actor ?? 'unknown',
    hidden_failure: isHiddenFailure(cloud, state),
    ...(facts?.console_group_source === 'doc' && facts.console_group !== null ? { console_group: facts.console_group } : {}),
    cover: 'no',
    ...changed,
  }
}

/** An entry of the log as the proxy gives it. */
export function anEntry(logType: string, at: number | undefined, changed: Partial<TimelineEntry> = {}): TimelineEntry {
  const facts = logTypeFacts(logType)
  return {
    ...(at === undefined ? {} : { at: iso(at) }),
    log_type: logType,
    by: facts?.by ?? 'machine',
    kind: facts?.kind ?? 'info',
    ...changed,
  }
}

export function aDetail(state: string, timeline: TimelineEntry[], changed: Partial<Omit<JobDetail, 'job'>> & { job?: Partial<Job> } = {}): JobDetail {
  const { job, ...rest } = changed
  return { job: aJob(state, job), timeline, comments: [], sub_jobs: [], raw: {}, ...rest }
}

/** Failed review, new footage, then a failed compilation: five days of a job, ending on 14 March at 00:20 UTC. */
export function aCompileFailure(): JobDetail {
  const at = (day: number, hour: number, minute: number) => Date.UTC(2026, 2, day, hour, minute)
  return aDetail(
    'COMPILE_FAILED',
    [
      anEntry('USER_VERIFYING_SUBMITTED', at(9, 9, 6)),
      anEntry('ADMIN_VERIFY_FAILED', at(9, 14, 10), { text: '人物头部超出画面，请重新拍摄并上传。' }),
      anEntry('USER_UPDATE_VIDEO', at(11, 16, 40)),
      anEntry('USER_VERIFYING_SUBMITTED', at(11, 16, 40)),
      anEntry('SYSTEM_ANALYSE_FILE_INFO', at(11, 16, 40)),
      anEntry('SYSTEM_UPDATE_COVER', at(11, 16, 40)),
      anEntry('ADMIN_VERIFY_SUCCESS', at(12, 10, 10)),
      anEntry('SYSTEM_TRAINING', at(13, 2, 11)),
      anEntry('SYSTEM_TRAIN_SUCCESS', at(13, 20, 51)),
      anEntry('SYSTEM_ACTION_GENERATE_ORI_SUCCESS', at(13, 23, 47)),
      anEntry('SYSTEM_COMPILE_FAILED', at(14, 0, 20), { text: '转编译中断', error_code: 'E-7' }),
    ],
    { reason: { text: '转编译中断', at: iso(at(14, 0, 20)), log_type: 'SYSTEM_COMPILE_FAILED', error_code: 'E-7', past: false }, request_id: 'req-42' },
  )
}
