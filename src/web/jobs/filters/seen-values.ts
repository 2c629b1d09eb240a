import type { QueryClient } from '@tanstack/react-query'
import type { JobList } from '#contract/job-list.ts'
import type { Job } from '#contract/job.ts'
import type { Answer } from '../../api.ts'

/** What jobs that were on the screen carry, the most frequent first. */
export interface SeenValues {
  tags: readonly string[]
  batches: readonly string[]
  locations: readonly string[]
}

/**
 * Collects from the pages of a source that were read so far, as long as the query cache keeps them, and from `jobs`.
 *
 * @param jobs those on the screen; they are counted once, whether or not the cache holds them too
 */
export function seenValues(client: QueryClient, source: string, jobs: readonly Job[]): SeenValues {
  const byId = new Map(jobs.map((job) => [job.job_id, job]))
  for (const [, answer] of client.getQueriesData<Answer<JobList>>({ queryKey: ['sources', source, 'jobs'] })) {
    for (const job of answer?.body.jobs ?? []) byId.set(job.job_id, job)
  }
  const all = [...byId.values()]
  return {
    tags: byFrequency(all.flatMap((job) => job.tags ?? [])),
    batches: byFrequency(all.flatMap((job) => job.batch_name ?? [])),
    locations: byFrequency(all.flatMap((job) => job.optional_training_location ?? [])),
  }
}

function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(([a, many], [b, fewer]) => fewer - many || a.localeCompare(b)).map(([value]) => value)
}
