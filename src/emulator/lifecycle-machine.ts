import type { SentenceSubject } from './sentences.ts'
import type { Pen } from './story.ts'

/** A step that machines run: queues, the run itself, and the ways it can go. Rates are per run. */
export interface MachineStep {
  queues: readonly { state: string; hours: readonly [number, number]; logs?: readonly string[] }[]
  running: string
  hours: readonly [number, number]
  startedBy: readonly string[]
  /** A stop on the way that some jobs make after the run. */
  between?: { log: string; state: string; rate: number; hours: readonly [number, number] }
  /** Without a state the next step's queue is entered at once. */
  done: { log: string; state?: string; hours?: readonly [number, number] }
  failed: { log: string; state: string; rate: number; subject: SentenceSubject }
  stopped?: { log: string; state: string; rate: number }
  redo: { log: string; state: string; hours: readonly [number, number] }
}

const compile: MachineStep = {
  queues: [{ state: 'WAIT_COMPILE', hours: [1, 16] }],
  running: 'COMPILING',
  hours: [1, 5],
  startedBy: ['SYSTEM_EXECUTE_COMPILE', 'COMPILE_JOB_IS_CONSUME'],
  done: { log: 'SYSTEM_COMPILE_SUCCESS' },
  failed: { log: 'SYSTEM_COMPILE_FAILED', state: 'COMPILE_FAILED', rate: 0.05, subject: 'compile' },
  redo: { log: 'ADMIN_RESET', state: 'WAIT_COMPILE', hours: [0.5, 6] },
}

export const machineSteps = {
  beauty: {
    queues: [
      { state: 'WAIT_BEAUTY', hours: [1, 12] },
      { state: 'WAIT_BEAUTY_VIDEO_FILE_UPLOAD', hours: [3, 40] },
      { state: 'BEAUTY_VIDEO_FILE_UPLOADED', hours: [0.2, 2] },
    ],
    running: 'BEAUTYFACE_ROCESSING',
    hours: [1, 5],
    startedBy: ['SYSTEM_BEAUTY_PREPROCESSING'],
    done: { log: 'SYSTEM_BEAUTY_PREPROCESS_SUCCESS', state: 'BEAUTYFACE_SUCCESS', hours: [0.1, 1] },
    failed: { log: 'SYSTEM_BEAUTY_PREPROCESS_FAILED', state: 'BEAUTYFACE_FAILED', rate: 0.08, subject: 'beauty' },
    stopped: { log: 'ADMIN_STOP_BEAUTY_PREPROCESS', state: 'MANUAL_STOP_BEAUTY_PREPROCESS', rate: 0.04 },
    redo: { log: 'ADMIN_RESET', state: 'BEAUTY_VIDEO_FILE_UPLOADED', hours: [0.2, 2] },
  },
  preparation: {
    queues: [{ state: 'WAIT_TRAINING_DATA_PREPROCESS', hours: [1, 14] }],
    running: 'TRAINING_DATA_PREPROCESSING',
    hours: [2, 10],
    startedBy: ['SYSTEM_TRAIN_DATA_PREPROCESSING'],
    done: { log: 'SYSTEM_TRAIN_DATA_PREPROCESS_SUCCESS', state: 'TRAINING_DATA_PREPROCESS_SUCCESS', hours: [3, 40] },
    failed: {
      log: 'SYSTEM_TRAIN_DATA_PREPROCESS_FAILED',
      state: 'TRAINING_DATA_PREPROCESS_FAILED',
      rate: 0.03,
      subject: 'preparation',
    },
    stopped: { log: 'ADMIN_STOP_TRAINING_DATA_PREPROCESS', state: 'MANUAL_STOP_TRAINING_DATA_PREPROCESS', rate: 0.008 },
    redo: { log: 'REDO_TRAINING_PREPROCESSING', state: 'WAIT_TRAINING_DATA_PREPROCESS', hours: [0.5, 8] },
  },
  training: {
    queues: [],
    running: 'TRAINING',
    hours: [45, 130],
    startedBy: ['SYSTEM_TRAINING'],
    done: { log: 'SYSTEM_TRAIN_SUCCESS', state: 'TRAIN_SUCCESS', hours: [1, 20] },
    failed: { log: 'SYSTEM_TRAIN_FAILED', state: 'TRAIN_FAILED', rate: 0.06, subject: 'training' },
    stopped: { log: 'ADMIN_STOP_TRAIN', state: 'MANUAL_STOP_TRAIN', rate: 0.014 },
    redo: { log: 'REDO_TRAINING', state: 'TRAINING_DATA_PREPROCESS_SUCCESS', hours: [0.5, 8] },
  },
  inference: {
    queues: [],
    running: 'INFERENCE_DATA_PREPROCESSING',
    hours: [1, 9],
    startedBy: ['SYSTEM_INFERENCE_DATA_PREPROCESSING'],
    done: { log: 'SYSTEM_INFERENCE_DATA_PREPROCESS_SUCCESS' },
    failed: {
      log: 'SYSTEM_INFERENCE_DATA_PREPROCESS_FAILED',
      state: 'INFERENCE_DATA_PREPROCESS_FAILED',
      rate: 0.03,
      subject: 'inference',
    },
    stopped: { log: 'ADMIN_STOP_INFERENCE_DATA_PREPROCESS', state: 'MANUAL_STOP_INFERENCE_DATA_PREPROCESS', rate: 0.007 },
    redo: { log: 'REDO_INFERENCE_PREPROCESSING', state: 'TRAIN_SUCCESS', hours: [0.5, 6] },
  },
  clips: {
    queues: [{ state: 'WAIT_GENERATE_ACTION', hours: [0.5, 10] }],
    running: 'ACTION_GENERATE_DATA_PROCESSING',
    hours: [1, 10],
    startedBy: ['SYSTEM_ACTION_GENERATE_DATA_PREPROCESSING'],
    done: { log: 'SYSTEM_ACTION_GENERATE_DATA_SUCCESS' },
    failed: {
      log: 'SYSTEM_ACTION_GENERATE_DATA_FAILED',
      state: 'ACTION_GENERATE_DATA_FAILED',
      rate: 0.04,
      subject: 'action',
    },
    stopped: {
      log: 'ADMIN_STOP_ACTION_GENERATE_DATA_PREPROCESS',
      state: 'MANUAL_STOP_ACTION_GENERATE_DATA_PROCESSING',
      rate: 0.01,
    },
    redo: { log: 'REDO_ACTION_DATA_GENERATE', state: 'WAIT_GENERATE_ACTION', hours: [0.5, 6] },
  },
  marks: {
    queues: [{ state: 'WAIT_GENERATE_ACTION_MARK', hours: [0.5, 10] }],
    running: 'ACTION_MARKING',
    hours: [1, 8],
    startedBy: ['SYSTEM_ACTION_MARK_PREPROCESSING'],
    between: { log: 'CONFIRM_ACTION_MARK', state: 'ACTION_MARK_UPLOADED', rate: 0.35, hours: [0.3, 5] },
    done: { log: 'SYSTEM_ACTION_MARK_PREPROCESS_SUCCESS', state: 'ACTION_MARK_SUCCESS', hours: [0.2, 3] },
    failed: { log: 'SYSTEM_ACTION_MARK_PREPROCESS_FAILED', state: 'ACTION_MARK_FAILED', rate: 0.04, subject: 'action' },
    stopped: { log: 'MANUL_STOP_ACTION_MARK', state: 'MANUL_STOP_ACTION_MARK', rate: 0.012 },
    redo: { log: 'REDO_ACTION_MARK', state: 'WAIT_GENERATE_ACTION_MARK', hours: [0.5, 6] },
  },
  choreography: {
    queues: [{ state: 'WAIT_ARRANGE', hours: [0.5, 9] }],
    running: 'ACTION_GENERATE_ORI_PROCESSING',
    hours: [1, 9],
    startedBy: ['SYSTEM_ACTION_GENERATE_ORI_PREPROCESSING'],
    done: { log: 'SYSTEM_ACTION_GENERATE_ORI_SUCCESS', state: 'ACTION_GENERATE_ORI_SUCCESS', hours: [0.2, 3] },
    failed: { log: 'SYSTEM_ACTION_GENERATE_ORI_FAILED', state: 'ACTION_GENERATE_ORI_FAILED', rate: 0.05, subject: 'action' },
    stopped: {
      log: 'ADMIN_STOP_ACTION_GENERATE_ORI_PREPROCESS',
      state: 'MANUAL_STOP_ACTION_GENERATE_ORI_PROCESSING',
      rate: 0.012,
    },
    redo: { log: 'REDO_ACTION_ORI_GENERATE', state: 'WAIT_ARRANGE', hours: [0.5, 6] },
  },
  compile,
  /** After a customer's rejection: the job already stands in the queue. */
  recompile: { ...compile, queues: [] },
  testVideo: {
    queues: [{ state: 'WAIT_TEST_VIDEO_CHECK', hours: [0.5, 8], logs: ['MAKE_TEST_VIDEO', 'WAIT_TEST_VIDEO_CHECK'] }],
    running: 'TEST_VIDEO_CHECK_PROCESSING',
    hours: [0.5, 4],
    startedBy: ['TEST_VIDEO_CHECK_PROCESSING'],
    done: { log: 'TEST_VIDEO_CHECK_SUCCESS', state: 'TEST_VIDEO_CHECK_SUCCESS', hours: [0.2, 3] },
    failed: { log: 'TEST_VIDEO_CHECK_FAILED', state: 'TEST_VIDEO_CHECK_FAILED', rate: 0.08, subject: 'test-video' },
    redo: { log: 'RESTART_TEST_VIDEO_CHECK', state: 'WAIT_TEST_VIDEO_CHECK', hours: [0.3, 4] },
  },
} satisfies Record<string, MachineStep>

const mostRuns = 3
const system = (type: string) => ({ type, by: 'SYSTEM' as const })
const admin = (type: string) => ({ type, by: 'ADMIN' as const })

/** Runs a step until it is done (true) or stays failed or stopped for good (false). The provider's staff redoes most of them. */
export function writeMachineStep(pen: Pen, step: MachineStep): boolean {
  const { chance } = pen
  for (const queue of step.queues) {
    pen.become(queue.state, ...(queue.logs ?? []).map(system))
    pen.pass(...queue.hours)
  }
  for (let run = 1; run <= mostRuns; run += 1) {
    pen.become(step.running, ...step.startedBy.map(system))
    if (chance.happens(0.03)) {
      pen.pass(step.hours[0] / 2, step.hours[1] / 2)
      pen.note({ ...system('TIME_OUT_RETRY'), redoReasons: pen.sentence('redo') })
    }
    pen.pass(...step.hours)
    const outcome = chance.unit()
    const stopped = step.stopped && outcome < step.stopped.rate ? step.stopped : undefined
    if (stopped) {
      pen.become(stopped.state, {
        ...admin(stopped.log),
        ...(chance.happens(0.75) ? { sentence: pen.sentence('stop') } : {}),
      })
    } else if (outcome < (step.stopped?.rate ?? 0) + step.failed.rate) {
      pen.become(step.failed.state, {
        ...system(step.failed.log),
        ...(chance.happens(0.6) ? { sentence: pen.sentence(step.failed.subject) } : {}),
      })
    } else {
      finish(pen, step)
      return true
    }
    if (run === mostRuns || !chance.happens(stopped ? 0.8 : 0.78)) return false
    pen.pass(6, 90)
    pen.become(step.redo.state, {
      ...admin(step.redo.log),
      ...(chance.happens(0.8) ? { redoReasons: pen.sentence('redo') } : {}),
    })
    pen.pass(...step.redo.hours)
  }
  return false
}

function finish(pen: Pen, { between, done }: MachineStep) {
  if (between && pen.chance.happens(between.rate)) {
    pen.become(between.state, admin(between.log))
    pen.pass(...between.hours)
  }
  if (done.state === undefined) {
    pen.carry(system(done.log))
    return
  }
  pen.become(done.state, system(done.log))
  pen.pass(...(done.hours ?? [0.2, 2]))
}

/** The action steps of a job whose avatar moves its hands: clips, marks, the provider's check, choreography. */
export function writeActions(pen: Pen): boolean {
  const { chance } = pen
  if (chance.happens(0.02)) {
    pen.become('WAIT_GENERATE_ACTION')
    pen.pass(0.5, 4)
    pen.become('GENERATE_ACTION_PREPROCESS_FAILED', system('SYSTEM_MASK_VIDEO_AND_ACTION_TIME_FAILED'))
    if (!chance.happens(0.7)) return false
    pen.pass(6, 80)
    pen.carry({ ...admin('REDO_ACTION_DATA_GENERATE'), redoReasons: pen.sentence('redo') })
  }
  if (!writeMachineStep(pen, machineSteps.clips)) return false
  if (!writeMachineStep(pen, machineSteps.marks)) return false
  if (chance.happens(0.35)) {
    pen.become('WAIT_ADMIN_CALIBRATION')
    pen.pass(3, 50)
    pen.carry(admin('ADMIN_CONFIRM_ACTION'))
  }
  return writeMachineStep(pen, machineSteps.choreography)
}
