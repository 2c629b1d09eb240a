import type { Messages } from '../messages/en.ts'
import type { Zone } from './time-text.ts'

/** Minutes that a zone is ahead of UTC at a moment. Beijing has had no summer time since 1991. */
function offsetMinutes(at: number, zone: Zone): number {
  return zone === 'utc' ? 0 : zone === 'beijing' ? 480 : -new Date(at).getTimezoneOffset()
}

/** How far a zone is ahead of UTC at a moment: `UTC+8`, `UTC−3:30`, `UTC`. */
export function offsetText(at: number, zone: Zone): string {
  const minutes = offsetMinutes(at, zone)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** A zone by its name and by its clock at a moment: `Local time (UTC+1)`, `Beijing time (UTC+8)`, `UTC`. */
export const zoneText = (zone: Zone, at: number, { shell }: Messages): string =>
  zone === 'utc' ? shell.zones.utc : shell.zoneAt(shell.zones[zone], offsetText(at, zone))

/** The zones to choose from. Where the reader's own clocks show Beijing's time, the two are one choice: the one that is on. */
export function zonesFor(chosen: Zone, at: number): readonly Zone[] {
  const isSame = offsetMinutes(at, 'local') === offsetMinutes(at, 'beijing')
  return isSame ? [chosen === 'beijing' ? 'beijing' : 'local', 'utc'] : ['local', 'beijing', 'utc']
}

/** What a zone's clocks show at a moment, to the minute: `2026-03-14T08:20`. */
export const wallText = (at: number, zone: Zone): string => new Date(at + offsetMinutes(at, zone) * 60_000).toISOString().slice(0, 16)

/** A moment as a `datetime-local` field shows it in a zone: `2026-03-14T08:20`; empty for none. */
export const toFieldText = (at: string | undefined, zone: Zone): string => (at === undefined ? '' : wallText(Date.parse(at), zone))

/**
 * What a person wrote into a `datetime-local` field, as RFC 3339 in UTC with whole seconds; `undefined` when it is no time yet.
 *
 * @param isEnd the minute counts to its last second: "until 08:20" holds what happened at 08:20:59
 */
export function toInstant(text: string, zone: Zone, isEnd: boolean): string | undefined {
  const wall = Date.parse(`${text}:${isEnd ? '59' : '00'}Z`)
  if (Number.isNaN(wall)) return undefined
  const at = toMoment(wall, zone)
  const year = new Date(at).getUTCFullYear()
  return year < 1970 || year > 9999 ? undefined : `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** When the day before this one began in a zone, epoch ms. */
export function yesterdayStart(now: number, zone: Zone): number {
  return toMoment(new Date(now + offsetMinutes(now, zone) * 60_000).setUTCHours(-24, 0, 0, 0), zone)
}

/** The moment at which a zone's clocks show this, both as epoch ms. */
function toMoment(wall: number, zone: Zone): number {
  // The zone's offset is that of the moment itself, which is known only once the offset is: two rounds settle it.
  const guess = wall - offsetMinutes(wall, zone) * 60_000
  return wall - offsetMinutes(guess, zone) * 60_000
}
