import { usePreferences } from './preferences.ts'

/** `Copy link (C)` for a tooltip; without the key where keys are switched off. */
export function useKeyHint(): (title: string, key: string) => string {
  const { keys } = usePreferences()
  return (title, key) => (keys === 'on' ? `${title} (${key})` : title)
}
