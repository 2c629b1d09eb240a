import type { Job } from '#contract/job.ts'
import { jobIdPattern } from '#contract/job.ts'
import type { Found } from '#contract/find.ts'
import { oldest, type Freshness } from '../answers/answer.ts'
import { CloudError } from '../clouds/cloud.ts'
import { maskText } from '../masks/masks.ts'
import { toProblem } from '../problem.ts'
import type { SourceReader } from '../sources/source-reader.ts'
import { foundValues } from './found-values.ts'
import { searchEdges, toMatcher } from './job-matcher.ts'
import { withoutSmallWords } from './small-words.ts'

type SourceFound = Found['sources'][number]

type Values = Pick<SourceFound, 'batches' | 'tags'>

/** What one text finds in one source. */
interface Hits {
  jobs: Job[]
  values: Values
}

interface Look {
  /** What the text finds as it was typed. */
  jobs?: Job[]
  values?: Values
  /** What it finds without its small words. */
  meant?: Partial<Hits>
  freshness?: Freshness
  scanned?: SourceFound['scanned']
}

interface FoundInSource {
  typed: Hits
  meant: Hits
  source: SourceFound
  /** The oldest of the answers behind it. Absent when there was none. */
  freshness?: Freshness | undefined
}

/** So many of one source are shown: a longer list is a question for the list's own filters. */
const maxMatches = 50

/**
 * Looks for a text in every source at once: as a job id, as a part of a name, an id or a batch, as the last digits of a phone number.
 * Where nothing in any of them matches it as typed, it is looked for without the small words that people write around these; then
 * `meant` is what was looked for. Never throws: a source's trouble is its `problem`.
 */
export async function findJobs(readers: readonly SourceReader[], given: string): Promise<Omit<Found, 'hint'> & { freshness?: Freshness | undefined }> {
  const text = given.replace(searchEdges, '') || given
  const plain = withoutSmallWords(text)
  const found = await Promise.all(readers.map((reader) => findInSource(reader, text, plain)))
  const isTyped = plain === undefined || found.some(({ typed: { jobs, values } }) => jobs.length > 0 || values.batches !== undefined || values.tags !== undefined)
  const hits = (one: FoundInSource) => (isTyped ? one.typed : one.meant)
  return {
    matches: found.flatMap((one) => hits(one).jobs),
    ...(!isTyped && { meant: maskText(plain) }),
    sources: found.map((one) => ({ ...one.source, ...hits(one).values })),
    freshness: oldest(found.map(({ freshness }) => freshness)),
  }
}

/** Reads as many of the newest jobs as a sweep does, and beyond them asks the cloud for the id, and by its own filter for names. */
async function findInSource(reader: SourceReader, text: string, plain: string | undefined): Promise<FoundInSource> {
  const { id } = reader.source
  const meantLooks = plain === undefined ? [] : askedFor(reader, plain).map(async (look): Promise<Look> => {
    const { jobs = [], freshness } = await look
    return { meant: { jobs }, ...(freshness && { freshness }) }
  })
  const results = await Promise.allSettled([sweepFor(reader, text, plain), ...askedFor(reader, text), ...meantLooks])

  const source: SourceFound = { id }
  const looks = results.flatMap((result) => {
    if (result.status === 'fulfilled') return [result.value]
    source.problem ??= toProblem(result.reason, id)
    return []
  })
  const scanned = looks.find((look) => look.scanned !== undefined)?.scanned
  if (scanned !== undefined) source.scanned = scanned
  return {
    typed: toHits(looks, text),
    meant: plain === undefined ? { jobs: [], values: {} } : toHits(looks.map(({ meant }) => meant ?? {}), plain),
    source,
    freshness: oldest(looks.map(({ freshness }) => freshness)),
  }
}

/** Each job once: the one whose very id was pasted first, then the newest. */
function toHits(looks: readonly Partial<Hits>[], text: string): Hits {
  const byId = new Map<string, Job>()
  for (const job of looks.flatMap(({ jobs = [] }) => jobs)) if (!byId.has(job.job_id)) byId.set(job.job_id, job)
  const jobs = [...byId.values()].sort(
    (a, b) => Number(b.job_id === text) - Number(a.job_id === text) || (b.create_time ?? '').localeCompare(a.create_time ?? ''),
  )
  return { jobs: jobs.slice(0, maxMatches), values: looks.find(({ values }) => values !== undefined)?.values ?? {} }
}

async function sweepFor(reader: SourceReader, text: string, plain: string | undefined): Promise<Look> {
  const query = { filters: {}, sort_key: 'create_time', sort_dir: 'desc' } as const
  // Where every job is read, counts have read them too.
  const whole = await reader.sweep({ ...query, wholeOnly: true })
  const { value, at } = whole.value.isTooMany ? await reader.sweep({ ...query, wholeOnly: false }) : whole
  const jobs = value.jobs.map(({ job }) => job)
  const hits = (words: string): Hits => ({ jobs: jobs.filter(toMatcher(words)), values: valuesIn(reader, jobs, words) })
  return {
    ...hits(text),
    ...(plain !== undefined && { meant: hits(plain) }),
    freshness: { at, requestId: value.requestId },
    ...(value.scanned && { scanned: value.scanned }),
  }
}

/** What the cloud itself is asked for. */
function askedFor(reader: SourceReader, text: string): Promise<Look>[] {
  const looks: Promise<Look>[] = []
  if (mayBeId(text)) looks.push(exactly(reader, text))
  if (reader.source.cloud.filters.includes('name')) looks.push(byName(reader, text))
  return looks
}

/** The batches and tags that the text may mean, of those that this cloud's list can be filtered by. */
function valuesIn({ source: { cloud } }: SourceReader, jobs: readonly Job[], text: string): Values {
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
