import { usePreferences } from './preferences.ts'

/** Are the reader’s keys Apple’s, with Cmd where others have Ctrl? */
export const isApple = (): boolean => /Mac|iP(hone|ad)/.test(navigator.userAgent)

/** Is Ctrl held, on Apple’s keyboards Cmd, and nothing else? */
export function isModAlone(event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): boolean {
  const [mod, other] = isApple() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  return mod && !other && !event.altKey && !event.shiftKey
}

/** `Copy link (C)` for a tooltip; without the key where keys are switched off. */
export function useKeyHint(): (title: string, key: string) => string {
  const { keys } = usePreferences()
  return (title, key) => (keys === 'on' ? `${title} (${key})` : title)
}
