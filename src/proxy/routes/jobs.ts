import type { JobList } from '#contract/job-list.ts'
import type { Filters } from '#contract/job-filters.ts'
import { createRenderer, toResponse, type Freshness } from '../answer.ts'
import type { Kept } from '../cache.ts'
import type { CloudFilters, ListAnswer } from '../clouds/cloud.ts'
import { RequestError } from '../problem.ts'
import { listParameters, readFilters, readPaging, readParameters, type Paging } from '../query.ts'
import { sweepBounds, type SourceReader } from '../source-reader.ts'
import { toWantedStates } from '../state-algebra.ts'

/** What a source can be asked for, of its reader. */
export const askable = ({ source }: SourceReader) => ({ id: source.id, filters: source.cloud.filters, sortKeys: source.cloud.sortKeys })

/** The filters that go to the cloud as they are; the four about states are resolved before. */
export function toCloudFilters({ state: _state, phase: _phase, actor: _actor, hidden_failure: _hidden, ...filters }: Filters): CloudFilters {
  return filters
}

interface Found {
  answer: ListAnswer
  stale: boolean
  unknownExcluded: boolean
  /** Absent when no cloud was asked. */
  freshness?: Freshness
}

/** `GET /api/sources/{source}/jobs`: one page of the list. */
export function createJobsRoute({ now }: { now: () => number }): (request: Request, reader: SourceReader) => Promise<Response> {
  const rendered = createRenderer()
  return async (request, reader) => {
    const values = readParameters(new URL(request.url), listParameters)
    const filters = readFilters(values, askable(reader))
    const paging = readPaging(values, askable(reader))
    const found = await find(reader, filters, paging)
    const variant = JSON.stringify([paging.offset, paging.limit, found.stale, found.unknownExcluded])
    const body = await rendered(found.answer, variant, () => toJobList(found, paging))
    return toResponse(request, body, now(), found.freshness)
  }
}

async function find(reader: SourceReader, filters: Filters, paging: Paging): Promise<Found> {
  const cloudFilters = toCloudFilters(filters)
  const wanted = toWantedStates(reader.source.cloud.cloud, filters)
  if (wanted.kind === 'search') {
    const asked = filters.phase?.split(',').includes('unknown') === true ? 'phase' : 'actor'
    return toFound(await search(reader, cloudFilters, paging, wanted.isWanted, asked), false)
  }
  if (wanted.kind === 'all') return toFound(await reader.list({ filters: cloudFilters, ...paging }), false)
  const { states, unknownExcluded } = wanted
  // No state is left that a job could have: the answer is known without a call.
  if (states.length === 0) return { answer: { count: 0, jobs: [] }, stale: false, unknownExcluded }
  return toFound(await reader.list({ filters: cloudFilters, states, ...paging }), unknownExcluded)
}

function toFound({ value, at, stale }: Kept<ListAnswer>, unknownExcluded: boolean): Found {
  return { answer: value, stale, unknownExcluded, freshness: { at, requestId: value.requestId } }
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
  }
}

/** States that nobody knows cannot be asked for: every job is read and looked at, where there are not too many. */
async function search(
  reader: SourceReader,
  filters: CloudFilters,
  { offset, limit, sort_key, sort_dir }: Paging,
  isWanted: (state: string) => boolean,
  parameter: 'phase' | 'actor',
): Promise<Kept<ListAnswer>> {
  const { value: sweep, at, stale } = await reader.sweep({ filters, sort_key, sort_dir, wholeOnly: true })
  if (!sweep.isWhole && sweep.of > sweepBounds.jobs) {
    throw new RequestError(
      'bad_request',
      `Jobs in unknown states can only be found by reading every job, which is done for up to ${sweepBounds.jobs}; here are ${sweep.of}. ` +
        'Narrow the list by another filter, such as create_since, or leave out unknown.',
      { parameter },
    )
  }
  const jobs = sweep.jobs.filter(({ job }) => isWanted(job.state))
  const page: ListAnswer = { count: jobs.length, jobs: jobs.slice(offset, offset + limit) }
  return { value: sweep.requestId === undefined ? page : { ...page, requestId: sweep.requestId }, at, stale }
}
