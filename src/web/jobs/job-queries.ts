import { queryOptions } from '@tanstack/react-query'
import type { QueryKey } from '@tanstack/react-query'
import { Found } from '#contract/find.ts'
import { Reasons } from '#contract/job-detail.ts'
import { Counts, JobList } from '#contract/job-list.ts'
import { stateFacts } from '#contract/job-states.ts'
import { paths } from '#contract/paths.ts'
import { Sources } from '#contract/source.ts'
import type { Job } from '#contract/job.ts'
import type { Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { ApiError, ask } from '../api.ts'
import { toCountParams, toListParams, writeSearch } from './job-search.ts'
import type { JobSearch } from './job-search.ts'

const second = 1000

/** How long to wait before asking again after a failure, or `false` where asking again cannot help. */
function afterFailure(error: Error): number | false {
  const problem = error instanceof ApiError ? error.problem : undefined
  if (problem === undefined) return 10 * second
  if (problem.status === 400 || problem.status === 401 || problem.status === 403 || problem.status === 404) return false
  if (problem.retry_after_seconds !== undefined) return Math.max(2, problem.retry_after_seconds) * second
  return problem.code === 'cloud_rejected_credentials' || problem.code === 'cloud_denied' ? 60 * second : 20 * second
}

/** A call that the proxy refused is not repeated at once: the proxy has tried already. */
const retryOffline = (failures: number, error: Error) => failures < 1 && error instanceof ApiError && error.kind === 'offline'

/** The sources that are watched, and how each is. */
export function sourcesQuery() {
  return queryOptions({
    queryKey: ['sources'],
    queryFn: ({ signal }) => ask(paths.sources(), new URLSearchParams(), Sources, signal),
    refetchInterval: 30 * second,
    staleTime: 10 * second,
    retry: retryOffline,
  })
}

/** Old rows stay on the screen while another page or filter of the same source is read; never another source's. */
const isOf = (source: Source, key: QueryKey | undefined) => key?.[1] === source.id

/** One page of a source's jobs. Asked again the sooner the more there is that moves: 10 s, up to a minute when nothing does. */
export function jobListQuery(source: Source, search: JobSearch) {
  return queryOptions({
    queryKey: ['sources', source.id, 'jobs', writeSearch({ ...search, unrecognised: [] })],
    queryFn: ({ signal }) => ask(paths.jobs(source.id), toListParams(search, source, Date.now()), JobList, signal),
    placeholderData: (previous, query) => (isOf(source, query?.queryKey) ? previous : undefined),
    refetchInterval: (query) => {
      if (query.state.error !== null) return afterFailure(query.state.error)
      const jobs = query.state.data?.body.jobs ?? []
      return jobs.some((job) => stateFacts(job.cloud, job.state)?.settled !== true) || search.page === 1 ? 10 * second : 60 * second
    },
    staleTime: 5 * second,
    retry: retryOffline,
  })
}

/** How many jobs there are per phase, actor and (for the phases that are unfolded) state, under the same filters. */
export function countsQuery(source: Source, search: JobSearch, statesOf: readonly Phase[]) {
  const filters = toCountParams(search, source, 0).toString()
  return queryOptions({
    queryKey: ['sources', source.id, 'counts', filters, search.created ?? '', search.updated ?? '', statesOf.join(',')],
    queryFn: ({ signal }) => {
      const params = toCountParams(search, source, Date.now())
      if (statesOf.length > 0) params.append('states_of', statesOf.join(','))
      return ask(paths.counts(source.id), params, Counts, signal)
    },
    placeholderData: (previous, query) => (isOf(source, query?.queryKey) ? previous : undefined),
    refetchInterval: (query) =>
      query.state.error !== null ? afterFailure(query.state.error) : query.state.data?.body.exact === false ? 5 * second : 20 * second,
    staleTime: 5 * second,
    retry: retryOffline,
  })
}

/** Does a job's row have a reason to tell that the list does not carry? */
export function wantsReason(job: Job): boolean {
  return job.message === undefined && (job.phase === 'failed' || job.phase === 'stopped' || job.phase === 'rejected')
}

/** Why the broken jobs of a page broke. What the proxy has not read yet is asked for again; a new state is a new question. */
export function reasonsQuery(source: Source, jobs: readonly Job[]) {
  const asked = jobs.filter(wantsReason)
  return queryOptions({
    queryKey: ['sources', source.id, 'reasons', asked.map((job) => `${job.job_id}.${job.state}`).toSorted().join(',')],
    queryFn: ({ signal }) =>
      ask(paths.reasons(source.id), new URLSearchParams({ ids: asked.map((job) => job.job_id).join(',') }), Reasons, signal),
    enabled: asked.length > 0,
    placeholderData: (previous, query) => (isOf(source, query?.queryKey) ? previous : undefined),
    refetchInterval: (query) =>
      query.state.error !== null ? 30 * second : (query.state.data?.body.pending.length ?? 0) > 0 ? 1.5 * second : false,
    staleTime: 60 * second,
    retry: retryOffline,
  })
}

/** Every source's jobs for a pasted id, a part of a name or the last digits of a phone number. */
export function findQuery(text: string) {
  return queryOptions({
    queryKey: ['find', text],
    queryFn: ({ signal }) => ask(paths.find(), new URLSearchParams({ q: text }), Found, signal),
    enabled: [...text].length >= 2,
    staleTime: 30 * second,
    retry: retryOffline,
  })
}
