import type { Chance } from './chance.ts'
import type { SentenceSubject } from './sentences.ts'

/** One entry of a job's history, in the words of the cloud. The sentence is found later, from its subject and key. */
export interface OperationLog {
  type: string
  by: 'USER' | 'ADMIN' | 'SYSTEM'
  sentence?: { subject: SentenceSubject; key: number }
  errorCode?: string
  redoReasons?: { subject: SentenceSubject; key: number }
}

/** A moment at which something happened; `state` is the job's state from then on, the same as before for a side event. */
export interface StoryEvent {
  /** Epoch milliseconds, whole seconds: the clouds tell times no finer. */
  at: number
  state: string
  log?: OperationLog
}

/** A remark on a job, by its customer or by the provider. */
export interface StoryComment {
  at: number
  type: 'USER_REJECT' | 'USER_COMMENT' | 'ADMIN_COMMENT'
  subject: SentenceSubject
  key: number
  attachments: number
}

/** Everything that will ever happen to a job, sorted by time, told without looking at a clock. */
export interface Story {
  events: readonly StoryEvent[]
  comments: readonly StoryComment[]
}

/** What a chapter needs to write a story. */
export interface Pen {
  chance: Chance
  state: () => string
  /** Lets time go by: between `low` and `high` hours, short waits more likely. People are less hurried by a fast edition than machines. */
  pass: (low: number, high: number, who?: 'machine' | 'people') => void
  /** The job enters a state; the logs, if any, are what brought it there. */
  become: (state: string, ...logs: readonly OperationLog[]) => void
  /** Something is written down and the state stays. */
  note: (log: OperationLog) => void
  /** A log that belongs to whatever state comes next. */
  carry: (log: OperationLog) => void
  comment: (type: StoryComment['type'], subject: SentenceSubject, attachments?: number) => void
  /** A reference to a sentence about a subject. */
  sentence: (subject: SentenceSubject) => { subject: SentenceSubject; key: number }
  story: () => Story
}

const hourMs = 3_600_000
const shortestWaitMs = 20_000

/** A pen that starts at `bornAt`. `tempo` shortens the waits: 1 is the classic pace of about four days. */
export function createPen(chance: Chance, bornAt: number, tempo: number): Pen {
  const events: StoryEvent[] = []
  const comments: StoryComment[] = []
  let carried: OperationLog[] = []
  let at = Math.floor(bornAt / 1000) * 1000
  let state = ''
  const write = (logs: readonly OperationLog[]) => {
    if (logs.length === 0) events.push({ at, state })
    for (const log of logs) events.push({ at, state, log })
  }
  const key = () => Math.floor(chance.unit() * 0x7fffffff)
  return {
    chance,
    state: () => state,
    pass: (low, high, who = 'machine') => {
      const hours = low * (high / low) ** chance.unit() * (who === 'machine' ? tempo : Math.sqrt(tempo))
      at += Math.max(shortestWaitMs, Math.round((hours * hourMs) / 1000) * 1000)
    },
    become: (next, ...logs) => {
      state = next
      write([...carried, ...logs])
      carried = []
    },
    note: (log) => write([log]),
    carry: (log) => carried.push(log),
    comment: (type, subject, attachments = 0) => comments.push({ at, type, subject, key: key(), attachments }),
    sentence: (subject) => ({ subject, key: key() }),
    story: () => ({ events, comments }),
  }
}

/** Where a job stands at a time. */
export interface Moment {
  state: string
  /** Since when the job is in this state. */
  since: number
  /** When the next event comes; `Infinity` when none will. */
  nextAt: number
  /** The customer's last action: creation, a submission, a new video. */
  updatedAt: number
  /** When the training first succeeded: from then on there is an asset, even if a later step fails. `Infinity` before. */
  assetAt: number
  /** How many events of the story have happened. */
  happened: number
}

/** Where the job of a story stands at a time (epoch ms); `undefined` before it was created. */
export function momentOf({ events }: Story, at: number): Moment | undefined {
  let moment: Moment | undefined
  for (const [order, event] of events.entries()) {
    if (event.at > at) {
      if (moment) moment.nextAt = event.at
      break
    }
    moment ??= { state: event.state, since: event.at, nextAt: Infinity, updatedAt: event.at, assetAt: Infinity, happened: 0 }
    if (moment.state !== event.state) moment.since = event.at
    moment.state = event.state
    if (event.log?.by === 'USER') moment.updatedAt = event.at
    if (moment.assetAt === Infinity && (event.log?.type === 'SYSTEM_TRAIN_SUCCESS' || event.log?.type === 'succeeded'))
      moment.assetAt = event.at
    moment.happened = order + 1
  }
  return moment
}
