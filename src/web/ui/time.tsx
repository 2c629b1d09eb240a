import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { agoText, clockText, dayText, fullText } from './time-text.ts'
import { useNow } from './use-now.ts'

/** The moment in all three zones, one a line, for a tooltip. */
export function useZoneLines(): (at: number) => string {
  const { messages, language } = useMessages()
  return (at) =>
    (['local', 'beijing', 'utc'] as const).map((zone) => `${messages.shell.zones[zone]}: ${fullText(at, language, zone)}`).join('\n')
}

/** `4 min ago` under a day, then `14 Mar`; below it, on the second line, the time of day. */
export function TwoLineTime({ at }: { at: string | undefined }) {
  const now = useNow(30_000)
  const { language } = useMessages()
  const { zone } = usePreferences()
  const lines = useZoneLines()
  if (at === undefined) return null
  const ms = Date.parse(at)
  const isRecent = Math.abs(now - ms) < 86_400_000
  return (
    <time dateTime={at} title={lines(ms)} className="block">
      <span className="cut block h-5">{isRecent ? agoText(ms, now, language) : dayText(ms, now, language, zone)}</span>
      <span className="second-line cut block h-4 text-small text-ink-3">{clockText(ms, language, zone)}</span>
    </time>
  )
}
