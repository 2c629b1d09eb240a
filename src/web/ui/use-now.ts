import { useSyncExternalStore } from 'react'

/** One rhythm: a timer that runs while somebody listens. */
interface Beat {
  read: () => number
  listen: (listener: () => void) => () => void
}

function createBeat(everyMs: number): Beat {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  return {
    read: () => now,
    listen: (listener) => {
      listeners.add(listener)
      timer ??= setInterval(() => {
        now = Date.now()
        for (const tell of listeners) tell()
      }, everyMs)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}

const beats = new Map<number, Beat>()
function beatOf(everyMs: number): Beat {
  const beat = beats.get(everyMs) ?? createBeat(everyMs)
  beats.set(everyMs, beat)
  return beat
}

/**
 * The time, renewed every `everyMs`. All readers of one rhythm share one timer, which stops with the last of them.
 *
 * @returns epoch ms
 */
export function useNow(everyMs: number): number {
  const beat = beatOf(everyMs)
  return useSyncExternalStore(beat.listen, beat.read)
}
