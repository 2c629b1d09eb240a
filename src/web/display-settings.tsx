import { useId } from 'react'
import { useMessages } from './messages/messages.tsx'
import { prefer, usePreferences } from './preferences.ts'
import type { Preferences } from './preferences.ts'
import { Icon } from './ui/icon.tsx'

/** Each in itself: whoever looks for a language may not read the present one. */
const languageNames = { en: 'English', 'zh-CN': '简体中文' } as const

/** Language, theme, time zone, row height and whether single keys do something, kept in this browser. */
export function DisplaySettings({ isDemo }: { isDemo: boolean }) {
  const { messages } = useMessages()
  const { shell } = messages
  const chosen = usePreferences()
  const id = useId()
  const group = <Key extends 'language' | 'theme' | 'zone' | 'density' | 'keys'>(key: Key, title: string, words: Record<Preferences[Key], string>, className = 'mb-2') => (
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
      <button
        type="button"
        popoverTarget={id}
        aria-label={shell.settings}
        title={shell.settings}
        className="inline-grid size-7 flex-none place-items-center rounded-control text-ink-3 quick hover:bg-sunk hover:text-ink max-tablet:size-8"
      >
        <Icon name={chosen.theme === 'dark' ? 'moon' : chosen.theme === 'light' ? 'sun' : 'system'} />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={shell.settings}
        className="fixed inset-[calc(var(--bar-height)+4px)_8px_auto_auto] m-0 max-h-[calc(100dvh-var(--bar-height)-12px)] w-56 overflow-y-auto rounded-panel border border-line bg-raised p-2 pb-0 text-ink shadow-floating"
      >
        {isDemo && <p className="mb-2 rounded-control bg-sunk px-2 py-1.5 text-small text-ink-2 tablet:hidden">{shell.demo}: {shell.demoHint}</p>}
        {/* Where there is no room for its button in the bar. */}
        {group('language', shell.language, languageNames, 'mb-2 tablet:hidden')}
        {group('theme', shell.theme, shell.themes)}
        {group('zone', shell.zone, shell.zones)}
        {group('density', shell.density, shell.densities)}
        {group('keys', shell.keys, shell.keyChoices)}
      </div>
    </>
  )
}
