import type { Job } from '#contract/job.ts'
import { jobIdPattern } from '#contract/job.ts'
import type { Found } from '#contract/find.ts'
import { oldest, type Freshness } from '../answers/answer.ts'
import { CloudError } from '../clouds/cloud.ts'
import { toProblem } from '../problem.ts'
import type { SourceReader } from '../sources/source-reader.ts'
import { foundValues } from './found-values.ts'

type SourceFound = Found['sources'][number]

export interface FoundInSource {
  matches: Job[]
  source: SourceFound
  /** The oldest of the answers behind it. Absent when there was none. */
  freshness?: Freshness | undefined
}

interface Look {
  jobs: Job[]
  freshness?: Freshness
  scanned?: SourceFound['scanned']
  values?: Pick<SourceFound, 'batches' | 'tags'>
  /** What is meant where nothing matches the text as it was typed. */
  meant?: { jobs: Job[]; values: NonNullable<Look['values']> }
}

/** So many of one source are shown: a longer list is a question for the list's own filters. */
const maxMatches = 50

/**
 * Looks for a text in one source: as a job id, as a part of a name, an id or a batch, as the last digits of a phone number; where nothing
 * matches it as typed, without the small words that people write around these. Reads as many
 * of the newest jobs as a sweep does, and beyond them asks the cloud by its own filter for names. Never throws: trouble is its `problem`.
 */
export async function findInSource(reader: SourceReader, given: string): Promise<FoundInSource> {
  const text = given.replace(edges, '') || given
  const { id, cloud } = reader.source
  const looks: Promise<Look>[] = [sweepFor(reader, text)]
  if (mayBeId(text)) looks.push(exactly(reader, text))
  if (cloud.filters.includes('name')) looks.push(byName(reader, text))
  const results = await Promise.allSettled(looks)

  const matches = new Map<string, Job>()
  const source: SourceFound = { id }
  for (const result of results) {
    if (result.status === 'rejected') {
      source.problem ??= toProblem(result.reason, id)
      continue
    }
    if (result.value.scanned !== undefined) source.scanned = result.value.scanned
    Object.assign(source, result.value.values)
    for (const job of result.value.jobs) if (!matches.has(job.job_id)) matches.set(job.job_id, job)
  }
  const meant = results.flatMap((result) => (result.status === 'fulfilled' && result.value.meant !== undefined ? [result.value.meant] : []))
  if (matches.size === 0 && source.batches === undefined && source.tags === undefined) {
    for (const { jobs, values } of meant) {
      for (const job of jobs) matches.set(job.job_id, job)
      Object.assign(source, values)
    }
  }
  // The job whose very id was pasted stands first, then the newest.
  const sorted = [...matches.values()].sort(
    (a, b) => Number(b.job_id === text) - Number(a.job_id === text) || (b.create_time ?? '').localeCompare(a.create_time ?? ''),
  )
  const freshness = oldest(results.map((result) => (result.status === 'fulfilled' ? result.value.freshness : undefined)))
  return { matches: sorted.slice(0, maxMatches), source, freshness }
}

async function sweepFor(reader: SourceReader, text: string): Promise<Look> {
  const query = { filters: {}, sort_key: 'create_time', sort_dir: 'desc' } as const
  // Where every job is read, counts have read them too.
  const whole = await reader.sweep({ ...query, wholeOnly: true })
  const { value, at } = whole.value.isTooMany ? await reader.sweep({ ...query, wholeOnly: false }) : whole
  const isMatch = toMatcher(text)
  const jobs = value.jobs.map(({ job }) => job)
  const plain = withoutSmallWords(text)
  const meant = plain === undefined ? undefined : { jobs: jobs.filter(toMatcher(plain)), values: valuesIn(reader, jobs, plain) }
  return { jobs: jobs.filter(isMatch), ...(meant && { meant }), freshness: { at, requestId: value.requestId }, ...(value.scanned && { scanned: value.scanned }), values: valuesIn(reader, jobs, text) }
}

/** The batches and tags that the text may mean, of those that this cloud's list can be filtered by. */
function valuesIn({ source: { cloud } }: SourceReader, jobs: readonly Job[], text: string): NonNullable<Look['values']> {
  const batches = cloud.filters.includes('batch_name') ? foundValues(jobs.map(({ batch_name }) => (batch_name === undefined ? [] : [batch_name])), text) : []
  const tags = cloud.filters.includes('tag') ? foundValues(jobs.map((job) => job.tags ?? []), text) : []
  return { ...(batches.length > 0 && { batches }), ...(tags.length > 0 && { tags }) }
}

async function exactly(reader: SourceReader, jobId: string): Promise<Look> {
  try {
    const { value, at } = await reader.detail(jobId)
    return { jobs: [value.detail.job], freshness: { at, requestId: value.requestId } }
  } catch (error) {
    // Not an id of this cloud: then it is no match, and no trouble either.
    if (error instanceof CloudError && (error.code === 'not_found' || error.code === 'bad_request')) return { jobs: [] }
    throw error
  }
}

async function byName(reader: SourceReader, text: string): Promise<Look> {
  const { value, at } = await reader.list({ filters: { name: text }, offset: 0, limit: maxMatches, sort_key: 'create_time', sort_dir: 'desc' })
  return { jobs: value.jobs.map(({ job }) => job), freshness: { at, requestId: value.requestId } }
}

/** Ids of both clouds are long and hold digits; a name such as “Anna” is not worth a call. */
const mayBeId = (text: string) => jobIdPattern.test(text) && text.length >= 8 && /\d/.test(text)

/** What people write between the words of a search; around the text it means nothing. */
const betweenWords = '[\\s,;，；、]+'
const wordGap = new RegExp(betweenWords)
const edges = new RegExp(`^${betweenWords}|${betweenWords}$`, 'g')

/** Whether a job is meant by the text as a whole, or by each of its words: `0279, spring` is a phone's end and a part of a batch. */
export function toMatcher(text: string): (job: Job) => boolean {
  const isWhole = toWordMatcher(text)
  const words = text.split(wordGap).filter((word) => word !== '')
  if (words.length < 2) return isWhole
  const areWords = words.map(toWordMatcher)
  return (job) => isWhole(job) || areWords.every((isWord) => isWord(job))
}

/** What people write around digits and batches, in both languages; longer ones before those they begin with. */
const smallWords = new Set(
  'a about and batch called could customer did digits do end ending ends find for four from has have hello hi his her id in is it job jobs last me mobile my name named no number of on our phone please s status tel telephone that the their this to us was what whats happened happen where which who whose why with you'.split(' '),
)
const smallWordsZh = /手机尾号|手机号码|电话号码|手机号|尾号|尾数|[后末][四4]位|手机|电话|号码|批次|任务|客户|编号|怎么回事|怎么样了|怎么了|什么情况|发生了什么|请问|请查|帮我|查一下|查询|[的是为，。？！：]/g

/** The words of a sentence by which a job can be found: `the job of phone ending in 1889` is `1889`. `undefined` where that is the text itself, or nothing. */
export function withoutSmallWords(text: string): string | undefined {
  const words = text
    .replace(smallWordsZh, ' ')
    .split(/[\s,;，；、?!:#"“”()（）]+/)
    .map((word) => word.replace(/(?<![.'’])[.'’]+$/, ''))
    .filter((word) => word !== '' && !smallWords.has(word.toLowerCase().replace(/['’]/g, '')))
  const plain = words.join(' ')
  return plain.length < 2 || plain === text ? undefined : plain
}

/** An id as the list shows it: its begin, dots of either sort, its end. */
const shortId = /^([\da-z-]{4,})(?:…|⋯|\.{2,})([\da-z-]{3,})$/i

/** By id, by name or batch (without regard to case), or by the digits its masked contact shows; those may be written as it shows them. */
function toWordMatcher(text: string): (job: Job) => boolean {
  const needle = text.toLocaleLowerCase('en')
  const phone = toPhone(text)
  const [, begin, end] = shortId.exec(needle) ?? []
  return (job) =>
    job.job_id === text ||
    (begin !== undefined && end !== undefined && job.job_id.toLowerCase().startsWith(begin) && job.job_id.toLowerCase().endsWith(end)) ||
    (needle.length >= 6 && job.job_id.toLowerCase().includes(needle)) ||
    job.name.toLocaleLowerCase('en').includes(needle) ||
    (job.batch_name?.toLocaleLowerCase('en').includes(needle) ?? false) ||
    (phone !== undefined && job.contact !== undefined && isShown(job.contact, phone))
}

/** The digits before and after the stars, as the page writes a number (`138****5599`, `*5599`); without stars all of them are the end. */
function toPhone(text: string): { start: string; end: string } | undefined {
  const [start = '', tail, ...more] = text.split(/[*＊]+/)
  const end = toPhoneDigits(tail ?? start)
  if (end === undefined || more.length > 0) return undefined
  if (tail === undefined) return { start: '', end }
  return /^\+?[\d\s()-]*$/.test(start) ? { start: start.replace(/\D/g, '').replace(/^(?:00)?86(?=1|$)/, ''), end } : undefined
}

/** The digits of what may be a phone number or its end, without country code; `undefined` for anything else. */
export function toPhoneDigits(text: string): string | undefined {
  if (!/^\+?[\d\s()-]+$/.test(text)) return undefined
  const digits = text.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '')
  return digits.length >= 4 ? digits : undefined
}

/** Whether the text is a whole Chinese mobile number, of which the masks show only a part. */
export const isWholePhone = (text: string): boolean => /^1[3-9]\d{9}$/.test(toPhoneDigits(text) ?? '')

/**
 * Whether a masked contact may begin and end with these digits: the last four must be shown and equal; of the others those that are
 * shown are compared, and a star may be any digit.
 */
function isShown(contact: string, { start, end }: { start: string; end: string }): boolean {
  const shown = contact.replace(/^\+?86[\s-]?(?=1)/, '').replace(/[\s-]/g, '')
  if (!/\d{4}$/.test(shown) || start.length + end.length > shown.length) return false
  const isLike = (part: string, digits: string) => Array.from(part).every((character, index) => character === '*' || character === digits[index])
  return isLike(shown.slice(0, start.length), start) && isLike(shown.slice(-end.length), end)
}
