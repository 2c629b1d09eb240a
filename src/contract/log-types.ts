/**
 * The entries of a MetaStudio job's `operation_logs`: 101 known codes, an open set.
 *
 * Source: the SDK enums and the API reference. `USER_CREATE_JOD` and `MANUL_STOP_ACTION_MARK` are misspelled on the wire.
 * ICE keeps no log.
 */
import type { MetastudioState, Stage } from './job-states.ts'
import type { LogActor, LogKind } from './log-words.ts'

export interface LogTypeFacts {
  kind: LogKind
  by: LogActor
  /** The step it speaks of: the end of a step belongs to that step, not to the next. `null`: none. */
  stage: Stage | null
  /** The state the job is in afterwards, where that is clear. */
  enters: MetastudioState | null
}

export const logTypes = {
  USER_CREATE_JOD: { kind: 'milestone', by: 'you', stage: 'draft', enters: 'WAIT_FILE_UPLOAD' },
  USER_VERIFYING_SUBMITTED: { kind: 'milestone', by: 'you', stage: 'review', enters: 'AUTO_VERIFYING' },
  SYSTEM_VERIFY_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'review', enters: 'MANUAL_VERIFYING' },
  SYSTEM_VERIFY_FAILED: { kind: 'failure', by: 'machine', stage: 'review', enters: 'AUTO_VERIFY_FAILED' },
  ADMIN_VERIFY_SUCCESS: { kind: 'milestone', by: 'provider', stage: 'review', enters: 'MANUAL_VERIFY_SUCCESS' },
  ADMIN_VERIFY_FAILED: { kind: 'failure', by: 'provider', stage: 'review', enters: 'MANUAL_VERIFY_FAILED' },
  SYSTEM_TRAIN_DATA_PREPROCESSING: { kind: 'milestone', by: 'machine', stage: 'preprocess', enters: 'TRAINING_DATA_PREPROCESSING' },
  SYSTEM_TRAIN_DATA_PREPROCESS_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'preprocess', enters: 'TRAINING_DATA_PREPROCESS_SUCCESS' },
  SYSTEM_TRAIN_DATA_PREPROCESS_FAILED: { kind: 'failure', by: 'machine', stage: 'preprocess', enters: 'TRAINING_DATA_PREPROCESS_FAILED' },
  SYSTEM_TRAINING: { kind: 'milestone', by: 'machine', stage: 'train', enters: 'TRAINING' },
  SYSTEM_TRAIN_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'train', enters: 'TRAIN_SUCCESS' },
  SYSTEM_TRAIN_FAILED: { kind: 'failure', by: 'machine', stage: 'train', enters: 'TRAIN_FAILED' },
  SYSTEM_INFERENCE_DATA_PREPROCESSING: { kind: 'milestone', by: 'machine', stage: 'inference', enters: 'INFERENCE_DATA_PREPROCESSING' },
  SYSTEM_INFERENCE_DATA_PREPROCESS_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'inference', enters: null },
  SYSTEM_INFERENCE_DATA_PREPROCESS_FAILED: { kind: 'failure', by: 'machine', stage: 'inference', enters: 'INFERENCE_DATA_PREPROCESS_FAILED' },
  SYSTEM_INFERENCE_DATA_REASSEMBLE_WAITING: { kind: 'info', by: 'machine', stage: 'inference', enters: null },
  SYSTEM_INFERENCE_DATA_REASSEMBLE_PROCESSING: { kind: 'info', by: 'machine', stage: 'inference', enters: null },
  SYSTEM_ACTION_GENERATE_DATA_PREPROCESSING: { kind: 'milestone', by: 'machine', stage: 'action', enters: 'ACTION_GENERATE_DATA_PROCESSING' },
  SYSTEM_ACTION_GENERATE_DATA_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'action', enters: null },
  SYSTEM_ACTION_GENERATE_DATA_FAILED: { kind: 'failure', by: 'machine', stage: 'action', enters: 'ACTION_GENERATE_DATA_FAILED' },
  SYSTEM_ACTION_GENERATE_ORI_PREPROCESSING: { kind: 'milestone', by: 'machine', stage: 'action', enters: 'ACTION_GENERATE_ORI_PROCESSING' },
  SYSTEM_ACTION_GENERATE_ORI_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'action', enters: 'ACTION_GENERATE_ORI_SUCCESS' },
  SYSTEM_ACTION_GENERATE_ORI_FAILED: { kind: 'failure', by: 'machine', stage: 'action', enters: 'ACTION_GENERATE_ORI_FAILED' },
  SYSTEM_ACTION_MARK_PREPROCESSING: { kind: 'milestone', by: 'machine', stage: 'action', enters: 'ACTION_MARKING' },
  SYSTEM_ACTION_MARK_PREPROCESS_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'action', enters: 'ACTION_MARK_SUCCESS' },
  SYSTEM_ACTION_MARK_PREPROCESS_FAILED: { kind: 'failure', by: 'machine', stage: 'action', enters: 'ACTION_MARK_FAILED' },
  CONFIRM_ACTION_MARK: { kind: 'info', by: 'unknown', stage: 'action', enters: null },
  REDO_ACTION_MARK: { kind: 'redo', by: 'unknown', stage: 'action', enters: null },
  MANUL_STOP_ACTION_MARK: { kind: 'stop', by: 'unknown', stage: 'action', enters: 'MANUL_STOP_ACTION_MARK' },
  SYSTEM_EXECUTE_COMPILE: { kind: 'milestone', by: 'machine', stage: 'compile', enters: 'COMPILING' },
  COMPILE_JOB_IS_CONSUME: { kind: 'info', by: 'unknown', stage: 'compile', enters: 'COMPILING' },
  SYSTEM_COMPILE_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'compile', enters: null },
  SYSTEM_COMPILE_FAILED: { kind: 'failure', by: 'machine', stage: 'compile', enters: 'COMPILE_FAILED' },
  STOP_COMPILE: { kind: 'stop', by: 'unknown', stage: 'compile', enters: null },
  MAKE_TEST_VIDEO: { kind: 'info', by: 'unknown', stage: 'compile', enters: null },
  WAIT_TEST_VIDEO_CHECK: { kind: 'info', by: 'unknown', stage: 'compile', enters: 'WAIT_TEST_VIDEO_CHECK' },
  TEST_VIDEO_CHECK_PROCESSING: { kind: 'milestone', by: 'unknown', stage: 'compile', enters: 'TEST_VIDEO_CHECK_PROCESSING' },
  TEST_VIDEO_CHECK_SUCCESS: { kind: 'milestone', by: 'unknown', stage: 'compile', enters: 'TEST_VIDEO_CHECK_SUCCESS' },
  TEST_VIDEO_CHECK_FAILED: { kind: 'failure', by: 'unknown', stage: 'compile', enters: 'TEST_VIDEO_CHECK_FAILED' },
  RESTART_TEST_VIDEO_CHECK: { kind: 'redo', by: 'unknown', stage: 'compile', enters: null },
  SKIP_TEST_VIDEO_CHECK: { kind: 'info', by: 'unknown', stage: 'compile', enters: null },
  VIDEO_ANALYZE_PROCESSING: { kind: 'milestone', by: 'unknown', stage: 'review', enters: 'VIDEO_ANALYZE_PROCESSING' },
  VIDEO_ANALYZE_SUCCESS: { kind: 'milestone', by: 'unknown', stage: 'review', enters: 'VIDEO_ANALYZE_SUCCESS' },
  VIDEO_ANALYZE_FAILED: { kind: 'failure', by: 'unknown', stage: 'review', enters: 'VIDEO_ANALYZE_FAILED' },
  SYSTEM_WAIT_ASSET_SYNC: { kind: 'milestone', by: 'machine', stage: 'compile', enters: 'WAIT_ASSET_SYNC' },
  SYSTEM_JOB_SUCCESS: { kind: 'milestone', by: 'machine', stage: 'done', enters: 'JOB_SUCCESS' },
  ADMIN_STOP_TRAINING_DATA_PREPROCESS: { kind: 'stop', by: 'provider', stage: 'preprocess', enters: 'MANUAL_STOP_TRAINING_DATA_PREPROCESS' },
  ADMIN_STOP_BEAUTY_PREPROCESS: { kind: 'stop', by: 'provider', stage: 'preprocess', enters: 'MANUAL_STOP_BEAUTY_PREPROCESS' },
  ADMIN_STOP_INFERENCE_DATA_PREPROCESS: { kind: 'stop', by: 'provider', stage: 'inference', enters: 'MANUAL_STOP_INFERENCE_DATA_PREPROCESS' },
  ADMIN_STOP_TRAIN: { kind: 'stop', by: 'provider', stage: 'train', enters: 'MANUAL_STOP_TRAIN' },
  ADMIN_STOP_ACTION_GENERATE_DATA_PREPROCESS: { kind: 'stop', by: 'provider', stage: 'action', enters: 'MANUAL_STOP_ACTION_GENERATE_DATA_PROCESSING' },
  ADMIN_STOP_ACTION_GENERATE_ORI_PREPROCESS: { kind: 'stop', by: 'provider', stage: 'action', enters: 'MANUAL_STOP_ACTION_GENERATE_ORI_PROCESSING' },
  REDO_TRAINING_PREPROCESSING: { kind: 'redo', by: 'unknown', stage: 'preprocess', enters: null },
  REDO_TRAINING: { kind: 'redo', by: 'unknown', stage: 'train', enters: null },
  REDO_INFERENCE_PREPROCESSING: { kind: 'redo', by: 'unknown', stage: 'inference', enters: null },
  REDO_ACTION_DATA_GENERATE: { kind: 'redo', by: 'unknown', stage: 'action', enters: null },
  REDO_ACTION_ORI_GENERATE: { kind: 'redo', by: 'unknown', stage: 'action', enters: null },
  TIME_OUT_RETRY: { kind: 'redo', by: 'unknown', stage: null, enters: null },
  ADMIN_RESET: { kind: 'redo', by: 'provider', stage: null, enters: null },
  ADMIN_ACCEPT: { kind: 'milestone', by: 'provider', stage: null, enters: null },
  USER_REPAIR: { kind: 'info', by: 'you', stage: null, enters: null },
  USER_UPDATE_VIDEO: { kind: 'info', by: 'you', stage: null, enters: null },
  USER_DELETE_JOB_VIDEO: { kind: 'info', by: 'you', stage: null, enters: null },
  SYSTEM_UPDATE_COVER: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_ANALYSE_FILE_INFO: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_MARKABLE_VIDEO: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_MARKABLE_VIDEO_SUCCESS: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_MARKABLE_VIDEO_FAILED: { kind: 'failure', by: 'machine', stage: null, enters: null },
  SYSTEM_MASK_VERIFY_VIDEO: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_MASK_VERIFY_VIDEO_SUCCESS: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_MASK_VERIFY_VIDEO_FAILED: { kind: 'failure', by: 'machine', stage: null, enters: null },
  SYSTEM_MASK_VIDEO_AND_ACTION_TIME_SUCCESS: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_MASK_VIDEO_AND_ACTION_TIME_FAILED: { kind: 'failure', by: 'machine', stage: null, enters: null },
  SYSTEM_EXECUTE_BEAUTY: { kind: 'info', by: 'machine', stage: 'preprocess', enters: 'BEAUTYFACE_ROCESSING' },
  SYSTEM_BEAUTY_PREPROCESSING: { kind: 'info', by: 'machine', stage: 'preprocess', enters: 'BEAUTYFACE_ROCESSING' },
  SYSTEM_BEAUTY_PREPROCESS_SUCCESS: { kind: 'info', by: 'machine', stage: 'preprocess', enters: 'BEAUTYFACE_SUCCESS' },
  SYSTEM_BEAUTY_PREPROCESS_FAILED: { kind: 'failure', by: 'machine', stage: 'preprocess', enters: 'BEAUTYFACE_FAILED' },
  SYSTEM_SET_VIDEO_ROTATION_ANGLE_SUCCESS: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_SET_VIDEO_ROTATION_ANGLE_FAILED: { kind: 'failure', by: 'machine', stage: null, enters: null },
  ADMIN_SET_VIDEO_ROTATION_ANGLE: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_RE_SET_VIDEO_ROTATION_ANGLE: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_RESOLUTION_NORMALIZE: { kind: 'info', by: 'provider', stage: null, enters: null },
  SYSTEM_SET_RESOLUTION_NORMALIZE_SUCCESS: { kind: 'info', by: 'machine', stage: null, enters: null },
  SYSTEM_SET_RESOLUTION_NORMALIZE_FAILED: { kind: 'failure', by: 'machine', stage: null, enters: null },
  ADMIN_CONFIRM_ACTION: { kind: 'info', by: 'provider', stage: 'action', enters: null },
  ADMIN_MASK_UPLOADED: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_MASK_ACTION_TIME: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_VIDEO: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_ACTION_VIDEO: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_BEAUTY_LEVEL: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_JOB_PRIORITY: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_TRAIN_LOCATION: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_TRAIN_TIME: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_COMPILE: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_INFERENCE_DATA_PROCESS_VIDEO: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_INFERENCE_DATA_CHAT_PROCESS_VIDEO: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPDATE_GENERAL_CONFIG: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_SET_SILENCE_REPEAT_NUM: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_SET_FLEXUS_RETRY_COUNT: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_UPLOAD_JSON_DATA: { kind: 'info', by: 'provider', stage: null, enters: null },
  ADMIN_DELETE_JSON_DATA: { kind: 'info', by: 'provider', stage: null, enters: null },
} as const satisfies Record<string, LogTypeFacts>

export type LogType = keyof typeof logTypes

/** What a log type means, or `undefined` for one that is not in the catalogue. */
export function logTypeFacts(logType: string): LogTypeFacts | undefined {
  return Object.hasOwn(logTypes, logType) ? logTypes[logType as LogType] : undefined
}
