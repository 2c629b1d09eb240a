import type { CloudError } from '../clouds/cloud.ts'

/** A key that was refused rests: a minute, then longer, never beyond five. */
const firstRestMs = 60_000
const longestRestMs = 300_000
/** Under way at once with one key. Huawei's gateway locks a key at the fifth refusal in a row: a burst and a probe stay below. */
const maxUnderWay = 3

/** An attempt's leave to use the key. The verdict comes before `leave`. */
export interface Pass {
  accepted(): void
  refused(error: CloudError): void
  leave(): void
}

export interface BreakerWatcher {
  /** The key was refused: whoever waits with it need not wait any longer. */
  refused(error: CloudError): void
  /** An attempt ended: there may be room for another. */
  room(): void
}

/**
 * Guards one key, which any number of sources may share. Five refusals in a row lock a key of Huawei's gateway for everybody who
 * uses it, so: after one refusal no attempt is made for a while, then one; until a key was accepted, attempts go one by one; and
 * never are more than three under way.
 */
export interface CredentialBreaker {
  /** Throws the refusal, the same one, while the key rests or is being tried. */
  check(): void
  /** Leave for one attempt, `undefined` while as many as may are under way. Whoever asks has been through `check`. */
  tryEnter(): Pass | undefined
  /** Told from now on. */
  watch(watcher: BreakerWatcher): void
}

export function createCredentialBreaker(now: () => number): CredentialBreaker {
  let isProven = false
  let refusal: { error: CloudError; until: number; restMs: number } | undefined
  let underWay = 0
  /** Counts refusals: the verdict on an attempt that left before the last one tells nothing new. */
  let epoch = 0
  let watchers: BreakerWatcher[] = []

  function rest(error: CloudError): void {
    const restMs = refusal === undefined ? firstRestMs : Math.min(longestRestMs, refusal.restMs * 2)
    refusal = { error, restMs, until: now() + restMs }
    epoch += 1
    isProven = false
    for (const watcher of watchers) watcher.refused(error)
  }

  function createPass(): Pass {
    const mine = epoch
    let isOver = false
    return {
      accepted: () => {
        if (mine !== epoch) return
        isProven = true
        refusal = undefined
      },
      refused: (error) => {
        if (mine === epoch) rest(error)
      },
      leave: () => {
        if (isOver) return
        isOver = true
        underWay -= 1
        // Who was told first this time is told last the next: sources that share a key take turns.
        const told = watchers
        watchers = [...told.slice(1), ...told.slice(0, 1)]
        for (const watcher of told) watcher.room()
      },
    }
  }

  return {
    check: () => {
      if (refusal !== undefined && (now() < refusal.until || underWay > 0)) throw refusal.error
    },
    tryEnter: () => {
      if (underWay >= (isProven ? maxUnderWay : 1)) return undefined
      underWay += 1
      return createPass()
    },
    watch: (watcher) => void watchers.push(watcher),
  }
}
