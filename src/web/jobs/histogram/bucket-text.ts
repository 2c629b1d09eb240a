/** Ranges and labels of the picture in words. Pure. */
import type { Bucket, BucketWidth } from '#contract/histogram.ts'
import { clockText, dateFormat, dayText, momentText, timeZones } from '../../ui/time-text.ts'
import type { Zone } from '../../ui/time-text.ts'
import { toFieldText } from '../../ui/zone-time.ts'

/** The name of the zone that the page shows, as the proxy takes it. */
export const zoneName = (zone: Zone): string => timeZones[zone] ?? new Intl.DateTimeFormat().resolvedOptions().timeZone

export interface Reading {
  language: string
  zone: Zone
  /** Epoch ms. */
  now: number
}

/** `Sat 14 Mar`, `9–15 Mar`, `14 Mar, 08:00–09:00`; with the year when it is not this one. `to` is where it ends, not in it. */
export function rangeText(from: string, to: string, by: BucketWidth, { language, zone, now }: Reading): string {
  const begin = Date.parse(from)
  const end = by === 'hour' ? Date.parse(to) : Date.parse(to) - 1000
  const wallOf = (at: number) => toFieldText(new Date(at).toISOString(), zone)
  const isSame = (length: number) => wallOf(begin).slice(0, length) === wallOf(end).slice(0, length)
  const isThisYear = isSame(4) && wallOf(begin).slice(0, 4) === wallOf(now).slice(0, 4)
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  if (by !== 'hour' && isSame(10)) return dateFormat(language, zone, { ...day, weekday: 'short' }).format(begin)
  if (language === 'en') return dateFormat(language, zone, by === 'hour' ? { ...day, ...clock } : day).formatRange(begin, end)
  // The runtime's ranges fall back to 3/9 – 3/15 here, and the page says 3月9日 everywhere.
  const dayOf = (at: number, options: Intl.DateTimeFormatOptions = day) => dateFormat(language, zone, options).format(at)
  if (by === 'hour') return `${dayOf(begin)} ${dayOf(begin, clock)}–${isSame(10) ? '' : `${dayOf(end)} `}${dayOf(end, clock)}`
  return `${dayOf(begin)}至${dayOf(end, isSame(7) ? { day: 'numeric' } : day)}`
}

export interface Tick {
  /** Epoch ms: where it stands. */
  at: number
  text: string
}

/** The labels that would be good under the picture, oldest first: where it begins, then where months, weeks, days or quarters of a day do. */
export function ticksOf(buckets: readonly Bucket[], by: BucketWidth, reading: Reading): Tick[] {
  const { language, zone, now } = reading
  const isShort = buckets.length <= (by === 'hour' ? 30 : 45)
  const isFew = buckets.length <= 14
  let month = ''
  return buckets.flatMap(({ from }, index): Tick[] => {
    const at = Date.parse(from)
    const wall = toFieldText(from, zone)
    const [day = '', clock = ''] = wall.split('T')
    const isNewMonth = day.slice(0, 7) !== month
    month = day.slice(0, 7)
    if (by === 'hour') {
      if (index === 0) return [{ at, text: momentText(at, now, language, zone) }]
      if (clock === '00:00') return [{ at, text: dayText(at, now, language, zone) }]
      return isFew || (isShort && Number(clock.slice(0, 2)) % 6 === 0) ? [{ at, text: clockText(at, zone) }] : []
    }
    const isMonday = new Date(`${day}T00:00Z`).getUTCDay() === 1
    return index === 0 || isFew || isNewMonth || (by === 'day' && isShort && isMonday) ? [{ at, text: dayText(at, now, language, zone) }] : []
  })
}
