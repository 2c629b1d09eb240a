import { useId } from 'react'
import { useMessages } from './messages/messages.tsx'
import { prefer, usePreferences } from './preferences.ts'
import type { Preferences } from './preferences.ts'
import { Icon } from './ui/icon.tsx'

/** Theme, time zone, row height and whether single keys do something, kept in this browser. */
export function DisplaySettings() {
  const { messages } = useMessages()
  const { shell } = messages
  const chosen = usePreferences()
  const id = useId()
  const group = <Key extends 'theme' | 'zone' | 'density' | 'keys'>(key: Key, title: string, words: Record<Preferences[Key], string>) => (
    <fieldset className="mb-2">
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
          {words[value]}
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
        className="fixed inset-[calc(var(--bar-height)+4px)_8px_auto_auto] m-0 w-56 rounded-panel border border-line bg-raised p-2 pb-0 text-ink shadow-floating"
      >
        {group('theme', shell.theme, shell.themes)}
        {group('zone', shell.zone, shell.zones)}
        {group('density', shell.density, shell.densities)}
        {group('keys', shell.keys, shell.keyChoices)}
      </div>
    </>
  )
}
