import type { JobList } from '#contract/job-list.ts'
import type { Filters } from '#contract/job-filters.ts'
import { type Answer, createRenderer, type Freshness, toAnswer } from '../answers/answer.ts'
import type { Kept } from '../cache.ts'
import type { CloudFilters, ListAnswer, ListQuery } from '../clouds/cloud.ts'
import { present } from '../clouds/present.ts'
import type { FailedSince } from '../questions/failed-since.ts'
import { listParameters, readFilters, readPaging, readParameters, tooManyToSearch, type Paging } from '../query.ts'
import { createQuestions } from '../questions/questions.ts'
import type { SourceReader } from '../sources/source-reader.ts'
import { toWantedStates, type WantedStates } from '../questions/state-algebra.ts'

/** What a source can be asked for, of its reader. */
export const askable = ({ source }: SourceReader) => ({ id: source.id, filters: source.cloud.filters, sortKeys: source.cloud.sortKeys })

/** The filters that go to the cloud as they are; those about states and the time of failure are none of its own. */
export function toCloudFilters(filters: Filters): CloudFilters {
  const { state: _state, phase: _phase, actor: _actor, hidden_failure: _hidden, failed_since: _failedSince, ...cloudFilters } = filters
  return cloudFilters
}

interface Found {
  answer: ListAnswer
  stale: boolean
  unknownExcluded: boolean
  /** Absent when no cloud was asked. */
  freshness?: Freshness
}

/** `GET /api/sources/{source}/jobs`: one page of the list. */
export function createJobsRoute(deps: {
  now: () => number
  failures: FailedSince
}): (request: Request, reader: SourceReader) => Promise<Answer> {
  const { now, failures } = deps
  const rendered = createRenderer()
  const questions = createQuestions(readQuestion)
  return async (request, reader) => {
    const question = questions(request, reader)
    const { paging, variants } = question
    const found = await find(reader, question, failures)
    const variant = found.stale ? variants.stale : variants.fresh
    const body = await rendered(found.answer, variant, () => toJobList(found, paging))
    return toAnswer(request, body, now(), found.freshness)
  }
}

interface Question {
  filters: Filters
  paging: Paging
  /** An order was asked for. */
  isSorted: boolean
  wanted: WantedStates
  /** As the cloud is asked. */
  query: ListQuery
  /** What tells bodies apart that are made of one answer. Written once: a text is quick to look up when it was looked up before. */
  variants: { fresh: string; stale: string }
}

function readQuestion(url: URL, reader: SourceReader): Question {
  const values = readParameters(url, listParameters)
  const filters = readFilters(values, askable(reader))
  const paging = readPaging(values, askable(reader))
  const wanted = toWantedStates(reader.source.cloud.cloud, filters)
  const query = { filters: toCloudFilters(filters), ...(wanted.kind === 'states' && { states: wanted.states }), ...paging }
  const variant = JSON.stringify([paging.offset, paging.limit, wanted.kind === 'states' && wanted.unknownExcluded])
  return { filters, paging, isSorted: values.has('sort_key') || values.has('sort_dir'), wanted, query, variants: { fresh: variant, stale: `stale ${variant}` } }
}

async function find(reader: SourceReader, { filters, paging, isSorted, wanted, query }: Question, failures: FailedSince): Promise<Found> {
  if (wanted.kind === 'search') return toFound(await search(reader, filters, paging, wanted.isWanted), false)
  if (wanted.kind === 'all') return toFound(await reader.list(query), false)
  const { states, unknownExcluded } = wanted
  // No state is left that a job could have: the answer is known without a call.
  if (states.length === 0) return { answer: { count: 0, jobs: [] }, stale: false, unknownExcluded }
  const { failed_since: since } = filters
  if (since !== undefined) return toFound(await failures.read(reader, { ...query, states, since, isSorted }), unknownExcluded)
  return toFound(await reader.list(query), unknownExcluded)
}

function toFound({ value, at, stale, isRefreshing }: Kept<ListAnswer>, unknownExcluded: boolean): Found {
  return { answer: value, stale, unknownExcluded, freshness: { at, requestId: value.requestId, isRefreshing } }
}

function toJobList({ answer, stale, unknownExcluded }: Found, { offset, limit }: Paging): JobList {
  return {
    count: answer.count,
    offset,
    limit,
    jobs: answer.jobs.map(({ job }) => job),
    ...(stale && { stale }),
    ...(answer.scanned && { scanned: answer.scanned }),
    ...(unknownExcluded && { unknown_excluded: true }),
    ...(answer.cloudIgnored && answer.cloudIgnored.length > 0 && { cloud_ignored: answer.cloudIgnored }),
    ...(answer.unreadable !== undefined && answer.unreadable > 0 && { unreadable: answer.unreadable }),
  }
}

/** States that nobody knows cannot be asked for: every job is read and looked at, where there are not too many. */
async function search(
  reader: SourceReader,
  filters: Filters,
  { offset, limit, sort_key, sort_dir }: Paging,
  isWanted: (state: string) => boolean,
): Promise<Kept<ListAnswer>> {
  const { value: sweep, ...when } = await reader.sweep({ filters: toCloudFilters(filters), sort_key, sort_dir, wholeOnly: true })
  if (sweep.isTooMany) throw tooManyToSearch(filters, sweep.of, reader.source.cloud.sweep.jobs)
  const jobs = sweep.jobs.filter(({ job }) => isWanted(job.state))
  const { scanned, cloudIgnored, unreadable, requestId } = sweep
  const page = present({ count: jobs.length, jobs: jobs.slice(offset, offset + limit), scanned, cloudIgnored, unreadable, requestId })
  return { ...when, value: page }
}
