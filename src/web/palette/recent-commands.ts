import * as z from 'zod/mini'

const storageKey = 'understudy.recent'
const mostKept = 8

const Recent = z.array(z.string().check(z.maxLength(200)))

/** Ids of the commands used lately in this browser, the latest first. */
export function recentCommands(): readonly string[] {
  try {
    const kept = Recent.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? '[]'))
    return kept.success ? kept.data.slice(0, mostKept) : []
  } catch {
    return []
  }
}

export function rememberCommand(id: string): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify([id, ...recentCommands().filter((one) => one !== id)].slice(0, mostKept)))
  } catch {
    // Private windows refuse storage: then nothing is remembered.
  }
}
