import { queryOptions } from '@tanstack/react-query'
import { JobDetail } from '#contract/job-detail.ts'
import { stateFacts } from '#contract/job-states.ts'
import { paths } from '#contract/paths.ts'
import type { Source } from '#contract/source.ts'
import { ApiError, ask } from '../../api.ts'

const movingMs = 15_000
const settledMs = 60_000
/** Asking again does not help until a person acts. */
const finalStatuses = new Set<number | undefined>([400, 401, 403, 404])

/** One job in full. Asked again often while something may move by itself, rarely once only a person can move it. */
export function jobQuery(source: Source, jobId: string) {
  return queryOptions({
    queryKey: ['sources', source.id, 'job', jobId],
    queryFn: async ({ signal }) => {
      const answer = await ask(paths.job(source.id, jobId), new URLSearchParams(), JobDetail, signal)
      // The cloud's id of an answer may stand in the body or travel in its header; a ticket needs it either way.
      const requestId = answer.body.request_id ?? answer.requestId
      return requestId === undefined ? answer : { ...answer, body: { ...answer.body, request_id: requestId } }
    },
    refetchInterval: ({ state: { error, data } }) => {
      const problem = error instanceof ApiError ? error.problem : undefined
      if (finalStatuses.has(problem?.status)) return false
      if (problem?.retry_after_seconds !== undefined) return Math.max(movingMs, problem.retry_after_seconds * 1000)
      if (error === null && data?.isRefreshing) return 2_000
      const job = data?.body.job
      return job !== undefined && stateFacts(job.cloud, job.state)?.settled === true ? settledMs : movingMs
    },
    staleTime: 5_000,
    // The proxy has tried already; only when it was not reached at all is once more worth it.
    retry: (failures, error) => failures < 1 && error instanceof ApiError && error.kind === 'offline',
  })
}
