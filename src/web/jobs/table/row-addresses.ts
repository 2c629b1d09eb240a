import { toAddress } from '../../address.ts'
import type { Job } from '#contract/job.ts'
import { withFilters, writeSearch } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { withOnly } from '../filters/state-choice.ts'

/** Where the parts of a row lead. */
export interface RowAddresses {
  job: (job: Pick<Job, 'job_id'>) => string
  state: (state: string) => string
  batch: (name: string) => string
  tag: (tag: string) => string
  location: (place: string) => string
}

/** The addresses that the rows of a list lead to. A hundred rows share their states, batches and tags: each is written once. */
export function createRowAddresses(source: string, search: JobSearch): RowAddresses {
  const query = writeSearch(search)
  const list = toAddress(source, search)
  const path = query === '' ? list : list.slice(0, -query.length - 1)
  return {
    job: ({ job_id }) => `${path}/${job_id}${list.slice(path.length)}`,
    state: remembering((state) => toAddress(source, withOnly(search, { kind: 'state', value: state }))),
    batch: remembering((batch_name) => toAddress(source, withFilters(search, { batch_name }))),
    tag: remembering((tag) => toAddress(source, withFilters(search, { tag }))),
    location: remembering((train_location) => toAddress(source, withFilters(search, { train_location }))),
  }
}

function remembering(write: (value: string) => string): (value: string) => string {
  const written = new Map<string, string>()
  return (value) => {
    const before = written.get(value)
    if (before !== undefined) return before
    const address = write(value)
    written.set(value, address)
    return address
  }
}
