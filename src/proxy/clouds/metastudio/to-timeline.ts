import type { TimelineEntry } from '#contract/job-detail.ts'
import { logTypeFacts } from '#contract/log-types.ts'
import type { LogActor } from '#contract/log-words.ts'
import { maskText } from '../../masks/masks.ts'
import { present } from '../present.ts'
import { toInstant } from '../to-instant.ts'
import type { WireLog } from './wire.ts'

/** `operate_user` of the wire. */
const operators: Readonly<Record<string, LogActor>> = { USER: 'you', ADMIN: 'provider', SYSTEM: 'machine' }

function toEntry(wire: WireLog): TimelineEntry {
  const logType = (wire.log_type ?? '').trim()
  const facts = logTypeFacts(logType)
  const operator = (wire.operate_user ?? '').trim()
  const text = wire.log_description?.trim()
  return present({
    at: toInstant(wire.operate_time),
    log_type: maskText(logType),
    by: Object.hasOwn(operators, operator) ? (operators[operator] ?? 'unknown') : (facts?.by ?? 'unknown'),
    stage: facts?.stage ?? undefined,
    // A log type that nobody knows claims nothing about the state.
    kind: facts?.kind ?? 'info',
    text: text === undefined || text === '' ? undefined : maskText(text),
    error_code: wire.error_code === '' || wire.error_code === undefined ? undefined : maskText(wire.error_code),
    redo_reasons: wire.redo_reasons?.map(maskText),
  })
}

/** Sorts by time. Entries of the same moment keep the cloud's order, entries without a time stand last. */
export const byTime = (one: { at?: string | undefined }, other: { at?: string | undefined }): number =>
  (one.at === undefined ? Infinity : Date.parse(one.at)) - (other.at === undefined ? Infinity : Date.parse(other.at)) || 0

/** The history of a job. The order of the wire is not documented. */
export function toTimeline(logs: readonly WireLog[]): TimelineEntry[] {
  return logs.map(toEntry).toSorted(byTime)
}
