import { useMemo } from 'react'
import { navigate as push, usePathname, useSearch } from 'wouter/use-browser-location'
import { isSourceId, jobIdPattern } from '#contract/job.ts'
import { readSearch, writeSearch } from './jobs/job-search.ts'
import type { JobSearch } from './jobs/job-search.ts'

/** Where the page is: which source's list, under which filters, with which job open. */
export interface Address {
  source?: string
  jobId?: string
  /** The open job has the whole page, and no list beside it. */
  isPage: boolean
  search: JobSearch
  /** The path is none of ours. */
  lost: boolean
}

/** The path that the product is served under, with its final slash: the document's base says it. */
export function basePath(): string {
  return new URL('.', document.baseURI).pathname
}

/** Reads `/{source}/jobs/{job_id}`, of a job on a page of its own `…/page`, below the base path. */
export function readAddress(pathname: string, query: string): Address {
  const search = readSearch(query)
  const base = basePath()
  const words = (pathname.startsWith(base) ? pathname.slice(base.length) : pathname.slice(1)).split('/')
  while (words.at(-1) === '') words.pop()
  const [source, jobs, jobId, page] = words.map(decoded)
  if (words.length === 0) return { search, isPage: false, lost: false }
  const isOurs =
    source !== undefined &&
    isSourceId(source) &&
    (jobs === undefined || jobs === 'jobs') &&
    (jobId === undefined || jobIdPattern.test(jobId)) &&
    (page === undefined || page === 'page') &&
    words.length <= 4
  if (!isOurs) return { search, isPage: false, lost: true }
  return { source, ...(jobId === undefined ? {} : { jobId }), search, isPage: page !== undefined, lost: false }
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}

/** The address of a source's list, or of one of its jobs beside that list or on a page of its own. */
export function toAddress(source: string, search: JobSearch, jobId?: string, isPage = false): string {
  const query = writeSearch(search)
  return `${basePath()}${source}/jobs${jobId === undefined ? '' : `/${jobId}${isPage ? '/page' : ''}`}${query === '' ? '' : `?${query}`}`
}

/** The address as it stands now; renders again when it changes. */
export function useAddress(): Address {
  const pathname = usePathname()
  const query = useSearch()
  // One object as long as the question is the same, whichever job is open over it.
  const search = useMemo(() => readSearch(query), [query])
  return useMemo(() => ({ ...readAddress(pathname, query), search }), [pathname, query, search])
}

/** Goes to an address of ours. `replace`: the step is too small for Back, such as one more letter of a name. */
export function goTo(address: string, { replace = false }: { replace?: boolean } = {}): void {
  if (address === `${location.pathname}${location.search}`) return
  push(address, { replace })
}
