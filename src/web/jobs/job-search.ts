/**
 * The address of a list: what stands in `?…`, read once into a `JobSearch` and written back from it, always in one order.
 *
 * A good value is never dropped because of a bad one beside it. What cannot be sent stays in the address and is listed in
 * `unrecognised`, for a grey chip.
 */
import { filterNames, isFilterName, limitRange, listDefaults, readFilter, sortDirs, sortKeys } from '#contract/job-filters.ts'
import type { FilterName, Filters, SortDir, SortKey } from '#contract/job-filters.ts'
import type { Source } from '#contract/source.ts'
import { isOfZone, isRange, rangeSince } from './filters/relative-range.ts'
import type { Moment, RelativeRange } from './filters/relative-range.ts'

export const timeFields = { created: ['create_since', 'create_until'], updated: ['update_since', 'update_until'] } as const
export type TimeField = keyof typeof timeFields
/** The ranges that end now, and the filter each comes to when it is sent. */
export const rangeFields = { created: 'create_since', updated: 'update_since', failed: 'failed_since' } as const satisfies Record<string, FilterName>
export type RangeField = keyof typeof rangeFields
const rangeNames = Object.keys(rangeFields) as RangeField[]

export interface JobSearch {
  filters: Filters
  created?: RelativeRange
  updated?: RelativeRange
  /** By when a job came into the failed or stopped state that it is in. */
  failed?: RelativeRange
  /** Absent: the list's own, see `orderOf`. */
  sort_key?: SortKey
  sort_dir: SortDir
  limit: number
  /** From 1. */
  page: number
  /** Name and value of what was not understood, in the order of the address. */
  unrecognised: readonly (readonly [string, string])[]
}

/** The parameters that say which states are wanted; a view or a phase replaces them together. */
export const stateFilters = ['state', 'phase', 'actor', 'hidden_failure'] as const satisfies readonly FilterName[]
const lists = new Set<string>(['state', 'phase', 'actor'])

export const emptySearch: JobSearch = {
  filters: {},
  sort_dir: listDefaults.sort_dir,
  limit: listDefaults.limit,
  page: 1,
  unrecognised: [],
}

const wholeNumber = (value: string, min: number, max: number) =>
  /^[1-9]\d{0,8}$/.test(value) && Number(value) >= min && Number(value) <= max ? Number(value) : undefined
const member = <T extends string>(values: readonly T[], value: string): T | undefined => values.find((one) => one === value)

/** Reads what stands behind the `?`. Total: any text gives a search. */
export function readSearch(query: string): JobSearch {
  const search: JobSearch = { ...emptySearch, filters: {} }
  const unrecognised: [string, string][] = []
  const seen = new Set<string>()

  const take = (name: string, value: string): boolean => {
    if (isFilterName(name)) {
      const canonical = readFilter(name, value)
      if (canonical === undefined) return false
      search.filters[name] = canonical
      return true
    }
    switch (name) {
      case 'created':
      case 'updated':
      case 'failed':
        if (!isRange(value)) return false
        search[name] = value
        return true
      case 'sort_key': {
        const key = member(sortKeys, value)
        if (key !== undefined) search.sort_key = key
        return key !== undefined
      }
      case 'sort_dir': {
        const dir = member(sortDirs, value)
        if (dir !== undefined) search.sort_dir = dir
        return dir !== undefined
      }
      case 'limit': {
        const limit = wholeNumber(value, limitRange.min, limitRange.max)
        if (limit !== undefined) search.limit = limit
        return limit !== undefined
      }
      case 'page': {
        const page = wholeNumber(value, 1, 20_000_000)
        if (page !== undefined) search.page = page
        return page !== undefined
      }
      default:
        return false
    }
  }

  for (const [name, value] of new URLSearchParams(query)) {
    if (seen.has(name)) {
      unrecognised.push([name, value])
    } else if (lists.has(name) && isFilterName(name)) {
      // Member by member: one bad word in a list must not drop the good ones.
      const members = value.split(',')
      const good = members.filter((one) => readFilter(name, one) !== undefined)
      for (const one of members) if (!good.includes(one)) unrecognised.push([name, one])
      if (good.length === 0) continue
      take(name, good.join(','))
    } else if (!take(name, value)) {
      unrecognised.push([name, value])
      continue
    }
    seen.add(name)
  }
  settleTimes(search, unrecognised)
  settleOrder(search, seen)
  return { ...search, unrecognised }
}

/** A range cannot be relative and absolute at once, nor end before it begins; the later word is set aside. */
function settleTimes(search: JobSearch, unrecognised: [string, string][]) {
  for (const field of rangeNames) {
    const relative = search[field]
    const absolute = field === 'failed' ? [rangeFields.failed] : timeFields[field]
    if (relative !== undefined && absolute.some((name) => search.filters[name] !== undefined)) {
      unrecognised.push([field, relative])
      delete search[field]
    }
  }
  for (const [since, until] of Object.values(timeFields)) {
    const from = search.filters[since]
    const to = search.filters[until]
    if (from !== undefined && to !== undefined && from > to) {
      unrecognised.push([until, to])
      delete search.filters[until]
    }
  }
}

const hasFailed = (search: JobSearch) => search.failed !== undefined || search.filters.failed_since !== undefined

/** The cloud's own order goes without saying, unless there is another that would be the list's own. */
function settleOrder(search: JobSearch, seen: ReadonlySet<string>) {
  if (!hasFailed(search)) {
    if (search.sort_key === listDefaults.sort_key) delete search.sort_key
  } else if (seen.has('sort_dir')) search.sort_key ??= listDefaults.sort_key
}

/** The canonical text behind the `?`, without it; empty for the default list. Same view, same text. */
export function writeSearch(search: JobSearch): string {
  const params = new URLSearchParams()
  for (const name of filterNames) {
    const value = search.filters[name]
    if (value !== undefined) params.append(name, value)
    if (name === 'create_until' && search.created !== undefined) params.append('created', search.created)
    if (name === 'update_until' && search.updated !== undefined) params.append('updated', search.updated)
    if (name === 'failed_since' && search.failed !== undefined) params.append('failed', search.failed)
  }
  if (search.sort_key !== undefined && (hasFailed(search) || search.sort_key !== listDefaults.sort_key)) params.append('sort_key', search.sort_key)
  if (search.sort_dir !== listDefaults.sort_dir) params.append('sort_dir', search.sort_dir)
  if (search.limit !== listDefaults.limit) params.append('limit', String(search.limit))
  if (search.page !== 1) params.append('page', String(search.page))
  for (const [name, value] of search.unrecognised) params.append(name, value)
  // Commas and colons may stand in a query as they are, and a person reads the address.
  return params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/** The filters of a search that this source honours; the others keep their chip and are not sent. */
export function sentFilters(search: JobSearch, source: Source): Filters {
  const sent: Filters = {}
  for (const name of filterNames) {
    const value = search.filters[name]
    if (value !== undefined && source.filters.includes(name)) sent[name] = value
  }
  return sent
}

/** What the proxy is asked: filters with relative ranges resolved to whole minutes, so that viewers share answers. */
export function toFilterParams(search: JobSearch, source: Source, moment: Moment): URLSearchParams {
  const filters = sentFilters(search, source)
  for (const field of rangeNames) {
    const range = search[field]
    const since = rangeFields[field]
    if (range !== undefined && source.filters.includes(since)) filters[since] = rangeSince(range, moment)
  }
  const params = new URLSearchParams()
  for (const name of filterNames) {
    const value = filters[name]
    if (value !== undefined) params.append(name, value)
  }
  return params
}

/** What counts and the histogram are asked: the filters but the time of failure, for which every job's detail would have to be read. */
export function toCountParams(search: JobSearch, source: Source, moment: Moment): URLSearchParams {
  const params = toFilterParams(search, source, moment)
  params.delete('failed_since')
  return params
}

/** What a list can be in the order of: what its cloud sorts by, or when jobs failed. */
export type OrderKey = SortKey | 'failure'
export interface Order {
  key: OrderKey
  dir: SortDir
}

/**
 * The order of a list on this source. Where it is asked when jobs failed, and nothing is said of the order, the newest failure stands
 * first; a sort key that the source lacks counts as nothing said.
 */
export function orderOf({ sort_key, sort_dir, ...search }: JobSearch, source: Source): Order {
  const key = sort_key !== undefined && source.sort_keys.includes(sort_key) ? sort_key : undefined
  if (key === undefined && sort_dir === listDefaults.sort_dir && asksWhenFailed({ ...search, sort_dir }, source)) return { key: 'failure', dir: 'desc' }
  return { key: key ?? listDefaults.sort_key, dir: sort_dir }
}

/** The same search in another order, from its first page. */
export function withOrder({ sort_key: _key, ...search }: JobSearch, { key, dir }: Order): JobSearch {
  return { ...search, ...(key === 'failure' ? {} : { sort_key: key }), sort_dir: dir, page: 1 }
}

/** The whole question of a page of the list. A sort key that the source lacks is not sent. */
export function toListParams(search: JobSearch, source: Source, moment: Moment): URLSearchParams {
  const params = toFilterParams(search, source, moment)
  if (search.page > 1) params.append('offset', String((search.page - 1) * search.limit))
  if (search.limit !== listDefaults.limit) params.append('limit', String(search.limit))
  const { key, dir } = orderOf(search, source)
  if (key !== 'failure' && (key !== listDefaults.sort_key || asksWhenFailed(search, source))) params.append('sort_key', key)
  if (dir !== listDefaults.sort_dir) params.append('sort_dir', dir)
  return params
}

/** The same search with some filters changed (`undefined` removes one), back on the first page. */
export function withFilters(search: JobSearch, changed: { [name in FilterName]?: string | undefined }): JobSearch {
  const filters: Filters = { ...search.filters }
  for (const name of filterNames) {
    if (!(name in changed)) continue
    const value = changed[name]
    if (value === undefined || value === '') delete filters[name]
    else filters[name] = value
  }
  return { ...search, filters, page: 1 }
}

/** The same search with one time range, relative or absolute, or none. */
export function withTime(search: JobSearch, field: TimeField, range: RelativeRange | { since?: string; until?: string } | undefined): JobSearch {
  const [since, until] = timeFields[field]
  const absolute = typeof range === 'object' ? range : {}
  const next = withFilters(search, { [since]: absolute.since, [until]: absolute.until })
  delete next[field]
  if (typeof range === 'string') next[field] = range
  return next
}

/** The same search with what failed within a range that ends now, or whenever it failed. */
export function withFailed(search: JobSearch, range: RelativeRange | undefined): JobSearch {
  const next = withFilters(search, { failed_since: undefined })
  delete next.failed
  return range === undefined ? next : { ...next, failed: range }
}

/** Is the source asked when jobs failed? Then their details are read one by one, an answer may know only a part, and nothing counts them. */
export const asksWhenFailed = (search: JobSearch, source: Source): boolean =>
  source.filters.includes('failed_since') && hasFailed(search)

/** Are there other jobs in this list where a day begins at another hour? */
export const isZoned = (search: JobSearch): boolean => rangeNames.some((field) => isOfZone(search[field]))

/** How many filters are on, a time range counting once. */
export function filterCount(search: JobSearch): number {
  const names = new Set(Object.keys(search.filters).map((name) => name.replace(/_(since|until)$/, '')))
  if (search.created !== undefined) names.add('create')
  if (search.updated !== undefined) names.add('update')
  if (search.failed !== undefined) names.add('failed')
  return names.size
}

/** The search without any filter; sort and page size stay. */
export function withoutFilters(search: JobSearch): JobSearch {
  const { created: _created, updated: _updated, failed: _failed, ...rest } = search
  return { ...rest, filters: {}, page: 1, unrecognised: [] }
}
