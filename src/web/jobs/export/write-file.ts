import { listDefaults } from '#contract/job-filters.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { thisMoment } from '../job-queries.ts'
import { writeSearch } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { collectJobs, collectRows, pause } from './collect-jobs.ts'
import type { CollectOptions, Progress } from './collect-jobs.ts'
import { exportName, toCsvFile, toJsonFile } from './export-rows.ts'

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

/** Reads what is still missing, writes the file and says how many jobs it holds, and how many of them lack the reason they were asked for. Without `jobs`: all that match. */
export async function writeFile(
  kind: 'csv' | 'json',
  { source, search, jobs }: { source: Source; search: JobSearch; jobs: readonly Job[] | undefined },
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<{ count: number; pending: number }> {
  const moment = thisMoment()
  const options: CollectOptions = { signal, moment, wait: pause, onProgress }
  const rows = await collectRows(source, jobs ?? (await collectJobs(source, search, options)), options)
  const address = new URL(toAddress(source.id, search), document.baseURI).href
  const name = exportName(source.id, writeSearch({ ...search, page: 1, limit: listDefaults.limit }), moment.now, kind)
  if (kind === 'csv') save(name, toCsvFile(rows), 'text/csv;charset=utf-8')
  else save(name, toJsonFile(rows, { address, at: moment.now, count: rows.length }), 'application/json')
  return { count: rows.length, pending: rows.filter(({ isPending }) => isPending === true).length }
}
