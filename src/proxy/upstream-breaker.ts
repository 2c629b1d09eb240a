import type { CloudError } from './clouds/cloud.ts'
import type { Deadline } from './upstream-deadline.ts'

/** A key that was refused rests: a minute, then longer, never beyond five. */
const firstRestMs = 60_000
const longestRestMs = 300_000

/** A call's leave to use the key. Ends with `leave`; the first verdict counts. */
export interface Pass {
  accepted(): void
  refused(error: CloudError): void
  leave(): void
}

/**
 * Guards one key. Five refusals in a row lock a key of Huawei's gateway for everybody who uses it, so:
 * after one refusal no call is made for a while, then one; and until a key has been accepted once, calls go one by one.
 */
export interface CredentialBreaker {
  /** Throws the refusal, the same one, while the key rests. */
  enter(deadline: Deadline): Promise<Pass>
}

export function createCredentialBreaker(now: () => number): CredentialBreaker {
  let isProven = false
  let refusal: { error: CloudError; until: number; restMs: number } | undefined
  let probe: { done: Promise<void>; end: () => void } | undefined

  function startProbe(): Pass {
    let end = () => {}
    const done = new Promise<void>((resolve) => {
      end = resolve
    })
    const mine = { done, end }
    probe = mine
    const finish = () => {
      if (probe === mine) probe = undefined
      end()
    }
    return {
      accepted: () => {
        isProven = true
        refusal = undefined
        finish()
      },
      refused: (error) => {
        isProven = false
        const restMs = refusal === undefined ? firstRestMs : Math.min(longestRestMs, refusal.restMs * 2)
        refusal = { error, restMs, until: now() + restMs }
        finish()
      },
      leave: finish,
    }
  }

  const provenPass: Pass = {
    // A good answer to a call that left before the refusal proves nothing any more.
    accepted: () => {},
    refused: (error) => {
      if (refusal !== undefined) return
      isProven = false
      refusal = { error, restMs: firstRestMs, until: now() + firstRestMs }
    },
    leave: () => {},
  }

  return {
    enter: async (deadline) => {
      for (;;) {
        if (refusal !== undefined && (now() < refusal.until || probe !== undefined)) throw refusal.error
        if (refusal === undefined && isProven) return provenPass
        if (probe === undefined) return startProbe()
        await deadline.race(probe.done)
      }
    },
  }
}
