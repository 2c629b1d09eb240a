import { stateFacts } from '#contract/job-states.ts'
import type { Scanned } from '#contract/job-list.ts'
import type { CallOptions, ListedJob } from '../cloud.ts'
import { untilAborted } from '../until-aborted.ts'
import { nextPage, type PageFacts } from './reading-plan.ts'

/** What one page of the list brought. */
export interface SweepPage {
  total: number | undefined
  /** Rows the cloud sent, the unreadable ones included. */
  sent: number
  jobs: readonly ListedJob[]
  requestId: string | undefined
}

/** The same object as long as nothing new was read. */
export interface Swept {
  jobs: readonly ListedJob[]
  /** Present when not every job was read. */
  scanned?: Scanned
  /** Rows without an id that can be used. */
  unreadable?: number
  requestId?: string
  /** When the last page of it was read, epoch ms; absent while it is still being read. */
  answeredAt?: number
}

export interface Sweeper {
  /**
   * Every job of the account. Of up to 3,000 each was read within the last seconds; of more, some are from one of the rounds before
   * (see `nextPage`). Throws what reading a page throws.
   */
  read(options?: CallOptions): Promise<Swept>
  /** A job as it was last seen, however long ago. */
  lastSeen(jobId: string): ListedJob | undefined
}

const pageSize = 100
/** So many jobs are read at most, in the order of the cloud. */
export const maxJobs = 10_000
const maxPages = maxJobs / pageSize
/** Many filters are asked of the same jobs within seconds. */
const freshMs = 20_000
/** Whoever waits longer gets what is known so far, and is told how far that is. */
const patienceMs = 2_000

interface Round {
  number: number
  startedAt: number
  /** Somebody waits for it. */
  isUrgent: boolean
  enough: Promise<void>
  patienceIsOver: () => void
}

interface Known {
  listed: ListedJob
  /** The tour in which it was met last: a tour ends when every page was read since it began. */
  tour: number
}

/**
 * Reads the list, page by page, in rounds: ICE cannot sort, and filters by one status only. One flight for any number of
 * questions. What is known stays between the rounds.
 */
export function createSweeper({
  readPage,
  now,
}: {
  /** `pageNo` from 1. */
  readPage: (pageNo: number, pageSize: number, options: CallOptions) => Promise<SweepPage>
  now: () => number
}): Sweeper {
  const jobs = new Map<string, Known>()
  const pages = new Map<number, PageFacts>()
  let total = 0
  let last = 1
  let rounds = 0
  let tour = { number: 1, firstRound: 1 }
  /** By how many jobs the last tour and the cloud's total disagreed. */
  let disagreement: number | undefined
  let finishedAt: number | undefined
  let requestId: string | undefined
  let flight: Round | undefined
  let swept: Swept | undefined

  const unreadable = () => [...pages.values()].reduce((sum, page) => sum + page.unreadable, 0)
  const missing = () => total - jobs.size - unreadable()

  /** A job that moved to a later page comes twice; the one that was trained last is newer. */
  function add(listed: ListedJob): void {
    const { job } = listed
    const known = jobs.get(job.job_id)
    const isOlder = known?.tour === tour.number && Date.parse(job.last_update_time ?? '') < Date.parse(known.listed.job.last_update_time ?? '')
    // An unchanged job stays the same object: many answers hold it.
    const isSame = known !== undefined && JSON.stringify(known.listed) === JSON.stringify(listed)
    jobs.set(job.job_id, { listed: known !== undefined && (isOlder || isSame) ? known.listed : listed, tour: tour.number })
  }

  function keep(number: number, round: number, page: SweepPage): void {
    for (const listed of page.jobs) add(listed)
    pages.set(number, {
      round,
      isMoving: page.jobs.some(({ job }) => stateFacts(job.cloud, job.state)?.settled !== true),
      unreadable: Math.max(0, page.sent - page.jobs.length),
    })
    const isEnd = page.sent === 0 || (page.total === undefined && page.sent < pageSize)
    last = isEnd ? number : page.total === undefined ? Math.max(last, number + 1) : Math.max(1, Math.ceil(page.total / pageSize))
    last = Math.min(last, maxPages)
    for (const behind of pages.keys()) if (behind > last) pages.delete(behind)
    total = page.total ?? jobs.size
    requestId = page.requestId
    swept = undefined
  }

  /** When every page was read since the tour began: whoever was not met is gone, or stands behind the last page that is read. */
  function endTour(): void {
    if (pages.size < last || [...pages.values()].some(({ round }) => round < tour.firstRound)) return
    const unmet = [...jobs].filter(([, known]) => known.tour < tour.number)
    // Pages shift while they are read, so a job that is still there may slip through one tour, when more are unmet than must be gone.
    const surplus = jobs.size + unreadable() - Math.min(total, maxJobs)
    const gone = unmet.length <= surplus ? unmet : unmet.filter(([, known]) => known.tour < tour.number - 1)
    for (const [id] of gone) jobs.delete(id)
    disagreement = missing()
    tour = { number: tour.number + 1, firstRound: rounds + 1 }
    swept = undefined
  }

  async function run(round: Round): Promise<void> {
    for (;;) {
      const number = nextPage({ pages, round: round.number, last, isSettled: missing() === disagreement })
      if (number === undefined) break
      keep(number, round.number, await readPage(number, pageSize, { background: !round.isUrgent }))
      // A clock that was set back makes nobody wait longer.
      round.startedAt = Math.min(round.startedAt, now())
      if (now() - round.startedAt >= patienceMs) round.patienceIsOver()
    }
    endTour()
    finishedAt = now()
    swept = undefined
  }

  function start(isUrgent: boolean): Round {
    rounds += 1
    let patienceIsOver = () => {}
    const patience = new Promise<void>((resolve) => {
      patienceIsOver = resolve
    })
    const round: Round = { number: rounds, startedAt: now(), isUrgent, enough: patience, patienceIsOver }
    const whole = run(round).finally(() => {
      flight = undefined
      swept = undefined
    })
    // Nobody may be waiting any more when it fails.
    whole.catch(() => undefined)
    round.enough = Promise.race([whole, patience])
    return round
  }

  function toSwept(): Swept {
    const skipped = unreadable()
    return {
      jobs: Array.from(jobs.values(), ({ listed }) => listed),
      ...(jobs.size + skipped < total && { scanned: { jobs: jobs.size, of: total } }),
      ...(skipped > 0 && { unreadable: skipped }),
      ...(requestId !== undefined && { requestId }),
      ...(flight === undefined && finishedAt !== undefined && { answeredAt: finishedAt }),
    }
  }

  return {
    lastSeen: (jobId) => jobs.get(jobId)?.listed,
    read: async (options) => {
      const isFresh = flight === undefined && finishedAt !== undefined && Math.abs(now() - finishedAt) < freshMs
      if (!isFresh) {
        const isUrgent = options?.background !== true
        flight ??= start(isUrgent)
        flight.isUrgent ||= isUrgent
        await untilAborted(flight.enough, options?.signal)
      }
      swept ??= toSwept()
      return swept
    },
  }
}
