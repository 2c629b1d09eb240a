import { phases } from '#contract/job-states.ts'
import { type Answer, render, toAnswer } from '../answer.ts'
import { countJobs } from '../count-jobs.ts'
import type { KeptCounts } from '../kept-counts.ts'
import { countParameters, readFilters, readList, readParameters } from '../query.ts'
import type { SourceReader } from '../source-reader.ts'
import { askable, toCloudFilters } from './jobs.ts'

export interface CountsRouteDeps {
  now: () => number
  kept: KeptCounts
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>
}

/** What a person waits for numbers beside a list that is there already. */
const patienceMs = 5_000

/** `GET /api/sources/{source}/counts`: how many jobs there are of each phase, actor and state. */
export function createCountsRoute({ now, kept, sleep }: CountsRouteDeps): (request: Request, reader: SourceReader) => Promise<Answer> {
  return async (request, reader) => {
    const values = readParameters(new URL(request.url), countParameters)
    const filters = readFilters(values, askable(reader))
    const statesOf = readList(values, 'states_of', phases) ?? []
    const cloudFilters = toCloudFilters(filters)
    const { counts, at, stale, requestId, isRefreshing } = await countJobs({ reader, kept, filters, cloudFilters, statesOf, patience: () => sleep(patienceMs) })
    return toAnswer(request, await render(stale ? { ...counts, stale } : counts), now(), { at, requestId, isRefreshing })
  }
}
