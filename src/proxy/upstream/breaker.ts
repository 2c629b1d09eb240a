import type { CloudError } from '../clouds/cloud.ts'

/** A key that was refused rests as long as the gateway of Huawei would lock it. */
const restMs = 300_000
/** Under way at once with a key that was accepted: enough for five calls a second where an answer takes 0.4 s. */
const maxUnderWay = 2

/** An attempt's leave to use the key. The verdict comes before `leave`. */
export interface Pass {
  accepted(): void
  refused(error: CloudError): void
  /** Turned away for the time of its signature: the key may be good, but to the gateway this was a failure too. */
  doubted(): void
  leave(): void
}

export interface BreakerWatcher {
  /** The key was refused: whoever waits with it need not wait any longer. */
  refused(error: CloudError): void
  /** An attempt ended: there may be room for another. */
  room(): void
}

/**
 * Guards one key, which any number of sources may share. Five refusals in a row lock a key of Huawei's gateway for five minutes, for
 * everybody who uses it, and processes behind one balancer know nothing of each other. So each of them lets through, in any five minutes:
 *
 * - one refusal of a key that is untried, or is tried again after its rest: until it is accepted, calls go one by one. **Four processes stay below five.**
 * - two of a key that was good and is withdrawn while calls are under way, since no more than two ever are. **Two processes stay
 *   below five**, and so do more unless every one of them is busy at that moment.
 * - the same number for a wrong clock: from the first doubt on calls go one by one, and one that is signed anew and accepted ends the row.
 *   Only where that one is refused as well is it one more.
 *
 * An accepted call, of whoever uses the key, begins the row anew.
 */
export interface CredentialBreaker {
  /** Throws the refusal, the same one, while the key rests or is being tried. */
  check(): void
  /** Nothing goes out with the key now. After its rest it is no longer so, though nobody has tried it yet. */
  isResting(): boolean
  /** Leave for one attempt, `undefined` while as many as may are under way. Whoever asks has been through `check`. */
  tryEnter(): Pass | undefined
  /** Told from now on. */
  watch(watcher: BreakerWatcher): void
}

export function createCredentialBreaker(now: () => number): CredentialBreaker {
  let isProven = false
  let refusal: { error: CloudError; at: number } | undefined
  let underWay = 0
  /** Counts refusals: the verdict on an attempt that left before the last one tells nothing new. */
  let epoch = 0
  let watchers: BreakerWatcher[] = []

  function rest(error: CloudError): void {
    refusal = { error, at: now() }
    epoch += 1
    isProven = false
    for (const watcher of watchers) watcher.refused(error)
  }

  function isTooEarly(since: { at: number }): boolean {
    // A clock that was set back makes no rest longer than it is.
    since.at = Math.min(since.at, now())
    return now() - since.at < restMs
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
      doubted: () => {
        isProven = false
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
      if (refusal !== undefined && (isTooEarly(refusal) || underWay > 0)) throw refusal.error
    },
    isResting: () => refusal !== undefined && isTooEarly(refusal),
    tryEnter: () => {
      if (underWay >= (isProven ? maxUnderWay : 1)) return undefined
      underWay += 1
      return createPass()
    },
    watch: (watcher) => void watchers.push(watcher),
  }
}
