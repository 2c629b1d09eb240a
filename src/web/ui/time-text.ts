/** Times and durations in words. Pure: the clock, the language and the zone are arguments. */
import { clockSlackMs } from '../server-clock.ts'
import { wallText } from './zone-time.ts'

export type Zone = 'local' | 'beijing' | 'utc'

/** Their names as the runtime knows them; `undefined` is where the reader is. */
export const timeZones = { local: undefined, beijing: 'Asia/Shanghai', utc: 'UTC' } as const

const formats = new Map<string, Intl.DateTimeFormat>()
/** A format for the page's language and zone, made once. English is that of Britain: the day before the month. */
export function dateFormat(language: string, zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`
  let made = formats.get(key)
  if (made === undefined) {
    made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: timeZones[zone], hourCycle: 'h23', ...options })
    formats.set(key, made)
  }
  return made
}

/** `14 Mar`, with the year when it is not this one. */
export function dayText(at: number, now: number, language: string, zone: Zone): string {
  const isThisYear = wallText(at, zone).slice(0, 4) === wallText(now, zone).slice(0, 4)
  return dateFormat(language, zone, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }).format(at)
}

/** `00:20`, in every language. Read off, not formatted: the first format a page makes takes longer than all its rows. */
export const clockText = (at: number, zone: Zone): string => wallText(at, zone).slice(11)

/** `00:20`, with the day before it when it is not today: `14 Mar, 00:20`. */
export function momentText(at: number, now: number, language: string, zone: Zone): string {
  const day = dayText(at, now, language, zone)
  const clock = clockText(at, zone)
  return day === dayText(now, now, language, zone) ? clock : language === 'en' ? `${day}, ${clock}` : `${day} ${clock}`
}

/** `14 Mar 2026, 00:20:07` */
export function fullText(at: number, language: string, zone: Zone): string {
  return dateFormat(language, zone, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)
}

/** `2026-03-14T00:20:07Z`: for machines and for copying. */
export const isoText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Units do not part from their number at the end of a line. */
export const unitWords = {
  en: { d: '\u00A0d', h: '\u00A0h', min: '\u00A0min', s: '\u00A0s', ago: (words: string) => `${words} ago`, in: (words: string) => `in ${words}`, now: 'just now' },
  'zh-CN': { d: '\u00A0天', h: '\u00A0小时', min: '\u00A0分钟', s: '\u00A0秒', ago: (words: string) => `${words}前`, in: (words: string) => `${words}后`, now: '刚刚' },
} as const
export type Language = keyof typeof unitWords

/** The two largest units: `3 d 13 h`, `5 h 4 min`, `40 min`, `12 s`. Negative spans count as none. */
export function durationText(ms: number, language: Language): string {
  const words = unitWords[language]
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  const pair = (big: string, small: number, unit: string) => (small === 0 ? big : `${big} ${small}${unit}`)
  if (days > 0) return pair(`${days}${words.d}`, hours % 24, words.h)
  if (hours > 0) return pair(`${hours}${words.h}`, minutes % 60, words.min)
  if (minutes > 0) return `${minutes}${words.min}`
  return `${seconds}${words.s}`
}

/** The largest unit alone, towards the past or the future: `4 min ago`, `in 2 h`. What happened by a clock that is a little ahead is not yet to come. */
export function agoText(at: number, now: number, language: Language): string {
  const words = unitWords[language]
  const span = Math.abs(now - at)
  if (span < 45_000 || (at > now && span < clockSlackMs)) return words.now
  const minutes = Math.max(1, Math.round(span / 60_000))
  const text = minutes < 60 ? `${minutes}${words.min}` : minutes < 1440 ? `${Math.floor(minutes / 60)}${words.h}` : `${Math.floor(minutes / 1440)}${words.d}`
  return at > now ? words.in(text) : words.ago(text)
}

/** `4 min ago` under a day, then the day. */
export function ageText(at: number, now: number, language: Language, zone: Zone): string {
  return Math.abs(now - at) < 86_400_000 ? agoText(at, now, language) : dayText(at, now, language, zone)
}
