import type { Found } from '#contract/find.ts'
import type { Job } from '#contract/job.ts'
import { toAddress } from '../../address.ts'
import { emptySearch, withFilters, withoutFilters } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'

/** A batch or a tag that the text may mean: a list rather than a job. */
export interface ValueHit {
  source: string
  filter: 'batch_name' | 'tag'
  value: string
  /** Absent where not every job was looked through. */
  jobs?: number
}

export type Hit = { job: Job } | ValueHit

const mostValues = 3

/** What a search offers: first the lists that are meant, then jobs. */
export function hitsOf(found: Found | undefined, mostJobs: number): Hit[] {
  const values = (found?.sources ?? []).flatMap(({ id, scanned, batches = [], tags = [] }): ValueHit[] =>
    [...batches.map((one) => ({ ...one, filter: 'batch_name' as const })), ...tags.map((one) => ({ ...one, filter: 'tag' as const }))].map(
      ({ filter, value, jobs }) => ({ source: id, filter, value, ...(scanned === undefined || scanned.jobs >= scanned.of ? { jobs } : {}) }),
    ),
  )
  return [...values.slice(0, mostValues), ...(found?.matches ?? []).slice(0, mostJobs).map((job) => ({ job }))]
}

export const hitKey = (hit: Hit): string => ('job' in hit ? `${hit.job.source}/${hit.job.job_id}` : `${hit.source}?${hit.filter}=${hit.value}`)

/**
 * Where a hit leads. Within the source that is on the screen a job stands in the list as it is, and a batch or a tag is listed alone, or
 * fewer jobs would come than it says; the order and the page's size stay. Another source comes with its whole list.
 */
export function hitAddress(hit: Hit, sourceId: string | undefined, search: JobSearch): string {
  const source = 'job' in hit ? hit.job.source : hit.source
  const list = source === sourceId ? search : emptySearch
  return 'job' in hit ? toAddress(source, list, hit.job.job_id) : toAddress(source, withFilters(withoutFilters(list), { [hit.filter]: hit.value }))
}
