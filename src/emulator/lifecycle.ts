import { createChance } from './chance.ts'
import { writeActions, writeMachineStep, machineSteps } from './lifecycle-machine.ts'
import { writeReview } from './lifecycle-review.ts'
import type { Pen, Story } from './story.ts'
import { createPen } from './story.ts'

/** How hurried a job is: the classic training takes days, the basic edition (Flexus) one or two, the ultra-fast one an hour. */
export type Edition = 'classic' | 'basic' | 'fast'

const tempos: Record<Edition, number> = { classic: 1, basic: 0.5, fast: 0.014 }

/** What decides a job's life. */
export interface Birth {
  seed: number
  index: number
  /** Epoch milliseconds. */
  bornAt: number
  edition: Edition
}

/** Every sixteenth job has its footage turned down at first, so that a world never lacks a fresh failure. */
export const isDoomedToReview = (index: number) => index % 16 === 5

const system = (type: string) => ({ type, by: 'SYSTEM' as const })
const admin = (type: string) => ({ type, by: 'ADMIN' as const })

/**
 * The whole life of a MetaStudio job, from its creation to its end, however long: a pure function of its birth.
 * The order of steps is `normalPath` and the `order` numbers of the states catalogue; queues mostly leave no log.
 */
export function tellStory(birth: Birth): Story {
  const chance = createChance(birth.seed, 'story', birth.index)
  const pen = createPen(chance, birth.bornAt, tempos[birth.edition])
  if (writeReview(pen, isDoomedToReview(birth.index)) && writeTraining(pen) && writeCompilation(pen)) writeEnding(pen)
  return pen.story()
}

function writeTraining(pen: Pen): boolean {
  if (pen.chance.happens(0.12)) {
    if (!writeMachineStep(pen, machineSteps.beauty)) return false
  }
  if (!writeMachineStep(pen, machineSteps.preparation) || !writeMachineStep(pen, machineSteps.training)) return false
  if (!writeMachineStep(pen, machineSteps.inference)) return false
  if (pen.chance.happens(0.05)) {
    pen.become('WAIT_MASK_UPLOAD')
    pen.pass(4, 60)
    pen.carry(admin('ADMIN_MASK_UPLOADED'))
  }
  if (pen.chance.happens(0.08)) {
    pen.become('WAIT_MAIN_FILE_UPLOAD')
    pen.pass(2, 40)
    pen.carry(admin('ADMIN_UPDATE_INFERENCE_DATA_PROCESS_VIDEO'))
  }
  return pen.chance.happens(0.4) ? writeActions(pen) : true
}

function writeCompilation(pen: Pen): boolean {
  if (!writeMachineStep(pen, machineSteps.compile)) return false
  if (pen.chance.happens(0.012)) {
    // A state that no catalogue knows yet: clouds add codes.
    pen.become('QUALITY_GATE_WAIT', system('SYSTEM_QUALITY_GATE'))
    pen.pass(100, 400)
  }
  if (pen.chance.happens(0.3)) {
    if (!writeMachineStep(pen, machineSteps.testVideo)) return false
  }
  if (pen.chance.happens(0.15)) {
    pen.become('WAIT_ADMIN_CONFIRM')
    pen.pass(2, 30)
    pen.carry(admin('ADMIN_ACCEPT'))
  }
  return true
}

/** Most accounts get their model at once; those on the vendor's confirmation list must accept it first. */
function writeEnding(pen: Pen) {
  if (pen.chance.happens(0.3)) {
    pen.become('WAIT_ASSET_SYNC', system('SYSTEM_WAIT_ASSET_SYNC'))
    pen.pass(0.2, 4)
  }
  if (!pen.chance.happens(0.09)) {
    pen.become('JOB_SUCCESS', system('SYSTEM_JOB_SUCCESS'))
    return
  }
  for (let round = 1; round <= 3; round += 1) {
    pen.become('WAIT_USER_CONFIRM', admin('ADMIN_ACCEPT'))
    if (pen.chance.happens(0.06)) return
    pen.pass(20, 150, 'people')
    const answer = pen.chance.weighted([
      ['accept', 5],
      ['reject', 3],
      ['suspend', 2],
    ] as const)
    if (answer === 'suspend') {
      pen.comment('USER_COMMENT', 'suspend')
      pen.become('JOB_PENDING')
      pen.pass(200, 1500, 'people')
      pen.become('WAIT_USER_CONFIRM')
      pen.pass(3, 40, 'people')
    }
    if (answer !== 'reject' || round === 3) break
    pen.comment('USER_REJECT', 'reject', pen.chance.whole(0, 2))
    pen.become('JOB_REJECT')
    if (pen.chance.happens(0.12)) return
    pen.pass(12, 90)
    pen.carry({ ...admin('ADMIN_RESET'), redoReasons: pen.sentence('redo') })
    pen.become('WAIT_COMPILE')
    pen.pass(0.3, 6)
    if (!writeMachineStep(pen, machineSteps.recompile)) return
  }
  pen.become('JOB_SUCCESS', system('SYSTEM_JOB_SUCCESS'))
  pen.pass(10, 120, 'people')
  pen.become('JOB_FINISH')
}
