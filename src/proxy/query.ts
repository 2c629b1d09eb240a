import type { Filters, SortDir, SortKey } from '#contract/job-filters.ts'
import { bucketWidths } from '#contract/histogram.ts'
import { filterAllowed, filterNames, isFilterName, limitRange, listDefaults, maxOffset, readFilter, sortDirs, sortKeys } from '#contract/job-filters.ts'
import type { Source } from '#contract/source.ts'
import { quoted, RequestError } from './problem.ts'

/** What a source can be asked for, as far as a query must respect it. */
export type Askable = Pick<Source, 'id'> & { filters: readonly string[]; sortKeys: readonly SortKey[] }

export interface Paging {
  offset: number
  limit: number
  sort_key: SortKey
  sort_dir: SortDir
}

const pagingNames = ['offset', 'limit', 'sort_key', 'sort_dir'] as const

/**
 * The parameters of an address by name. Throws `bad_request` for a name that is not in `allowed`, one that comes twice and one
 * without a value: nothing is dropped in silence.
 */
export function readParameters(url: URL, allowed: readonly string[]): Map<string, string> {
  refuseMalformed(url.search)
  const values = new Map<string, string>()
  for (const [name, value] of url.searchParams) {
    if (!allowed.includes(name)) {
      const choice = allowed.length === 0 ? 'This address takes no parameters.' : `Allowed here: ${allowed.join(', ')}.`
      throw new RequestError('bad_request', `The parameter ${quoted(name)} is not known. ${choice}`, { parameter: bare(name) })
    }
    if (values.has(name)) throw wrong(name, `The parameter ${name} may stand only once; give several values as a comma list where it takes one.`)
    if (value === '') throw wrong(name, `The parameter ${name} has no value. Leave it out, or give ${allowedFor(name)}.`)
    values.set(name, value)
  }
  return values
}

/** Throws for escapes that are no UTF-8: the platform would put its own characters in their place. */
function refuseMalformed(search: string): void {
  for (const pair of search.replace(/^\?/, '').split('&')) {
    const [name = '', ...value] = pair.split('=')
    if (isEncoded(name) && isEncoded(value.join('='))) continue
    const shown = isEncoded(name) ? decode(name) : name
    throw new RequestError('bad_request', `The parameter ${quoted(shown)} is not percent-encoded as it must be: % and two hexadecimal digits, of UTF-8.`, {
      parameter: bare(shown),
    })
  }
}

const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))

function isEncoded(text: string): boolean {
  try {
    decode(text)
    return true
  } catch {
    return false
  }
}

/** Filters in canonical form. Throws `bad_request` for a value out of range and for a filter that the source does not have. */
export function readFilters(values: ReadonlyMap<string, string>, source: Askable): Filters {
  const filters: Filters = {}
  for (const name of filterNames) {
    const value = values.get(name)
    if (value === undefined) continue
    if (!source.filters.includes(name)) {
      throw wrong(name, `The source ${source.id} has no filter ${name}. It has: ${source.filters.join(', ')}.`)
    }
    const canonical = readFilter(name, value)
    if (canonical === undefined) throw unfit(name, value)
    filters[name] = canonical
  }
  refuseInverted(filters, 'create_since', 'create_until')
  refuseInverted(filters, 'update_since', 'update_until')
  return filters
}

/** Offset, limit and order, with the contract's defaults. */
export function readPaging(values: ReadonlyMap<string, string>, source: Askable): Paging {
  const { sort_key: defaultKey } = listDefaults
  const sortKey = readWord(values, 'sort_key', sortKeys) ?? (source.sortKeys.includes(defaultKey) ? defaultKey : (source.sortKeys[0] ?? defaultKey))
  if (!source.sortKeys.includes(sortKey)) {
    throw wrong('sort_key', `The source ${source.id} cannot sort by ${sortKey}. It can by: ${source.sortKeys.join(', ')}.`)
  }
  return {
    offset: readInteger(values, 'offset', 0, maxOffset) ?? listDefaults.offset,
    limit: readInteger(values, 'limit', limitRange.min, limitRange.max) ?? listDefaults.limit,
    sort_key: sortKey,
    sort_dir: readWord(values, 'sort_dir', sortDirs) ?? listDefaults.sort_dir,
  }
}

export const listParameters: readonly string[] = [...pagingNames, ...filterNames]
/** All but the one that needs every job's detail: numbers are not worth so many calls. */
const countedNames = filterNames.filter((name) => name !== 'failed_since')
export const countParameters: readonly string[] = [...countedNames, 'states_of']
export const histogramParameters: readonly string[] = [...countedNames, 'by', 'tz']

/** A comma list whose members are all in `members`, or `undefined` when the parameter is absent. */
export function readList<Member extends string>(values: ReadonlyMap<string, string>, name: string, members: readonly Member[]): Member[] | undefined {
  const value = values.get(name)
  if (value === undefined) return undefined
  const given = new Set(value.split(','))
  const found = members.filter((member) => given.has(member))
  if (found.length !== given.size) throw unfit(name, value, `a comma list of ${members.join(', ')}`)
  return found
}

/** An integer written in digits alone: no sign, no exponent, no blanks. */
export function readInteger(values: ReadonlyMap<string, string>, name: string, min: number, max: number): number | undefined {
  const value = values.get(name)
  if (value === undefined) return undefined
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= min && number <= max)) throw unfit(name, value, integerFrom(min, max))
  return number
}

/** One of a few words, or `undefined` when the parameter is absent. */
export function readWord<Word extends string>(values: ReadonlyMap<string, string>, name: string, words: readonly Word[]): Word | undefined {
  const value = values.get(name)
  if (value === undefined) return undefined
  const word = words.find((one) => one === value)
  if (word === undefined) throw unfit(name, value, `one of ${words.join(', ')}`)
  return word
}

function refuseInverted(filters: Filters, since: 'create_since' | 'update_since', until: 'create_until' | 'update_until'): void {
  const [from, to] = [filters[since], filters[until]]
  // Canonical times are of one form, so their texts are in the order of time.
  if (from !== undefined && to !== undefined && from > to) {
    throw wrong(since, `${since} (${from}) is after ${until} (${to}). It must be the same time or earlier.`)
  }
}

/** The error for a parameter, in a sentence that names it. */
export const wrong = (parameter: string, detail: string) => new RequestError('bad_request', detail, { parameter })

/** The error for a value that cannot be sent: names the parameter, a bounded piece of the value, and what is allowed. */
export const unfit = (name: string, value: string, allowed: string = allowedFor(name)) =>
  wrong(name, `${name} must be ${allowed}; it is ${quoted(value)}.`)

/** The error where states that nobody knows are asked for among too many jobs: `of` there are, up to `most` are read. */
export function tooManyToSearch(filters: Filters, of: number, most: number): RequestError {
  const parameter = filters.phase?.split(',').includes('unknown') === true ? 'phase' : 'actor'
  return wrong(
    parameter,
    `Jobs in unknown states can only be found by reading every job, which is done for up to ${most}; here are ${of}. ` +
      'Narrow the list by another filter, such as create_since, or leave out unknown.',
  )
}

const integerFrom = (min: number, max: number) => `a whole number from ${min} to ${max}`

function allowedFor(name: string): string {
  if (isFilterName(name)) return filterAllowed(name)
  if (name === 'by') return `one of ${bucketWidths.join(', ')}`
  if (name === 'tz') return 'the IANA name of a time zone, such as Asia/Shanghai'
  if (name === 'offset') return integerFrom(0, maxOffset)
  if (name === 'limit') return integerFrom(limitRange.min, limitRange.max)
  if (name === 'sort_key') return `one of ${sortKeys.join(', ')}`
  if (name === 'sort_dir') return `one of ${sortDirs.join(', ')}`
  return 'a value'
}

/** A parameter's name as a problem may repeat it. */
const bare = (name: string) => quoted(name).slice(1, -1)
