import type { Reason } from '#contract/reasons.ts'
import type { Scanned } from '#contract/job-list.ts'
import type { Job } from '#contract/job.ts'
import type { Messages } from '../../messages/en.ts'
import type { ExportMessages } from '../../messages/export.en.ts'
import { isBroken, wantsReason } from '../job-queries.ts'
import { reasonText, standing } from '../table/reason-text.ts'
import { defused, toCsv } from './csv.ts'

export interface ExportedJob {
  job: Job
  /** `null`: the cloud gave none. `undefined`: none was asked for, or it could not be read. */
  reason: Reason | null | undefined
  /** The reason was asked for and could not be read. */
  isPending?: boolean
}

/** What a row of an export holds, under the names of the API, so that it can be followed back. Whose move it is stands in words: who is handed the file would take `you` for himself. */
const columns = {
  source: ({ job }) => job.source,
  job_id: ({ job }) => job.job_id,
  name: ({ job }) => job.name,
  state: ({ job }) => job.state,
  phase: ({ job }) => job.phase,
  stage: ({ job }) => job.stage,
  actor: ({ job }, { words }) => moverText(job, words),
  hidden_failure: ({ job }) => String(job.hidden_failure),
  console_group: ({ job }) => job.console_group,
  reason: (row, { messages }) => shownReason(row, messages),
  reason_pending: ({ isPending }) => (isPending === true ? 'true' : ''),
  reason_at: ({ reason }) => standing(reason)?.at,
  error_code: ({ reason }) => standing(reason)?.error_code,
  create_time: ({ job }) => job.create_time,
  last_update_time: ({ job }) => job.last_update_time,
  batch_name: ({ job }) => job.batch_name,
  tags: ({ job }) => job.tags?.join(' '),
  optional_training_location: ({ job }) => job.optional_training_location?.join(' '),
  contact: ({ job }) => job.contact,
  model_resolution: ({ job }) => job.model_resolution,
  model_version: ({ job }) => job.model_version,
  asset_id: ({ job }) => job.asset_id,
  project_id: ({ job }) => job.project_id,
  app_user_id: ({ job }) => job.app_user_id,
} as const satisfies Record<string, (row: ExportedJob, words: RowWords) => string | undefined>

interface RowWords { messages: Messages; words: ExportMessages }

function moverText({ actor, cloud }: Job, { movers, providers }: ExportMessages): string {
  const mover = movers[actor]
  return typeof mover === 'string' ? mover : mover(providers[cloud])
}

const toldReason = ({ job, reason }: ExportedJob, messages: Messages) => (isBroken(job) ? reasonText(job, reason, messages) : undefined)

/** The sentence that the row shows, in the reader's language, also where the cloud gave no reason; empty while it was not read. */
function shownReason(row: ExportedJob, messages: Messages): string | undefined {
  const { job, reason } = row
  if (!isBroken(job) || (wantsReason(job) && reason === undefined)) return undefined
  return toldReason(row, messages) || messages.list.noReason
}

/** The jobs as CSV; the first line is the header. Contacts are masked, as everywhere. */
export function toCsvFile(rows: readonly ExportedJob[], words: RowWords): string {
  const cells = Object.values(columns)
  return toCsv(Object.keys(columns), rows.map((row) => cells.map((cell) => cell(row, words) ?? '')))
}

const tableColumns = ['job_id', 'name', 'state', 'phase', 'reason', 'create_time', 'batch_name', 'tags'] as const

/** The jobs as lines of cells with tabs between them, to be pasted into a sheet; the first line is the header. */
export function toClipboardTable(rows: readonly ExportedJob[], words: RowWords): string {
  const cells = rows.map((row) => tableColumns.map((name) => defused((columns[name](row, words) ?? '').replace(/[\t\r\n]+/g, ' '))))
  return [tableColumns, ...cells].map((line) => line.join('\t')).join('\n')
}

/** The jobs as JSON, with the question and the moment they answer. `at` is epoch ms; `asOf` too, where the rows are older than that. */
export function toJsonFile(
  rows: readonly ExportedJob[],
  question: { address: string; at: number; asOf?: number | undefined; count: number; scanned?: Scanned | undefined },
  messages: Messages,
): string {
  const { address, at, asOf, count, scanned } = question
  const as_of = asOf === undefined ? undefined : new Date(asOf).toISOString()
  const jobs = rows.map((row) => {
    const { job, reason, isPending } = row
    const text = toldReason(row, messages)
    const told = reason == null ? reason : toldWith(reason, text)
    return { ...job, ...(told === undefined ? {} : { reason: told }), ...(isPending === true ? { reason_pending: true } : {}) }
  })
  return `${JSON.stringify({ exported_at: new Date(at).toISOString(), as_of, address, count, scanned, jobs }, undefined, 2)}\n`
}

/** The reason with the sentence that the row shows, without what staff wrote: in a file nothing says whose that is. */
function toldWith(reason: Reason, text: string | undefined): Reason {
  const { comment: _, ...rest } = reason
  return text === undefined ? rest : { ...rest, text }
}

/** `understudy-metastudio-cn-north-4-phase-failed-tag-vip-20260314T002000Z.csv`: what it holds and of when, in the name. */
export function exportName(source: string, query: string, at: number, kind: 'csv' | 'json'): string {
  const words = decodeURIComponent(query.replaceAll('+', ' ').replace(/%(?![0-9A-Fa-f]{2})/g, '%25'))
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  const moment = `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  return `${['understudy', source, words, moment].filter((word) => word !== '').join('-')}.${kind}`
}
