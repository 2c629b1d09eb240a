import type { CloudError } from '../clouds/cloud.ts'
import type { Sleep } from './deadline.ts'

/** So many calls in a row that fail are no accident of one of them. One that waited for a word until its time was up, and neither had one nor anybody else, weighs as much as all of them. */
const callsUntilDown = 3
/** Nor are they the fault of what was asked, when that were so many different questions. */
const questionsUntilDown = 2
/** A cloud that is down is tried so often: whoever reads notices within seconds that it is back. */
const probeEveryMs = 5_000
/** With a question that has not failed yet it is tried sooner: the cloud may be well, and fail at what others ask again and again. */
const untriedEveryMs = 1_000
/** So many questions that failed are known apart. */
const maxQuestions = 1_000
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

export interface OutageDeps {
  now: () => number
  sleep: Sleep
  /** The cloud is down, or says nothing: whoever waits for a turn need not wait any longer. */
  onHopeless: (error: CloudError) => void
}

/**
 * Notices that a cloud is down. From then on calls fail at once, with what the last one ended with, and only one at a time goes out,
 * five seconds apart: so nobody waits for what will not come, where there is old data it is given at once, and a cloud that comes
 * back is not met by all who waited for it. One answer ends it, for those too who asked a moment before it came.
 *
 * A cloud that is well may have questions it cannot answer. One of them alone is no sign of an outage, and several do not keep it up:
 * a question that has not failed yet is tried a second after the last one, before they get the turn again.
 */
export interface Outage {
  /** Rejects with what the last call ended with, while the cloud is down and it is not time to try. `question`: see `UpstreamCall`. */
  enter(question?: string): Promise<Leave>
  readonly isDown: boolean
}

export function createOutage({ now, sleep, onHopeless }: OutageDeps): Outage {
  let failures = 0
  let answers = 0
  /** What those heard who waited for a turn: each was learned from another call. Who heard it may come after the next one. */
  const told = new WeakSet<CloudError>()
  /** What failed since the last answer. */
  const failed = new Set<string>()
  let down: { error: CloudError; triedAt: number } | undefined
  let probe: { ended: Promise<void>; end: () => void } | undefined

  function isTimeToTry(since: { triedAt: number }, question: string | undefined): boolean {
    // A clock that was set back makes no wait longer than it is.
    since.triedAt = Math.min(since.triedAt, now())
    return probe === undefined && now() - since.triedAt >= (question === undefined || failed.has(question) ? probeEveryMs : untriedEveryMs)
  }

  return {
    get isDown() {
      return down !== undefined
    },
    enter: async (question) => {
      if (probe !== undefined) {
        const enough = new AbortController()
        await Promise.race([probe.ended, sleep(patienceMs, enough.signal)])
        enough.abort()
      }
      if (down !== undefined && !isTimeToTry(down, question)) throw down.error
      const mine = down === undefined ? undefined : createProbe()
      probe ??= mine
      const answersBefore = answers
      const end = () => {
        mine?.end()
        if (probe === mine) probe = undefined
      }
      return {
        answered: () => {
          end()
          answers += 1
          failures = 0
          failed.clear()
          down = undefined
        },
        failed: (error) => {
          end()
          if (told.has(error)) return
          // An answer that began and did not come to its end is a word.
          const isSilence = error.code === 'timeout' && error.facts.cloudStatus === undefined && answers === answersBefore
          failures += isSilence ? callsUntilDown : 1
          if (question !== undefined && failed.size < maxQuestions) failed.add(question)
          // What does not even reach the cloud is not the fault of a question.
          const mayBeQuestion = question !== undefined && error.code !== 'unreachable'
          const isNews = down === undefined
          if (failures >= callsUntilDown && (!mayBeQuestion || failed.size >= questionsUntilDown)) down = { error, triedAt: now() }
          if (!isNews || (down === undefined && !isSilence)) return
          told.add(error)
          onHopeless(error)
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
