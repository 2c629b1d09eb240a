import { phases, type Phase } from '#contract/job-states.ts'
import type { Filters } from '#contract/job-filters.ts'
import { type Answer, createWriter, toAnswer } from '../answers/answer.ts'
import type { CloudFilters } from '../clouds/cloud.ts'
import { countJobs } from '../questions/count-jobs.ts'
import type { KeptCounts } from '../questions/kept-counts.ts'
import { countParameters, readFilters, readList, readParameters } from '../query.ts'
import { createQuestions } from '../questions/questions.ts'
import type { SourceReader } from '../sources/source-reader.ts'
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
  const questions = createQuestions(readQuestion)
  const write = createWriter()
  return async (request, reader) => {
    const question = questions(request, reader)
    const { counts, at, stale, requestId, isRefreshing } = await countJobs({ reader, kept, patience: () => sleep(patienceMs), ...question })
    return toAnswer(request, await write(stale ? { ...counts, stale } : counts), now(), { at, requestId, isRefreshing })
  }
}

interface Question {
  filters: Filters
  cloudFilters: CloudFilters
  statesOf: readonly Phase[]
}

function readQuestion(url: URL, reader: SourceReader): Question {
  const values = readParameters(url, countParameters)
  const filters = readFilters(values, askable(reader))
  return { filters, cloudFilters: toCloudFilters(filters), statesOf: readList(values, 'states_of', phases) ?? [] }
}
