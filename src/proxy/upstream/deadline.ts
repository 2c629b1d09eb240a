export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

/** One overall limit of a call: it ends when its time is up or when the caller gives up, whichever comes first. */
export interface Deadline {
  readonly at: number
  readonly signal: AbortSignal
  /** Why it ended. */
  readonly ended: () => 'deadline' | 'caller' | undefined
  /** The promise, or a rejection when the deadline ends first. For work that does not look at signals. */
  race<T>(work: Promise<T>): Promise<T>
  /** The call is over: frees the timer. */
  stop(): void
}

/** What `race` rejects with. */
export class DeadlineEnded extends Error {
  /** Of the answer, where one had begun to come. */
  readonly cloudStatus: number | undefined

  constructor(cloudStatus?: number) {
    super('the deadline ended')
    this.name = 'DeadlineEnded'
    this.cloudStatus = cloudStatus
  }
}

/** Without a reason of ours the platform makes an error, with its trace. */
const timerEnds = 'the timer is not needed any more'

export function createDeadline(
  at: number,
  { now, sleep, signal: callerSignal }: { now: () => number; sleep: Sleep; signal: AbortSignal | undefined },
): Deadline {
  const controller = new AbortController()
  /** Ends the timer, and nothing else: what hangs on the deadline's signal costs when it fires, and a call that is over needs none of it. */
  const timer = new AbortController()
  let ended: 'deadline' | 'caller' | undefined
  let isOver = false
  const end = (why: 'deadline' | 'caller') => {
    if (isOver || ended !== undefined) return
    ended = why
    timer.abort(timerEnds)
    controller.abort()
  }
  const giveUp = () => end('caller')
  callerSignal?.addEventListener('abort', giveUp)
  if (callerSignal?.aborted === true) giveUp()

  const watch = async () => {
    // A clock that was set back in the meantime gets the rest of its time, but not for ever.
    for (let round = 0; round < 3 && !timer.signal.aborted; round += 1) {
      await sleep(Math.max(0, at - now()), timer.signal)
      if (now() >= at) end('deadline')
    }
  }
  void watch().catch(() => undefined)

  return {
    at,
    signal: controller.signal,
    ended: () => ended,
    race: (work) =>
      new Promise((resolve, reject) => {
        const cut = () => reject(new DeadlineEnded())
        if (controller.signal.aborted) cut()
        controller.signal.addEventListener('abort', cut)
        work.then(resolve, reject).finally(() => controller.signal.removeEventListener('abort', cut))
      }),
    stop: () => {
      isOver = true
      callerSignal?.removeEventListener('abort', giveUp)
      timer.abort(timerEnds)
    },
  }
}
