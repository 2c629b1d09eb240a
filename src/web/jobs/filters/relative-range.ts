import { isoText } from '../../ui/time-text.ts'
import type { Zone } from '../../ui/time-text.ts'
import { yesterdayStart } from '../../ui/zone-time.ts'

/** A range that ends now: `7d`, `24h`, `30m`, `2w`, `yesterday` (since its midnight). It stays relative in a link. */
export type RelativeRange = string

/** What a relative range is counted from. */
export interface Moment {
  /** Epoch ms. */
  now: number
  /** The reader's: a day begins when it does there. */
  zone: Zone
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const yesterday = 'yesterday'

/** Length in ms of a range that has one, or `undefined` when it is none (or longer than ten years). */
function rangeMs(range: string): number | undefined {
  const match = /^([1-9]\d{0,4})([mhdw])$/.exec(range)
  if (match === null) return undefined
  const ms = Number(match[1]) * units[match[2] as keyof typeof units]
  return ms <= 3660 * units.d ? ms : undefined
}

export const isRange = (word: string): word is RelativeRange => word === yesterday || rangeMs(word) !== undefined

/** Does it begin at another moment in another zone? */
export const isOfZone = (range: RelativeRange | undefined): boolean => range === yesterday

/** Where a range begins, on the whole minute, so that viewers share answers: RFC 3339 in UTC. */
export function rangeSince(range: RelativeRange, { now, zone }: Moment): string {
  if (range === yesterday) return isoText(yesterdayStart(now, zone))
  return isoText(Math.floor(now / 60_000) * 60_000 - (rangeMs(range) ?? 0))
}
