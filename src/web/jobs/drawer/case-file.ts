import type { Comment, JobDetail, TimelineEntry } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import type { DrawerMessages } from '../../messages/drawer.en.ts'
import type { Messages } from '../../messages/en.ts'
import { stateText } from '../state-text.ts'
import { commentBy, ownTitle } from './comment-facts.ts'
import { ownEntry } from './own-entry.ts'
import { toSince } from '#contract/since.ts'
import { awaitsSubmission } from './submission.ts'
import { owesReason } from './verdict.ts'

/** A ticket is read by people: more entries than this help nobody. */
const mostEntries = 200

/** What a vendor asks for to find a job and what it ran on, beside its id. */
const vendorFields = ['project_id', 'batch_name', 'asset_id', 'model_version', 'optional_training_location'] as const

/** Outside text on one line, with nothing in it that Markdown or HTML would read as its own. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#~]/g, String.raw`\$&`)
}
const code = (text: string) => `\`${text.replace(/[`|\p{Cc}]/gu, '')}\``

/** `2026-03-14 00:20:07` in UTC, and eight hours on: Beijing has no summer time. */
const utc = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
const beijing = (ms: number) => utc(ms + 8 * 3_600_000)
const bothTimes = (ms: number, file: DrawerMessages['caseFile']) => file.both(`${utc(ms)} ${file.utc}`, `${beijing(ms)} ${file.beijing}`)

const quoter = ({ story }: DrawerMessages) => (text: string) => `${story.quote[0]}${plain(text)}${story.quote[1]}`

/** Epoch ms; what has no time stands last. */
const timeOf = (at: string | undefined) => (at === undefined ? Infinity : Date.parse(at))

export interface CaseFileWords {
  messages: Messages
  drawer: DrawerMessages
  logLabels: Readonly<Record<string, string>>
}

/**
 * A job as Markdown, for a ticket with the provider. Without the contact, signed addresses, or the raw answer.
 *
 * @param link the job's address in this product
 * @param now epoch ms
 */
export function toCaseFile(detail: JobDetail, source: Source, link: string, now: number, words: CaseFileWords): string {
  const { messages, drawer } = words
  const { job, reason } = detail
  const file = drawer.caseFile
  const state = stateText(messages, job.cloud, job.state)
  const mover = file.movers[job.actor]
  const move = awaitsSubmission(detail) ? file.byLog(file.movers.you) : typeof mover === 'string' ? mover : mover(drawer.providers[job.cloud])
  const since = toSince(detail)
  const sinceText =
    since.kind === 'none' ? drawer.verdict.sinceUnknown[since.why]
    : since.kind === 'exact' ? bothTimes(since.at, file)
    : file.bound(bothTimes(since.at, file))
  const facts: [string, string | undefined][] = [
    [file.job, code(job.job_id)],
    [file.source, file.aside(plain(source.label), code(source.id))],
    [file.region, `${messages.clouds[source.cloud]}${messages.between.clauses}${plain(source.region)}`],
    [file.state, state.isCode ? code(job.state) : file.aside(state.text, code(job.state))],
    [file.console, job.hidden_failure && job.console_group !== undefined ? messages.consoleGroups[job.console_group] : undefined],
    [file.move, move],
    [file.since, sinceText],
    [reason?.past === true ? file.reasonPast : file.reason, reasonText(detail, words)],
    [drawer.fields.labels.message, job.cloud !== 'ice' || job.message === undefined || owesReason(job) ? undefined : quoter(drawer)(job.message)],
    ...vendorFields.map((name): [string, string | undefined] => [drawer.fields.labels[name], fieldText(job, name)]),
    [file.requestId, detail.request_id === undefined ? undefined : code(detail.request_id)],
    [file.link, `<${link}>`],
    [file.written, bothTimes(now, file)],
  ]
  const lines = facts.flatMap(([name, value]) => (value === undefined ? [] : [`- **${name}**${messages.between.name}${value}`]))
  return `${[`# ${file.title(plain(job.name) || code(job.job_id))}`, '', ...lines, '', `## ${file.stages}`, '', ...stageTable(detail, words)].join('\n')}\n`
}

/** The value of a field as the cloud sent it. A batch is a name that a person chose; the others are ids and codes. */
function fieldText(job: Job, name: (typeof vendorFields)[number]): string | undefined {
  const told = [job[name] ?? []].flat().filter((value) => value.trim() !== '')
  return told.length === 0 ? undefined : told.map(name === 'batch_name' ? plain : code).join(', ')
}

function reasonText({ reason, job }: JobDetail, { drawer, logLabels }: CaseFileWords): string {
  const file = drawer.caseFile
  const quoted = quoter(drawer)
  // ICE says what it has to say in one field, also of a job that is well.
  const text = reason?.text ?? (job.cloud === 'ice' && owesReason(job) ? job.message : undefined)
  if (reason === undefined && text === undefined) return file.none
  // Failures and stops are entries of the log; a customer's rejection is none.
  const rejection = reason?.past === true ? drawer.story.comments.USER_REJECT : undefined
  const label = reason?.log_type === undefined ? rejection : (ownEntry(logLabels, reason.log_type) ?? code(reason.log_type))
  const at = reason?.at === undefined ? undefined : bothTimes(Date.parse(reason.at), file)
  const documented = ownEntry(drawer.errorCodes, reason?.error_code)
  const errorCode = reason?.error_code === undefined ? undefined : documented === undefined ? code(reason.error_code) : file.documented(documented)
  const words = text === undefined ? undefined : documented === undefined ? quoted(text) : file.ownWords(quoted(text))
  const comment = reason?.comment === undefined ? undefined : file.staffWrote(quoted(reason.comment))
  return [label, at, words ?? (errorCode === undefined && comment === undefined ? file.noReason : undefined), errorCode, comment].filter((part) => part !== undefined).join(file.semicolon)
}

function stageTable(detail: JobDetail, { drawer, logLabels }: CaseFileWords): string[] {
  const { job, timeline, comments } = detail
  const file = drawer.caseFile
  const head = [`| ${file.utc} | ${file.beijing} | ${file.event} | ${file.by} |`, '| --- | --- | --- | --- |']
  const row = (at: string | undefined, event: string, by: string) => {
    const ms = Date.parse(at ?? '')
    return Number.isNaN(ms) ? `| ${file.noTime} | ${file.noTime} | ${event} | ${by} |` : `| ${utc(ms)} | ${beijing(ms)} | ${event} | ${by} |`
  }
  if (job.cloud === 'ice') {
    const { iceTimes, iceNote, iceNone } = drawer.story
    const times: [string | undefined, string][] = [
      [job.create_time, iceTimes.created],
      [job.first_training_time, iceTimes.first],
      [job.last_update_time, iceTimes.latest],
    ]
    const known = times.filter(([at]) => at !== undefined).map(([at, event]) => row(at, event, ''))
    return known.length === 0 ? [iceNone] : [iceNote, '', ...head, ...known]
  }
  if (timeline.length + comments.length === 0) return [drawer.story.empty]
  const quoted = quoter(drawer)
  const event = (entry: TimelineEntry) => {
    const label = ownEntry(logLabels, entry.log_type)
    const parts = [
      label === undefined ? code(entry.log_type) : `${label} ${code(entry.log_type)}`,
      entry.error_code === undefined ? undefined : code(entry.error_code),
      entry.text === undefined ? undefined : quoted(entry.text),
      ...(entry.redo_reasons ?? []).map(plain),
    ]
    return parts.filter((part) => part !== undefined).join(' ')
  }
  const note = (comment: Comment) => {
    const { comment_type: type, comment_message: message } = comment
    const title = ownTitle(comment)
    return [
      ownEntry(drawer.story.comments, type) ?? drawer.story.comment,
      type === undefined ? undefined : code(type),
      title === undefined ? undefined : plain(title),
      message === undefined || message.trim() === '' ? undefined : quoted(message),
    ].filter((part) => part !== undefined).join(' ')
  }
  const told = [
    ...timeline.map((entry) => ({ at: entry.at, event: () => event(entry), by: entry.by })),
    ...comments.map((comment) => ({ at: comment.at, event: () => note(comment), by: commentBy(comment) })),
  ].toSorted((one, other) => timeOf(one.at) - timeOf(other.at) || 0)
  const left = Math.max(0, told.length - mostEntries)
  const rows = told.slice(left).map((one) => row(one.at, one.event(), file.actors[one.by]))
  return [...(left > 0 ? [file.left(left), ''] : []), ...head, ...rows]
}
