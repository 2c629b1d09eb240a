import { sentenceOf } from './sentences.ts'
import type { CloudName } from './faults.ts'
import type { World } from './world.ts'

/** A job as the world holds it, for tests that must know the truth. Times are epoch ms. */
export interface Snapshot {
  id: string
  name: string
  state: string
  createTime: number
  /** The customer's last action. */
  updateTime: number
  /** Since when it is in this state. */
  since: number
  tags: readonly string[]
  batch?: string
  contact?: string
  appUserId?: string
  resolution?: '1080P' | '4K'
  edition?: 'classic' | 'basic' | 'fast'
  /** The newest failure, stop or rejection of a review, in the cloud's words. */
  lastFailure?: { at: number; logType: string; errorCode?: string; text?: string }
  /** What is odd about its cover; an ICE job has one after success. */
  cover: 'good' | 'absent' | 'expired' | 'gone' | 'unreadable'
  submissions: number
}

const failing = /FAILED$|^ADMIN_STOP_|^MANUL_STOP_|^failed$/

/** All jobs of a cloud at a time, in order of creation. */
export function toSnapshots(world: World, cloud: CloudName, now: number): Snapshot[] {
  const troupe = world[cloud]
  return Array.from({ length: troupe.at(now) }, (_, index) => {
    const { state, since, updatedAt, happened } = troupe.moment(index)
    const past = troupe.story(index).events.slice(0, happened)
    const failure = past.findLast(({ log }) => log !== undefined && failing.test(log.type))
    const sentence = failure?.log?.sentence
    const submissions = past.filter(
      ({ log }) => log?.type === 'USER_VERIFYING_SUBMITTED' || log?.type === 'submitted',
    ).length
    const own = cloud === 'metastudio' ? world.metastudio.cast(index) : undefined
    return {
      id: troupe.idOf(index),
      name: troupe.cast(index).name,
      state,
      createTime: troupe.bornAt(index),
      updateTime: updatedAt,
      since,
      tags: own?.tags ?? [],
      ...(own?.batch === undefined ? {} : { batch: own.batch }),
      ...(own?.contact === undefined ? {} : { contact: own.contact }),
      ...(own?.appUserId === undefined ? {} : { appUserId: own.appUserId }),
      ...(own ? { resolution: own.resolution, edition: own.edition } : {}),
      ...(failure?.log
        ? {
            lastFailure: {
              at: failure.at,
              logType: failure.log.type,
              ...(failure.log.errorCode === undefined ? {} : { errorCode: failure.log.errorCode }),
              ...(sentence ? { text: sentenceOf(sentence.subject, sentence.key, own?.chinese ? 'zh' : undefined) } : {}),
            },
          }
        : {}),
      cover: own ? (submissions === 0 ? 'absent' : own.cover) : state === 'Success' ? 'good' : 'absent',
      submissions,
    }
  })
}
