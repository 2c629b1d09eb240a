import { useSyncExternalStore } from 'react'
import { serverAheadMs } from '../server-clock.ts'

/** One rhythm: a timer that runs while somebody listens. */
interface Beat {
  read: () => number
  listen: (listener: () => void) => () => void
}

function createBeat(everyMs: number): Beat {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const beat = () => {
    now = Date.now()
    for (const tell of listeners) tell()
  }
  return {
    read: () => now,
    listen: (listener) => {
      listeners.add(listener)
      if (timer === undefined) {
        // Nobody has listened for a while; and in a hidden tab, timers are late. Who has only just read it is not drawn again for it.
        if (Math.abs(Date.now() - now) > everyMs / 4) now = Date.now()
        timer = setInterval(beat, everyMs)
        document.addEventListener('visibilitychange', beat)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
        document.removeEventListener('visibilitychange', beat)
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

/** The same by the server's clock: how old a job's moments are does not hang on that of the device. */
export const useServerNow = (everyMs: number): number => useNow(everyMs) + serverAheadMs()
