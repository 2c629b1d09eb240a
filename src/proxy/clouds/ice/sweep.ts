import type { Scanned } from '#contract/job-list.ts'
import type { CallOptions, ListedJob } from '../cloud.ts'
import { untilAborted } from '../until-aborted.ts'

/** What one page of the list brought. */
export interface SweepPage {
  total: number | undefined
  /** Rows the cloud sent, the unreadable ones included. */
  sent: number
  jobs: readonly ListedJob[]
  requestId: string | undefined
}

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
  /** Every job of the account, read within the last seconds. Throws what reading a page throws. */
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
/** Whoever waits longer gets what has been read so far, and is told how far that is. */
const patienceMs = 10_000

interface Sweep {
  jobs: Map<string, ListedJob>
  /** Ids that this sweep itself has seen; the other jobs are from the one before. */
  seen: Set<string>
  of: number
  unreadable: number
  finishedAt: number
  requestId: string | undefined
  /** Somebody waits for it. */
  isUrgent: boolean
}

/**
 * Reads the whole list, page by page: ICE cannot sort, and filters by one status only. One flight for any number of
 * questions. The order of the list is not documented, so nothing can be left out when it is read again.
 */
export function createSweeper({
  readPage,
  now,
}: {
  /** `pageNo` from 1. */
  readPage: (pageNo: number, pageSize: number, options: CallOptions) => Promise<SweepPage>
  now: () => number
}): Sweeper {
  let latest: Sweep | undefined
  let flight: { sweep: Sweep; enough: Promise<void> } | undefined

  async function run(sweep: Sweep, patienceIsOver: () => void): Promise<void> {
    const startedAt = now()
    for (let pageNo = 1; pageNo <= maxPages; pageNo += 1) {
      const page = await readPage(pageNo, pageSize, { background: !sweep.isUrgent })
      for (const listed of page.jobs) add(sweep, listed)
      sweep.unreadable += page.sent - page.jobs.length
      sweep.of = Math.max(page.total ?? 0, sweep.seen.size)
      sweep.requestId = page.requestId
      const isLast = page.sent === 0 || (page.total === undefined ? page.sent < pageSize : pageNo * pageSize >= page.total)
      if (isLast) break
      if (now() - startedAt >= patienceMs) patienceIsOver()
    }
    // Whoever was not met again is gone, or stands behind the last page that is read.
    for (const id of sweep.jobs.keys()) if (!sweep.seen.has(id)) sweep.jobs.delete(id)
    sweep.finishedAt = now()
    latest = sweep
  }

  function start(isUrgent: boolean): { sweep: Sweep; enough: Promise<void> } {
    const jobs = new Map(latest?.jobs)
    const sweep: Sweep = { jobs, seen: new Set(), of: 0, unreadable: 0, finishedAt: 0, requestId: undefined, isUrgent }
    let patienceIsOver = () => {}
    const patience = new Promise<void>((resolve) => {
      patienceIsOver = resolve
    })
    const whole = run(sweep, patienceIsOver).finally(() => {
      flight = undefined
    })
    // Nobody may be waiting any more when it fails.
    whole.catch(() => undefined)
    return { sweep, enough: Promise.race([whole, patience]) }
  }

  return {
    lastSeen: (jobId) => flight?.sweep.jobs.get(jobId) ?? latest?.jobs.get(jobId),
    read: async (options) => {
      if (latest !== undefined && flight === undefined && now() - latest.finishedAt < freshMs) return toSwept(latest)
      const isUrgent = options?.background !== true
      flight ??= start(isUrgent)
      const { sweep, enough } = flight
      sweep.isUrgent ||= isUrgent
      await untilAborted(enough, options?.signal)
      return toSwept(sweep)
    },
  }
}

/** A job that moved to a later page while the pages were read comes twice; the one that was trained last is newer. */
function add({ jobs, seen }: Sweep, listed: ListedJob): void {
  const { job } = listed
  const other = seen.has(job.job_id) ? jobs.get(job.job_id)?.job : undefined
  seen.add(job.job_id)
  const isOlder = Date.parse(job.last_update_time ?? '') < Date.parse(other?.last_update_time ?? '')
  if (!isOlder) jobs.set(job.job_id, listed)
}

function toSwept({ jobs, seen, of, unreadable, requestId, finishedAt }: Sweep): Swept {
  return {
    jobs: [...jobs.values()],
    ...(seen.size + unreadable < of && { scanned: { jobs: seen.size, of } }),
    ...(unreadable > 0 && { unreadable }),
    ...(requestId !== undefined && { requestId }),
    ...(finishedAt > 0 && { answeredAt: finishedAt }),
  }
}
