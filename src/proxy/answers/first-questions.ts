import { filterNames, isFilterName, limitRange, listDefaults, readFilter, sortDirs, sortKeys } from '#contract/job-filters.ts'
import { paths } from '#contract/paths.ts'
import type { Source } from '#contract/source.ts'

type Asked = Pick<Source, 'id' | 'filters' | 'sort_keys'>

/**
 * The `Link` header of the page: what it will ask first, so that the browser asks while the page's script is still on its way.
 *
 * A question that is foretold wrongly would be asked twice. So the list is foretold only where the address says it in the words of the
 * API, each value as the page will send it; of a range such as “the last day”, which ends at the reader's now, nothing is foretold.
 *
 * @param path of the view below the base path: `{source}/jobs` or `{source}/jobs/{job_id}`, or empty
 */
export function firstQuestions(basePath: string, path: string, query: URLSearchParams, sources: readonly Asked[]): string {
  const [id, jobs] = path.split('/')
  const source = jobs === 'jobs' ? sources.find((one) => one.id === id) : undefined
  const list = source === undefined ? undefined : toListQuestion(source, query)
  return [paths.sources(), ...(list === undefined ? [] : [list])]
    .map((address) => `<${basePath}${address}>; rel=preload; as=fetch; crossorigin=anonymous`)
    .join(', ')
}

function toListQuestion(source: Asked, query: URLSearchParams): string | undefined {
  const names = [...query.keys()]
  if (new Set(names).size < names.length || !names.every((name) => isPlain(name, query.get(name) ?? ''))) return undefined
  const asked = new URLSearchParams()
  for (const name of filterNames) {
    const value = query.get(name)
    if (value !== null && source.filters.includes(name)) asked.append(name, value)
  }
  const limit = Number(query.get('limit') ?? listDefaults.limit)
  const offset = (Number(query.get('page') ?? 1) - 1) * limit
  if (offset > 0) asked.append('offset', String(offset))
  if (limit !== listDefaults.limit) asked.append('limit', String(limit))
  const sortKey = query.get('sort_key') ?? listDefaults.sort_key
  if (sortKey !== listDefaults.sort_key && source.sort_keys.includes(sortKey)) asked.append('sort_key', sortKey)
  const sortDir = query.get('sort_dir') ?? listDefaults.sort_dir
  if (sortDir !== listDefaults.sort_dir) asked.append('sort_dir', sortDir)
  const words = asked.toString()
  return words === '' ? paths.jobs(source.id) : `${paths.jobs(source.id)}?${words}`
}

/** Whether the page will send this word of its address as it stands there. Of times it may set one aside for another. */
function isPlain(name: string, value: string): boolean {
  if (name === 'limit') return isWhole(value) && Number(value) >= limitRange.min && Number(value) <= limitRange.max
  if (name === 'page') return isWhole(value) && Number(value) <= 1_000_000
  if (name === 'sort_key') return sortKeys.some((key) => key === value)
  if (name === 'sort_dir') return sortDirs.some((dir) => dir === value)
  return isFilterName(name) && !/_(since|until)$/.test(name) && readFilter(name, value) === value
}

const isWhole = (value: string) => /^[1-9]\d{0,6}$/.test(value)
