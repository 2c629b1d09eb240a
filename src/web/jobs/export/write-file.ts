import { listDefaults } from '#contract/job-filters.ts'
import type { Scanned } from '#contract/job-list.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import type { Messages } from '../../messages/en.ts'
import type { ExportMessages } from '../../messages/export.en.ts'
import { serverAheadMs, serverNow } from '../../server-clock.ts'
import { thisMoment } from '../job-queries.ts'
import { writeSearch } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { collectJobs, collectRows, pause } from './collect-jobs.ts'
import type { CollectOptions, Progress } from './collect-jobs.ts'
import { exportName, toCsvFile, toJsonFile } from './export-rows.ts'
import { oldestTold } from './told-at.ts'

/** Hands a file to the browser. */
function save(name: string, text: string, type: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the file by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}

/** What a file holds. */
export interface Written {
  count: number
  /** Jobs whose reason was asked for and could not be read. */
  pending: number
  /** How far the looking got, where it did not get to the end. */
  scanned?: Scanned | undefined
  /** How old the oldest of them is, ms, where the cloud gave no newer ones in time, or they were read for the screen a while ago. */
  oldMs?: number | undefined
  /** They are what the screen had. */
  isOfScreen: boolean
}

/** Reads what is still missing, writes the file and says what it holds. Without `jobs`: all that match. */
export async function writeFile(
  kind: 'csv' | 'json',
  { source, search, jobs, messages, words }: { source: Source; search: JobSearch; jobs: readonly Job[] | undefined; messages: Messages; words: ExportMessages },
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Written> {
  const moment = thisMoment()
  const options: CollectOptions = { signal, moment, wait: pause, onProgress }
  const collected = jobs === undefined ? await collectJobs(source, search, options) : undefined
  const toldAt = jobs === undefined ? undefined : oldestTold(jobs)
  const { scanned, asOf } = collected ?? { asOf: toldAt === undefined ? undefined : toldAt + serverAheadMs() }
  const rows = await collectRows(source, collected?.jobs ?? jobs ?? [], options)
  const address = new URL(toAddress(source.id, search), document.baseURI).href
  const name = exportName(source.id, writeSearch({ ...search, page: 1, limit: listDefaults.limit }), asOf ?? moment.now, kind)
  if (kind === 'csv') save(name, toCsvFile(rows, { messages, words }), 'text/csv;charset=utf-8')
  else save(name, toJsonFile(rows, { address, at: moment.now, asOf, count: rows.length, scanned }, messages), 'application/json')
  return { count: rows.length, pending: rows.filter(({ isPending }) => isPending === true).length, scanned, oldMs: asOf === undefined ? undefined : serverNow() - asOf, isOfScreen: jobs !== undefined }
}
