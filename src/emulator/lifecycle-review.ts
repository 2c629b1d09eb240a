import type { Pen } from './story.ts'

const mostAttempts = 3
const user = (type: string) => ({ type, by: 'USER' as const })
const system = (type: string) => ({ type, by: 'SYSTEM' as const })
const admin = (type: string) => ({ type, by: 'ADMIN' as const })

/** What the provider's staff does beside a review; none of it changes the state. */
const sideWork = [
  'ADMIN_UPDATE_JOB_PRIORITY',
  'ADMIN_SET_VIDEO_ROTATION_ANGLE',
  'ADMIN_RE_SET_VIDEO_ROTATION_ANGLE',
  'ADMIN_RESOLUTION_NORMALIZE',
  'ADMIN_UPDATE_BEAUTY_LEVEL',
  'ADMIN_UPDATE_TRAIN_LOCATION',
  'ADMIN_UPDATE_TRAIN_TIME',
  'ADMIN_UPDATE_GENERAL_CONFIG',
  'ADMIN_SET_SILENCE_REPEAT_NUM',
  'ADMIN_SET_FLEXUS_RETRY_COUNT',
] as const

/**
 * Draft and review: upload, check of the footage, automatic and manual review, with up to three attempts.
 * True when the job passed; false when its customer gave up, then the story ends where it stands.
 */
export function writeReview(pen: Pen, doomed: boolean): boolean {
  const { chance } = pen
  pen.become('WAIT_FILE_UPLOAD', user('USER_CREATE_JOD'))
  if (!doomed && chance.happens(0.033)) return false
  const checked = chance.happens(0.25)
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    pen.pass(0.05, 3, 'people')
    if (attempt > 1) pen.note(user('USER_UPDATE_VIDEO'))
    const fate = writeAttempt(pen, checked, attempt === 1 && doomed)
    if (fate === 'passed') return true
    // The doomed ones stay failed for days, so that yesterday's failures are there to be found.
    if (!chance.happens(attempt === 1 ? 0.86 : 0.7)) return false
    if (chance.happens(0.3)) writeTalk(pen)
    pen.pass(doomed ? 55 : 3, doomed ? 110 : 60, doomed ? 'machine' : 'people')
    if (doomed && pen.chance.happens(0.2)) pen.note(user('USER_REPAIR'))
  }
  return false
}

function writeTalk(pen: Pen) {
  pen.comment('USER_COMMENT', 'question', pen.chance.whole(0, 2))
  if (pen.chance.happens(0.7)) pen.comment('ADMIN_COMMENT', 'answer')
}

function writeAttempt(pen: Pen, checked: boolean, doomed: boolean): 'passed' | 'failed' {
  const { chance } = pen
  if (checked) {
    pen.become('VIDEO_ANALYZE_PROCESSING', system('VIDEO_ANALYZE_PROCESSING'))
    pen.pass(0.05, 0.6)
    if (!doomed && chance.happens(0.06)) {
      const code = chance.happens(0.5)
      pen.become('VIDEO_ANALYZE_FAILED', {
        ...system('VIDEO_ANALYZE_FAILED'),
        ...(code ? { errorCode: '44005901' } : { sentence: pen.sentence('video-check') }),
      })
      return 'failed'
    }
    pen.become('VIDEO_ANALYZE_SUCCESS', system('VIDEO_ANALYZE_SUCCESS'))
    pen.pass(0.05, 1, 'people')
  }
  pen.become('AUTO_VERIFYING', user('USER_VERIFYING_SUBMITTED'))
  pen.note(system('SYSTEM_ANALYSE_FILE_INFO'))
  pen.note(system('SYSTEM_UPDATE_COVER'))
  pen.pass(0.05, 0.7)
  if (chance.happens(doomed ? 0.5 : 0.03)) {
    pen.become('AUTO_VERIFY_FAILED', autoFailure(pen))
    return 'failed'
  }
  pen.become('MANUAL_VERIFYING', system('SYSTEM_VERIFY_SUCCESS'))
  if (chance.happens(0.15)) {
    pen.pass(0.3, 3)
    pen.note(admin(chance.pick(sideWork)))
  }
  pen.pass(doomed ? 1 : 2, doomed ? 4 : 26)
  if (doomed || chance.happens(0.06)) {
    // One failure in twelve comes without a sentence, as documented only as "may".
    pen.become('MANUAL_VERIFY_FAILED', {
      ...admin('ADMIN_VERIFY_FAILED'),
      ...(chance.happens(0.92) ? { sentence: pen.sentence('manual-review') } : {}),
    })
    return 'failed'
  }
  pen.become('MANUAL_VERIFY_SUCCESS', admin('ADMIN_VERIFY_SUCCESS'))
  pen.pass(0.2, 5)
  return 'passed'
}

function autoFailure(pen: Pen) {
  const failed = system('SYSTEM_VERIFY_FAILED')
  // The only documented error code of this service: a resolution that is not allowed.
  if (pen.chance.happens(0.55)) {
    return {
      ...failed,
      errorCode: '44005901',
      ...(pen.chance.happens(0.5) ? { sentence: pen.sentence('resolution') } : {}),
    }
  }
  return pen.chance.happens(0.8) ? { ...failed, sentence: pen.sentence('auto-review') } : failed
}
