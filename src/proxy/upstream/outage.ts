import { LRUCache } from 'lru-cache'
import type { CloudError } from '../clouds/cloud.ts'
import { withFacts } from './attempt.ts'
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
/** Who asks while a cloud is tried hears how that ends, unless it takes longer. So does who tries what is known to be silent. */
const patienceMs = 1_000
/** What was silent so long ago may speak by now: who asks for it then waits for what it says. */
const silenceIsKnownMs = 120_000

/** A call's leave to go. Exactly one of the first three ends it. */
export interface Leave {
  /** The cloud answered, whatever it said to the question. */
  answered(): void
  /** It did not, or with nothing but its own trouble. */
  failed(error: CloudError): void
  /** The call ended without having learned anything. */
  ended(): void
  /** What the caller hears of the call: how it ends, or soon that nothing is heard, where that is known. The call goes on without him. */
  hear<T>(work: Promise<T>): Promise<T>
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
 * a question that has not failed yet is tried a second after the last one, before they get the turn again. But a cloud that never
 * answered anything is not believed to be well, and a question that heard nothing until its time was up is itself asked in that way.
 */
export interface Outage {
  /** Rejects with what the last call ended with and when to ask again, while there is trouble and it is not time to try. `question`: see `UpstreamCall`. */
  enter(question?: string): Promise<Leave>
  readonly isDown: boolean
}

/** That of a cloud, or of one question to it. */
interface Trouble {
  error: CloudError
  triedAt: number
  probe: Probe | undefined
}

export function createOutage({ now, sleep, onHopeless }: OutageDeps): Outage {
  let failures = 0
  let answers = 0
  /** What those heard who waited for a turn: each was learned from another call. Who heard it may come after the next one. */
  const told = new WeakSet<CloudError>()
  /** What failed since the last answer. */
  const failed = new Set<string>()
  let down: Trouble | undefined
  /** Questions whose last call heard nothing, or not all, until its time was up. */
  const silent = new LRUCache<string, Trouble>({ max: maxQuestions })

  function isTimeToTry(trouble: Trouble, question: string | undefined): boolean {
    // A clock that was set back makes no wait longer than it is.
    trouble.triedAt = Math.min(trouble.triedAt, now())
    const isUntried = trouble === down && question !== undefined && !failed.has(question)
    return trouble.probe === undefined && now() - trouble.triedAt >= (isUntried ? untriedEveryMs : probeEveryMs)
  }

  function toTold({ error, triedAt, probe }: Trouble): CloudError {
    const waitMs = probe === undefined ? probeEveryMs - (now() - triedAt) : probeEveryMs
    return withFacts(error, { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) })
  }

  function note(trouble: Trouble | undefined, error: CloudError): Trouble {
    if (trouble === undefined) return { error, triedAt: now(), probe: undefined }
    trouble.error = error
    trouble.triedAt = now()
    return trouble
  }

  /** Whether it ends within the patience of who waits. */
  async function endsSoon(work: Promise<unknown>): Promise<boolean> {
    const enough = new AbortController()
    const end = () => true
    const isOver = await Promise.race([work.then(end, end), sleep(patienceMs, enough.signal).then(() => false)])
    enough.abort()
    return isOver
  }

  return {
    get isDown() {
      return down !== undefined
    },
    enter: async (question) => {
      const name = question ?? ''
      const known = () => down ?? silent.get(name)
      const probe = known()?.probe
      if (probe !== undefined) await endsSoon(probe.ended)
      const trouble = known()
      if (trouble !== undefined && !isTimeToTry(trouble, question)) throw toTold(trouble)
      const isKnownSilent = trouble?.error.code === 'timeout' && now() - trouble.triedAt < silenceIsKnownMs
      const mine = trouble === undefined ? undefined : createProbe()
      if (trouble !== undefined) trouble.probe = mine
      const answersBefore = answers
      const end = () => {
        mine?.end()
        if (trouble !== undefined) trouble.probe = undefined
      }
      return {
        answered: () => {
          end()
          answers += 1
          failures = 0
          failed.clear()
          if (down === undefined) silent.delete(name)
          else silent.clear()
          down = undefined
        },
        failed: (error) => {
          end()
          if (told.has(error)) return
          if (error.code === 'timeout') silent.set(name, note(silent.get(name), error))
          // An answer that began and did not come to its end is a word.
          const isSilence = error.code === 'timeout' && error.facts.cloudStatus === undefined && answers === answersBefore
          failures += isSilence ? callsUntilDown : 1
          if (question !== undefined && failed.size < maxQuestions) failed.add(question)
          // What does not even reach the cloud is not the fault of a question, nor is that one speaks to nobody who never did.
          const mayBeQuestion = question !== undefined && error.code !== 'unreachable' && !(isSilence && answers === 0)
          const isNews = down === undefined
          if (failures >= callsUntilDown && (!mayBeQuestion || failed.size >= questionsUntilDown)) down = note(down, error)
          if (!isNews || (down === undefined && !isSilence)) return
          const hopeless = withFacts(error, { retryAfterSeconds: (down === undefined ? untriedEveryMs : probeEveryMs) / 1000 })
          told.add(hopeless)
          onHopeless(hopeless)
        },
        ended: end,
        hear: async (work) => {
          if (trouble === undefined || !isKnownSilent || (await endsSoon(work))) return work
          work.catch(() => undefined)
          throw toTold(trouble)
        },
      }
    },
  }
}

interface Probe {
  /** Resolves when its call is over. */
  ended: Promise<void>
  end(): void
}

function createProbe(): Probe {
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
