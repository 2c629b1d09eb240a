import { jobIdPattern } from '#contract/job.ts'
import { CloudError } from '../cloud.ts'
import { toAskedId } from '../asked-id.ts'
import { isObject, lenientFlag, lenientId, lenientNumber, lenientObject, lenientText, lenientTime, unreadableFields } from '../lenient.ts'
import type { Read, Unreadable } from '../lenient.ts'

/**
 * What ICE sends, as an allow-list: ListAvatarTrainingJobs and GetAvatarTrainingJob, version 2020-11-09. Every field can be
 * missing. `CreateTime` comes in the list only; `Thumbnail`, `Video` and `Transparent` in the detail only.
 */
const jobFields = {
  JobId: lenientId,
  AvatarId: lenientId,
  AvatarName: lenientText,
  AvatarDescription: lenientText,
  AvatarType: lenientText,
  Status: lenientText,
  Message: lenientText,
  /** A media id, not an address. */
  Portrait: lenientText,
  CreateTime: lenientTime,
  FirstTrainingTime: lenientTime,
  LastTrainingTime: lenientTime,
  /** An OSS address, filled after success. Goes to the cover route only. */
  Thumbnail: lenientText,
  /** A media id. */
  Video: lenientText,
  Transparent: lenientFlag,
}

const readJob = lenientObject(jobFields)
export type WireJob = Read<typeof jobFields> & { JobId: string }

const fieldNames = Object.keys(jobFields)

function dataOf(json: unknown): Record<string, unknown> {
  const answer = isObject(json) ? json['Data'] : undefined
  if (!isObject(answer)) throw new CloudError('unreadable', 'ICE answered without Data')
  return answer
}

/**
 * One page of the list, of at most `pageSize` rows: more were not asked for, and a hundred pages are kept. A missing list is an empty
 * one; a row without an id, or with one that no address can carry, is counted as unreadable. Throws `unreadable` without `Data`, or when
 * no row has any id: that is a list of something else.
 */
export function toWirePage(json: unknown, pageSize: number): { total: number | undefined; sent: number; rows: WireJob[]; unreadable: Unreadable } {
  const page = dataOf(json)
  const all = page['AvatarTrainingJobList'] ?? []
  if (!Array.isArray(all)) throw new CloudError('unreadable', 'the jobs of ICE are no list')
  const list: unknown[] = all.slice(0, pageSize)
  const rows: WireJob[] = []
  const fields = new Set<string>()
  let isOfJobs = list.length === 0
  for (const sent of list) {
    const read = readJob(sent)
    const id = read?.JobId
    isOfJobs ||= id !== undefined && id !== ''
    if (read === undefined || id === undefined || !jobIdPattern.test(id)) continue
    rows.push({ ...read, JobId: id })
    for (const name of unreadableFields(sent, read, fieldNames)) fields.add(name)
  }
  if (!isOfJobs) throw new CloudError('unreadable', 'no row of the list of ICE has an id')
  const unreadable = { rows: list.length - rows.length, fields: [...fields] }
  return { total: lenientNumber(page['TotalCount']), sent: list.length, rows, unreadable }
}

/** The job of the detail call; `askedFor` is its id should the answer not repeat it. Throws `unreadable` when there is none, or another one. */
export function toWireJob(json: unknown, askedFor: string): { wire: WireJob; unreadable: Unreadable } {
  const sent = dataOf(json)['AvatarTrainingJob']
  const read = readJob(sent)
  if (read === undefined) throw new CloudError('unreadable', 'ICE answered without a job')
  return {
    wire: { ...read, JobId: toAskedId(read.JobId, askedFor) },
    unreadable: { rows: 0, fields: unreadableFields(sent, read, fieldNames) },
  }
}
