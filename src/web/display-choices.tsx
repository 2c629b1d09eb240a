import { useId } from 'react'
import { useDisplayWords } from './display-words.ts'
import { useHistogramWords } from './jobs/histogram/use-words.ts'
import { useMessages } from './messages/messages.tsx'
import { prefer, usePreferences } from './preferences.ts'
import type { Preferences } from './preferences.ts'
import { serverAheadMs } from './server-clock.ts'
import { Button } from './ui/button.tsx'
import { durationText } from './ui/time-text.ts'
import { useNow } from './ui/use-now.ts'
import { zonesFor, zoneText } from './ui/zone-time.ts'
import { useDesk } from './use-keys.tsx'

/** Each in itself: whoever looks for a language may not read the present one. */
const languageNames = { en: 'English', 'zh-CN': '简体中文' } as const

/** Language, theme, time zone, row height, the picture above the list and whether single keys do something, kept in this browser. */
export function DisplayChoices({ isDemo }: { isDemo: boolean }) {
  const { messages, language } = useMessages()
  const { shell } = messages
  const display = useDisplayWords()
  const histogram = useHistogramWords()
  const chosen = usePreferences()
  const id = useId()
  const { run } = useDesk()
  const now = useNow(60_000)
  const ahead = serverAheadMs()
  const apart = durationText(Math.round(Math.abs(ahead) / 60_000) * 60_000, language)
  const group = <Key extends keyof Preferences>(key: Key, title: string, words: Partial<Record<Preferences[Key], string>>, className = 'mb-2') => (
    <fieldset className={className}>
      <legend className="px-2 pb-0.5 text-small font-medium text-ink-3">{title}</legend>
      {(Object.keys(words) as Preferences[Key][]).map((value) => (
        <label key={value} className="flex h-7 items-center gap-2 rounded-control px-2 quick hover:bg-hover max-tablet:h-9">
          <input
            type="radio"
            name={`${id}-${key}`}
            checked={chosen[key] === value}
            onChange={() => prefer({ [key]: value })}
            className="accent-(--accent-fill)"
          />
          <span {...(key === 'language' ? { lang: value } : {})}>{words[value]}</span>
        </label>
      ))}
    </fieldset>
  )
  return (
    <>
      {isDemo && <p className="mb-2 rounded-control bg-sunk px-2 py-1.5 text-small text-ink-2 tablet:hidden">{shell.demo}{messages.between.name}{shell.demoHint}</p>}
      {/* Where there is no room for their buttons in the bar. */}
      <Button icon="command" className="mb-2 h-9! w-full tablet:hidden" aria-haspopup="dialog" onClick={() => run('palette')}>{shell.palette}</Button>
      {group('language', display.language, languageNames, 'mb-2 tablet:hidden')}
      {group('theme', display.theme, display.themes)}
      {group('zone', display.zone, Object.fromEntries(zonesFor(chosen.zone, now).map((zone) => [zone, zoneText(zone, now, messages)])))}
      {ahead !== 0 && <p className="mb-2 px-2 text-small text-pretty text-warn-ink">{ahead > 0 ? display.clockBehind(apart) : display.clockAhead(apart)}</p>}
      {group('density', display.density, display.densities)}
      {group('histogram', histogram.setting, histogram.settings)}
      {group('keys', display.keys, display.keyChoices)}
    </>
  )
}
