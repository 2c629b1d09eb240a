/**
 * Every state the two clouds are known to send, with what it means to a person.
 *
 * Source: the MetaStudio API reference and SDK enums (61 codes, two of them misspelled on the wire and kept so) and the
 * ICE API reference (5 codes). Clouds add codes: a code that is not here has the phase `unknown` and is shown as it is.
 */

export const clouds = ['metastudio', 'ice'] as const
export type Cloud = (typeof clouds)[number]

/** Our grouping of states, in the order people read them. */
export const phases = ['draft', 'review', 'training', 'failed', 'stopped', 'confirm', 'rejected', 'suspended', 'done', 'unknown'] as const
export type Phase = (typeof phases)[number]

/** The steps of the pipeline. A failed or stopped state belongs to the step that it broke. */
export const stages = ['draft', 'review', 'preprocess', 'train', 'inference', 'action', 'compile', 'awaiting-user', 'done'] as const
export type Stage = (typeof stages)[number]

/** The steps a cloud tells of. ICE has three; none is invented for it. */
export const stagesOf = {
  metastudio: stages,
  ice: ['draft', 'train', 'done'],
} as const satisfies Record<Cloud, readonly Stage[]>

/** Whose move it is: the account's people or their customer, the cloud's staff, a machine, nobody any more. */
export const actors = ['you', 'provider', 'nobody', 'done', 'unknown'] as const
export type Actor = (typeof actors)[number]

/** What the MetaStudio console shows in the place of a state. ICE documents no such grouping. */
export const consoleGroups = ['to-submit', 'under-review', 'review-failed', 'training', 'awaiting-confirmation', 'rejected', 'completed', 'suspended'] as const
export type ConsoleGroup = (typeof consoleGroups)[number]

/** `waiting` for input, `queued` for a machine, `passed` a step, `blocked` by a person. */
export type Activity = 'waiting' | 'queued' | 'running' | 'passed' | 'failed' | 'stopped' | 'blocked' | 'final'

export interface StateFacts {
  phase: Phase
  stage: Stage
  activity: Activity
  actor: Actor
  console_group: ConsoleGroup | null
  /** `doc`: the vendor says so. `inferred`: our guess, never claimed on the screen. */
  console_group_source: 'doc' | 'inferred' | 'none'
  /** Nothing moves by itself until a person acts. */
  settled: boolean
  /** Place on the normal path; outcomes of one step share a number. */
  order: number
}

export const metastudioStates = {
  WAIT_FILE_UPLOAD: { phase: 'draft', stage: 'draft', activity: 'waiting', actor: 'you', console_group: 'to-submit', console_group_source: 'doc', settled: true, order: 10 },
  VIDEO_ANALYZE_PROCESSING: { phase: 'review', stage: 'review', activity: 'running', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 15 },
  VIDEO_ANALYZE_SUCCESS: { phase: 'review', stage: 'review', activity: 'passed', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 16 },
  VIDEO_ANALYZE_FAILED: { phase: 'failed', stage: 'review', activity: 'failed', actor: 'you', console_group: null, console_group_source: 'none', settled: true, order: 17 },
  AUTO_VERIFYING: { phase: 'review', stage: 'review', activity: 'running', actor: 'nobody', console_group: 'under-review', console_group_source: 'doc', settled: false, order: 20 },
  AUTO_VERIFY_FAILED: { phase: 'failed', stage: 'review', activity: 'failed', actor: 'you', console_group: 'review-failed', console_group_source: 'doc', settled: true, order: 21 },
  MANUAL_VERIFYING: { phase: 'review', stage: 'review', activity: 'running', actor: 'provider', console_group: 'under-review', console_group_source: 'doc', settled: false, order: 30 },
  MANUAL_VERIFY_FAILED: { phase: 'failed', stage: 'review', activity: 'failed', actor: 'you', console_group: 'review-failed', console_group_source: 'doc', settled: true, order: 31 },
  MANUAL_VERIFY_SUCCESS: { phase: 'training', stage: 'preprocess', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 40 },
  WAIT_BEAUTY: { phase: 'training', stage: 'preprocess', activity: 'queued', actor: 'provider', console_group: 'training', console_group_source: 'inferred', settled: true, order: 42 },
  WAIT_BEAUTY_VIDEO_FILE_UPLOAD: { phase: 'training', stage: 'preprocess', activity: 'waiting', actor: 'provider', console_group: 'training', console_group_source: 'inferred', settled: true, order: 43 },
  BEAUTY_VIDEO_FILE_UPLOADED: { phase: 'training', stage: 'preprocess', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'inferred', settled: false, order: 44 },
  BEAUTYFACE_ROCESSING: { phase: 'training', stage: 'preprocess', activity: 'running', actor: 'nobody', console_group: 'training', console_group_source: 'inferred', settled: false, order: 45 },
  BEAUTYFACE_FAILED: { phase: 'failed', stage: 'preprocess', activity: 'failed', actor: 'provider', console_group: 'training', console_group_source: 'inferred', settled: true, order: 45 },
  MANUAL_STOP_BEAUTY_PREPROCESS: { phase: 'stopped', stage: 'preprocess', activity: 'stopped', actor: 'provider', console_group: 'training', console_group_source: 'inferred', settled: true, order: 45 },
  BEAUTYFACE_SUCCESS: { phase: 'training', stage: 'preprocess', activity: 'passed', actor: 'nobody', console_group: 'training', console_group_source: 'inferred', settled: false, order: 46 },
  WAIT_TRAINING_DATA_PREPROCESS: { phase: 'training', stage: 'preprocess', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 50 },
  TRAINING_DATA_PREPROCESSING: { phase: 'training', stage: 'preprocess', activity: 'running', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 60 },
  TRAINING_DATA_PREPROCESS_FAILED: { phase: 'failed', stage: 'preprocess', activity: 'failed', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 60 },
  MANUAL_STOP_TRAINING_DATA_PREPROCESS: { phase: 'stopped', stage: 'preprocess', activity: 'stopped', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 60 },
  TRAINING_DATA_PREPROCESS_SUCCESS: { phase: 'training', stage: 'train', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 70 },
  TRAINING: { phase: 'training', stage: 'train', activity: 'running', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 80 },
  TRAIN_FAILED: { phase: 'failed', stage: 'train', activity: 'failed', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 80 },
  MANUAL_STOP_TRAIN: { phase: 'stopped', stage: 'train', activity: 'stopped', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 80 },
  TRAIN_SUCCESS: { phase: 'training', stage: 'inference', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 90 },
  INFERENCE_DATA_PREPROCESSING: { phase: 'training', stage: 'inference', activity: 'running', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 100 },
  INFERENCE_DATA_PREPROCESS_FAILED: { phase: 'failed', stage: 'inference', activity: 'failed', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 100 },
  MANUAL_STOP_INFERENCE_DATA_PREPROCESS: { phase: 'stopped', stage: 'inference', activity: 'stopped', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 100 },
  WAIT_MASK_UPLOAD: { phase: 'training', stage: 'inference', activity: 'waiting', actor: 'provider', console_group: 'training', console_group_source: 'inferred', settled: true, order: 105 },
  WAIT_MAIN_FILE_UPLOAD: { phase: 'training', stage: 'inference', activity: 'waiting', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 110 },
  WAIT_GENERATE_ACTION: { phase: 'training', stage: 'action', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 120 },
  GENERATE_ACTION_PREPROCESS_FAILED: { phase: 'failed', stage: 'action', activity: 'failed', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 121 },
  ACTION_GENERATE_DATA_PROCESSING: { phase: 'training', stage: 'action', activity: 'running', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 122 },
  ACTION_GENERATE_DATA_FAILED: { phase: 'failed', stage: 'action', activity: 'failed', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 122 },
  MANUAL_STOP_ACTION_GENERATE_DATA_PROCESSING: { phase: 'stopped', stage: 'action', activity: 'stopped', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 122 },
  WAIT_GENERATE_ACTION_MARK: { phase: 'training', stage: 'action', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 124 },
  ACTION_MARKING: { phase: 'training', stage: 'action', activity: 'running', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 125 },
  ACTION_MARK_FAILED: { phase: 'failed', stage: 'action', activity: 'failed', actor: 'provider', console_group: null, console_group_source: 'none', settled: true, order: 125 },
  MANUL_STOP_ACTION_MARK: { phase: 'stopped', stage: 'action', activity: 'stopped', actor: 'provider', console_group: null, console_group_source: 'none', settled: true, order: 125 },
  ACTION_MARK_UPLOADED: { phase: 'training', stage: 'action', activity: 'queued', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 126 },
  ACTION_MARK_SUCCESS: { phase: 'training', stage: 'action', activity: 'passed', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 127 },
  WAIT_ADMIN_CALIBRATION: { phase: 'training', stage: 'action', activity: 'blocked', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 130 },
  WAIT_ARRANGE: { phase: 'training', stage: 'action', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 132 },
  ACTION_GENERATE_ORI_PROCESSING: { phase: 'training', stage: 'action', activity: 'running', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 134 },
  ACTION_GENERATE_ORI_FAILED: { phase: 'failed', stage: 'action', activity: 'failed', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 134 },
  MANUAL_STOP_ACTION_GENERATE_ORI_PROCESSING: { phase: 'stopped', stage: 'action', activity: 'stopped', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 134 },
  ACTION_GENERATE_ORI_SUCCESS: { phase: 'training', stage: 'action', activity: 'passed', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 136 },
  WAIT_COMPILE: { phase: 'training', stage: 'compile', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 140 },
  COMPILING: { phase: 'training', stage: 'compile', activity: 'running', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 142 },
  COMPILE_FAILED: { phase: 'failed', stage: 'compile', activity: 'failed', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 142 },
  WAIT_TEST_VIDEO_CHECK: { phase: 'training', stage: 'compile', activity: 'queued', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 150 },
  TEST_VIDEO_CHECK_PROCESSING: { phase: 'training', stage: 'compile', activity: 'running', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 152 },
  TEST_VIDEO_CHECK_FAILED: { phase: 'failed', stage: 'compile', activity: 'failed', actor: 'provider', console_group: null, console_group_source: 'none', settled: true, order: 152 },
  TEST_VIDEO_CHECK_SUCCESS: { phase: 'training', stage: 'compile', activity: 'passed', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 154 },
  WAIT_ADMIN_CONFIRM: { phase: 'training', stage: 'compile', activity: 'blocked', actor: 'provider', console_group: 'training', console_group_source: 'doc', settled: true, order: 160 },
  WAIT_ASSET_SYNC: { phase: 'training', stage: 'compile', activity: 'queued', actor: 'nobody', console_group: 'training', console_group_source: 'doc', settled: false, order: 165 },
  WAIT_USER_CONFIRM: { phase: 'confirm', stage: 'awaiting-user', activity: 'waiting', actor: 'you', console_group: 'awaiting-confirmation', console_group_source: 'doc', settled: true, order: 170 },
  JOB_REJECT: { phase: 'rejected', stage: 'awaiting-user', activity: 'blocked', actor: 'provider', console_group: 'rejected', console_group_source: 'doc', settled: true, order: 171 },
  JOB_PENDING: { phase: 'suspended', stage: 'awaiting-user', activity: 'blocked', actor: 'you', console_group: 'suspended', console_group_source: 'doc', settled: true, order: 172 },
  JOB_SUCCESS: { phase: 'done', stage: 'done', activity: 'final', actor: 'done', console_group: 'completed', console_group_source: 'doc', settled: true, order: 180 },
  JOB_FINISH: { phase: 'done', stage: 'done', activity: 'final', actor: 'done', console_group: 'completed', console_group_source: 'doc', settled: true, order: 190 },
} as const satisfies Record<string, StateFacts>

export const iceStates = {
  Init: { phase: 'draft', stage: 'draft', activity: 'waiting', actor: 'you', console_group: null, console_group_source: 'none', settled: true, order: 10 },
  Queuing: { phase: 'training', stage: 'train', activity: 'queued', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 20 },
  Training: { phase: 'training', stage: 'train', activity: 'running', actor: 'nobody', console_group: null, console_group_source: 'none', settled: false, order: 30 },
  Success: { phase: 'done', stage: 'done', activity: 'final', actor: 'done', console_group: null, console_group_source: 'none', settled: true, order: 40 },
  Fail: { phase: 'failed', stage: 'train', activity: 'failed', actor: 'you', console_group: null, console_group_source: 'none', settled: true, order: 30 },
} as const satisfies Record<string, StateFacts>

export type MetastudioState = keyof typeof metastudioStates
export type IceState = keyof typeof iceStates

const catalogue: Record<Cloud, Readonly<Record<string, StateFacts>>> = { metastudio: metastudioStates, ice: iceStates }

/** The codes a cloud is known to send, in the order of the pipeline. */
export function knownStates(cloud: Cloud): string[] {
  return Object.keys(catalogue[cloud])
}

/** What a code means, or `undefined` for one that is in no catalogue. `state` is trimmed already. */
export function stateFacts(cloud: Cloud, state: string): StateFacts | undefined {
  // `constructor` and the like are inherited names, not states.
  return Object.hasOwn(catalogue[cloud], state) ? catalogue[cloud][state] : undefined
}

export function phaseOf(cloud: Cloud, state: string): Phase {
  return stateFacts(cloud, state)?.phase ?? 'unknown'
}

/**
 * A job that failed or was stopped while the vendor's own table says that the console still shows "training".
 * Only documented groups count (12 states): where the group is a guess, we do not claim what the console says.
 */
export function isHiddenFailure(cloud: Cloud, state: string): boolean {
  const facts = stateFacts(cloud, state)
  return (
    facts !== undefined &&
    (facts.phase === 'failed' || facts.phase === 'stopped') &&
    facts.console_group === 'training' &&
    facts.console_group_source === 'doc'
  )
}
