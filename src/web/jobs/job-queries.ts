import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'
import type { QueryFunctionContext, QueryKey } from '@tanstack/react-query'
import { Reasons } from '#contract/reasons.ts'
import { Counts, JobList } from '#contract/job-list.ts'
import { paths } from '#contract/paths.ts'
import { Sources } from '#contract/source.ts'
import type { Job } from '#contract/job.ts'
import type { Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { ApiError, ask } from '../api.ts'
import type { Answer } from '../api.ts'
import { preferences } from '../preferences.ts'
import { serverNow } from '../server-clock.ts'
import { isTurnedAway } from '../sign-in/signed-out.ts'
import { asksWhenFailed, isZoned, toCountParams, toListParams, writeSearch } from './job-search.ts'
import type { JobSearch } from './job-search.ts'
import type { Moment } from './filters/relative-range.ts'

const second = 1000

/** An answer that is asked for again and again, and how that went so far. */
interface Watched<Body> extends Answer<Body> {
  /** How many answers before this one, in a row, said the same. */
  quiet: number
  /** How many attempts had failed in all when this one succeeded. */
  failures: number
}

/** Counts how often in a row the answer said the same. */
export async function watched<Body>({ client, queryKey }: QueryFunctionContext, asking: Promise<Answer<Body>>): Promise<Watched<Body>> {
  const answer = await asking
  const state = client.getQueryState<Watched<Body>>(queryKey)
  const before = state?.data
  const isSame = before !== undefined && replaceEqualDeep(before.body, answer.body) === before.body
  return { ...answer, quiet: isSame ? before.quiet + 1 : 0, failures: state?.errorUpdateCount ?? 0 }
}

interface Asked {
  error: Error | null
  errorUpdateCount: number
  data: Watched<unknown> | undefined
}

/** A clock that slows while nothing changes: once, twice, three times the pace, and so on. */
export const slowing = ({ data }: Asked, paceMs: number, slowestMs: number) => Math.min(slowestMs, paceMs * ((data?.quiet ?? 0) + 1))

/** How long to wait before asking again after a failure, or `false` where asking again cannot help. */
export function afterFailure({ error, errorUpdateCount, data }: Asked): number | false {
  const problem = error instanceof ApiError ? error.problem : undefined
  // What stands in front may refuse one question and answer the next, and tells nobody when.
  if (isTurnedAway(error)) return 30 * second
  if (problem?.status === 400 || problem?.status === 401 || problem?.status === 403 || problem?.status === 404) return false
  if (problem?.retry_after_seconds !== undefined) return Math.max(2, problem.retry_after_seconds) * second
  if (problem?.code === 'cloud_rejected_credentials' || problem?.code === 'cloud_denied') return 60 * second
  const inARow = errorUpdateCount - (data?.failures ?? 0)
  return Math.min(60, 10 * inARow) * second
}

/** A call that the proxy refused is not repeated at once: the proxy has tried already. */
export const retryOffline = (failures: number, error: Error) => failures < 1 && error instanceof ApiError && error.kind === 'offline'

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

/** This moment, in its reader's zone. */
export const thisMoment = (): Moment => ({ now: serverNow(), zone: preferences().zone })

/** The zone, where the question is another one in another zone. */
const zoneOf = (search: JobSearch) => (isZoned(search) ? preferences().zone : '')

/** One page of a source's jobs. Asked again every ten seconds, and less often, up to a minute, while nothing changes. */
export function jobListQuery(source: Source, search: JobSearch) {
  return queryOptions({
    queryKey: ['sources', source.id, 'jobs', writeSearch({ ...search, unrecognised: [] }), zoneOf(search)],
    queryFn: async (context) => {
      const before = context.client.getQueryData<Answer<JobList>>(context.queryKey)?.body.count
      const answer = await watched(context, ask(paths.jobs(source.id), toListParams(search, source, thisMoment()), JobList, context.signal))
      // A list that has become longer or shorter contradicts the counts beside it, whose turn may be minutes away.
      if (before !== undefined && before !== answer.body.count) void context.client.invalidateQueries({ queryKey: ['sources', source.id, 'counts'] })
      return answer
    },
    placeholderData: (previous, query) => (isOf(source, query?.queryKey) ? previous : undefined),
    refetchInterval: ({ state }) => {
      if (state.error !== null) return afterFailure(state)
      if (state.data?.isRefreshing) return 2 * second
      // Details that are still being read: the next answer knows more.
      const isScanning = asksWhenFailed(search, source) && state.data?.body.scanned !== undefined
      return slowing(state, (isScanning ? 5 : 10) * second, 60 * second)
    },
    staleTime: 5 * second,
    retry: retryOffline,
  })
}

/** How many rows that left a list are looked up: each is a call. */
const mostLookedUp = 20

/** What became of the jobs that left a list, asked for one by one; only where the cloud can be asked for a job's id. */
export function whereaboutsQuery(source: Source, jobIds: readonly string[]) {
  const asked = jobIds.slice(0, mostLookedUp).toSorted()
  return queryOptions({
    queryKey: ['sources', source.id, 'whereabouts', asked.join(',')],
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(asked.map((job_id) => ask(paths.jobs(source.id), new URLSearchParams({ job_id }), JobList, signal)))
      // Plain data: of a refresh that says the same the answer of before is kept, and nothing is drawn.
      return answers.flatMap(({ body }) => body.jobs)
    },
    enabled: asked.length > 0 && source.filters.includes('job_id'),
    placeholderData: (previous, query) => (isOf(source, query?.queryKey) ? previous : undefined),
    refetchInterval: ({ state }) => (state.error !== null ? 60 : 30) * second,
    staleTime: 5 * second,
    retry: retryOffline,
  })
}

/** How many jobs there are per phase, actor and (for the phases that are unfolded) state, under the same filters. */
export function countsQuery(source: Source, search: JobSearch, statesOf: readonly Phase[]) {
  const filters = toCountParams(search, source, { now: 0, zone: 'utc' }).toString()
  return queryOptions({
    queryKey: ['sources', source.id, 'counts', filters, search.created ?? '', search.updated ?? '', zoneOf(search), statesOf.join(',')],
    queryFn: (context) => {
      const params = toCountParams(search, source, thisMoment())
      if (statesOf.length > 0) params.append('states_of', statesOf.join(','))
      return watched(context, ask(paths.counts(source.id), params, Counts, context.signal))
    },
    placeholderData: (previous, query) => (isOf(source, query?.queryKey) ? previous : undefined),
    refetchInterval: ({ state }) => {
      if (state.error !== null) return afterFailure(state)
      if (state.data?.isRefreshing) return 2 * second
      // Counts that are not exact yet are being read on; in a very long list they stay so.
      const isReadingOn = state.data?.body.exact === false && state.data.quiet < 3
      return isReadingOn ? 5 * second : slowing(state, 20 * second, 120 * second)
    },
    staleTime: 5 * second,
    retry: retryOffline,
  })
}

/** It failed, was stopped or rejected: it owes a reason. */
export const isBroken = ({ phase }: Job): boolean => phase === 'failed' || phase === 'stopped' || phase === 'rejected'

/** Does a job's row have a reason to tell that the list does not carry? */
export function wantsReason(job: Job): boolean {
  return job.message === undefined && isBroken(job)
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
