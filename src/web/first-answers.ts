import type { QueryClient } from '@tanstack/react-query'
import { paths } from '#contract/paths.ts'
import type { Source } from '#contract/source.ts'
import { readAddress } from './address.ts'
import type { Address } from './address.ts'
import { jobListQuery, sourcesQuery, thisMoment } from './jobs/job-queries.ts'
import { toListParams, writeSearch } from './jobs/job-search.ts'
import type { JobSearch } from './jobs/job-search.ts'
import { firstView, toSearch } from './jobs/views/saved-views.ts'

/** So long the page waits at most for what the browser has: an outline after a moment is better than nothing. */
const mostMs = 250

/** Which source and which of its jobs an address asks for: without one, the first source, under the reader's default view. */
export function askedFor(address: Address, known: readonly Source[] | undefined): { source: Source | undefined; search: JobSearch } {
  const source = address.source === undefined ? known?.[0] : known?.find((one) => one.id === address.source)
  // Opened without an address: the reader's default view, if there is one.
  const view = address.source === undefined && !address.lost && writeSearch(address.search) === '' ? firstView() : undefined
  return { source, search: view === undefined ? address.search : toSearch(view) }
}

/**
 * Takes up the answers that the browser was told to ask for before the page's script came. Where they are here by then, the first frame
 * has rows, and no outline of them is drawn before it; where one is still on its way nothing waits for it.
 *
 * @returns whether the first frame has rows
 */
export async function takeFirstAnswers(client: QueryClient): Promise<boolean> {
  const address = readAddress(location.pathname, location.search)
  const take = async () => {
    if (address.lost || !isHere(paths.sources(), '')) return false
    await client.prefetchQuery(sourcesQuery())
    const { source, search } = askedFor(address, client.getQueryData(sourcesQuery().queryKey)?.body.sources)
    if (source === undefined || !isHere(paths.jobs(source.id), toListParams(search, source, thisMoment()).toString())) return false
    const query = jobListQuery(source, search)
    await client.prefetchQuery(query)
    return client.getQueryData(query.queryKey) !== undefined
  }
  return Promise.race([take(), new Promise<false>((resolve) => setTimeout(resolve, mostMs, false))])
}

/** Whether the browser has a good answer to a question that nobody but the page's own header has asked. */
function isHere(path: string, query: string): boolean {
  const address = new URL(query === '' ? path : `${path}?${query}`, document.baseURI).href
  return performance.getEntriesByName(address).some((entry) => entry instanceof PerformanceResourceTiming && entry.responseStatus === 200)
}
