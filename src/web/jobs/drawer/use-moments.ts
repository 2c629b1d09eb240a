import { usePreferences } from '../../preferences.ts'
import { agoText, clockText, dayText, durationText } from '../../ui/time-text.ts'
import { useServerNow } from '../../ui/use-now.ts'
import { useDrawerMessages } from './drawer-messages.ts'

export interface Moments {
  /** Epoch ms, renewed once a minute. */
  now: number
  /** `3 d 13 h`; under a minute in words, so that nothing ticks by the second. */
  span: (ms: number) => string
  day: (at: number) => string
  clock: (at: number) => string
  /** `14 Mar, 00:20`, where the zone is plain. */
  stamp: (at: number) => string
  /** `14 Mar, 00:20 Beijing` */
  moment: (at: number) => string
  /** `5 h ago, 12:17` under a day, then `14 Mar, 00:20`. */
  told: (at: number) => string
}

/** Times in the reader's language and zone. */
export function useMoments(): Moments {
  const now = useServerNow(60_000)
  const { zone } = usePreferences()
  const { drawer, language } = useDrawerMessages()
  const day = (at: number) => dayText(at, now, language, zone)
  const clock = (at: number) => clockText(at, zone)
  return {
    now,
    span: (ms) => (ms < 60_000 ? drawer.underAMinute : durationText(ms, language)),
    day,
    clock,
    stamp: (at) => drawer.stamp(day(at), clock(at)),
    moment: (at) => drawer.moment(day(at), clock(at), drawer.zones[zone]),
    told: (at) => drawer.stamp(Math.abs(now - at) < 86_400_000 ? agoText(at, now, language) : day(at), clock(at)),
  }
}
