import { storageKey as columnsKey } from './jobs/table/column-choice.ts'
import { followColumns } from './jobs/table/keep-columns.ts'
import { preferHere, readPreferences, storageKey } from './preferences.ts'
import type { Preferences } from './preferences.ts'

/**
 * What another tab of this browser changes of the preferences or of the columns is changed here, and nothing else: a choice of this page may have
 * found no room in storage.
 *
 * @returns a way to stop
 */
export function followTabs(): () => void {
  const follow = ({ key, oldValue, newValue }: StorageEvent) => {
    if (key === columnsKey) return followColumns(oldValue, newValue)
    if (key !== storageKey) return
    const before = readPreferences(() => oldValue)
    const now = readPreferences(() => newValue)
    preferHere(Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name as keyof Preferences] !== value)))
  }
  addEventListener('storage', follow)
  return () => removeEventListener('storage', follow)
}
