import { preferHere, readPreferences, storageKey } from './preferences.ts'
import type { Preferences } from './preferences.ts'

/**
 * What another tab of this browser changes of the preferences is changed here, and nothing else: a choice of this page may have
 * found no room in storage.
 *
 * @returns a way to stop
 */
export function followTabs(): () => void {
  const follow = ({ key, oldValue, newValue }: StorageEvent) => {
    if (key !== storageKey) return
    const before = readPreferences(() => oldValue)
    const now = readPreferences(() => newValue)
    preferHere(Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name as keyof Preferences] !== value)))
  }
  addEventListener('storage', follow)
  return () => removeEventListener('storage', follow)
}
