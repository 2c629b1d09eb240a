import type { CloudError } from '../clouds/cloud.ts'
import type { Sleep } from './deadline.ts'

/** So many calls in a row that fail are no accident of one of them. */
const callsUntilDown = 3
/** A cloud that is down is tried so often: whoever reads notices within seconds that it is back. */
const probeEveryMs = 5_000
/** Who asks while a cloud is tried hears how that ends, unless it takes longer. */
const patienceMs = 1_000

/** A call's leave to go. Exactly one of these ends it. */
export interface Leave {
  /** The cloud answered, whatever it said to the question. */
  answered(): void
  /** It did not, or with nothing but its own trouble. */
  failed(error: CloudError): void
  /** The call ended without having learned anything. */
  ended(): void
}

/**
 * Notices that a cloud is down. From then on calls fail at once, with what the last one ended with, and only one at a time goes out,
 * five seconds apart: so nobody waits for what will not come, where there is old data it is given at once, and a cloud that comes
 * back is not met by all who waited for it. One answer ends it, for those too who asked a moment before it came.
 */
export interface Outage {
  /** Rejects with what the last call ended with, while the cloud is down and it is not time to try. */
  enter(): Promise<Leave>
  readonly isDown: boolean
}

/** `onDown`: whoever waits for a turn need not wait any longer. */
export function createOutage({ now, sleep, onDown }: { now: () => number; sleep: Sleep; onDown: (error: CloudError) => void }): Outage {
  let failures = 0
  let down: { error: CloudError; triedAt: number } | undefined
  let probe: { ended: Promise<void>; end: () => void } | undefined

  function isTimeToTry(since: { triedAt: number }): boolean {
    // A clock that was set back makes no wait longer than it is.
    since.triedAt = Math.min(since.triedAt, now())
    return probe === undefined && now() - since.triedAt >= probeEveryMs
  }

  return {
    get isDown() {
      return down !== undefined
    },
    enter: async () => {
      if (probe !== undefined) {
        const enough = new AbortController()
        await Promise.race([probe.ended, sleep(patienceMs, enough.signal)])
        enough.abort()
      }
      if (down !== undefined && !isTimeToTry(down)) throw down.error
      const mine = down === undefined ? undefined : createProbe()
      probe ??= mine
      const end = () => {
        mine?.end()
        if (probe === mine) probe = undefined
      }
      return {
        answered: () => {
          end()
          failures = 0
          down = undefined
        },
        failed: (error) => {
          end()
          failures += 1
          if (failures < callsUntilDown) return
          const isNews = down === undefined
          down = { error, triedAt: now() }
          if (isNews) onDown(error)
        },
        ended: end,
      }
    },
  }
}

function createProbe() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { ended, end: () => end() }
}

/** What an error of a call says about the cloud as a whole; `undefined` where it says nothing. */
export function toPresence({ code, facts }: CloudError): 'there' | 'away' | undefined {
  switch (code) {
    case 'unreachable':
    case 'timeout':
    case 'unreadable':
      return 'away'
    case 'cloud_error':
      return (facts.cloudStatus ?? 500) >= 500 ? 'away' : 'there'
    case 'bad_request':
    case 'not_found':
    case 'cloud_denied':
    case 'throttled':
    case 'cloud_rejected_credentials':
      return 'there'
    default:
      return undefined
  }
}
