import { useSyncExternalStore } from 'react'

interface Beat {
  now: number
  listeners: Set<() => void>
  timer?: ReturnType<typeof setInterval>
}
const beats = new Map<number, Beat>()

/**
 * The time, renewed every `everyMs`. All readers of one rhythm share one timer, which stops with the last of them.
 *
 * @returns epoch ms
 */
export function useNow(everyMs: number): number {
  let beat = beats.get(everyMs)
  if (beat === undefined) {
    beat = { now: Date.now(), listeners: new Set() }
    beats.set(everyMs, beat)
  }
  const own = beat
  return useSyncExternalStore(
    (listener) => {
      own.listeners.add(listener)
      own.now = Date.now()
      own.timer ??= setInterval(() => {
        own.now = Date.now()
        for (const tell of own.listeners) tell()
      }, everyMs)
      return () => {
        own.listeners.delete(listener)
        if (own.listeners.size > 0) return
        clearInterval(own.timer)
        delete own.timer
      }
    },
    () => own.now,
  )
}
