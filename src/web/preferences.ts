import { useSyncExternalStore } from 'react'

/** How this browser likes to see things. Nothing that belongs into a link. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark'
  language: 'en' | 'zh-CN'
  zone: 'local' | 'beijing' | 'utc'
  density: 'comfortable' | 'compact'
  /** Keys without Ctrl or Alt: a person who speaks to the computer, or leans on the keyboard, can switch them off. */
  keys: 'on' | 'off'
  /** The picture of jobs created, above the list. */
  histogram: 'shown' | 'hidden'
}

export const storageKey = 'understudy.preferences'
const choices: { [Key in keyof Preferences]: readonly Preferences[Key][] } = {
  theme: ['system', 'light', 'dark'],
  language: ['en', 'zh-CN'],
  zone: ['local', 'beijing', 'utc'],
  density: ['comfortable', 'compact'],
  keys: ['on', 'off'],
  histogram: ['shown', 'hidden'],
}

/** The defaults: the browser's language, everything else the calmest. */
function defaults(): Preferences {
  const isChinese = navigator.languages.find((one) => /^(zh|en)\b/i.test(one))?.toLowerCase().startsWith('zh') ?? false
  return { theme: 'system', language: isChinese ? 'zh-CN' : 'en', zone: 'local', density: 'comfortable', keys: 'on', histogram: 'shown' }
}

const stored = () => readPreferences(() => localStorage.getItem(storageKey))

/** What a text of the storage says, which may be forbidden. It comes from outside: what an older page or a person wrote there is checked word by word. */
export function readPreferences(toText: () => string | null): Partial<Preferences> {
  try {
    const parsed: unknown = JSON.parse(toText() ?? '{}')
    return Object.fromEntries(Object.entries(parsed ?? {}).filter(([key, value]) => (choices as Record<string, readonly unknown[]>)[key]?.includes(value)))
  } catch {
    return {}
  }
}

let current: Preferences | undefined
const listeners = new Set<() => void>()

/** The preferences as they stand; read from storage on first use, which may be full or forbidden. */
export function preferences(): Preferences {
  current ??= { ...defaults(), ...stored() }
  return current
}

/** Changes some, for this page at once and for the next visit if storage allows. */
export function prefer(changed: Partial<Preferences>): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...stored(), ...changed }))
  } catch {
    // Private windows refuse storage: the choice then lasts as long as the page.
  }
  preferHere(changed)
}

/** Changes some for this page alone. */
export function preferHere(changed: Partial<Preferences>): void {
  current = { ...preferences(), ...changed }
  for (const listener of listeners) listener()
}

/** Forgets what was read, so that the next reader reads storage again. */
export function forgetPreferences(): void {
  current = undefined
}

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, preferences)
}
