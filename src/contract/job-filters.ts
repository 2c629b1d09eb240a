/**
 * The parameters of the job list: names, and what a value may be.
 *
 * One table for both sides: the proxy refuses a bad value by its name, the page shows it as "not recognised" and does not
 * send it. Names and ranges are those of List2dModelTrainingJob; `phase`, `actor`, `hidden_failure`, `failed_since` are ours.
 */
import { actors, phases } from './job-states.ts'
import { jobIdPattern } from './job.ts'

export const sortKeys = ['create_time', 'update_time', 'asset_order'] as const
export type SortKey = (typeof sortKeys)[number]
export const sortDirs = ['asc', 'desc'] as const
export type SortDir = (typeof sortDirs)[number]

export const listDefaults = { offset: 0, limit: 50, sort_key: 'create_time', sort_dir: 'desc' } as const
export const limitRange = { min: 1, max: 100 } as const
export const maxOffset = 2_147_483_647

/**
 * What may stand in a parameter. `allowed` is a sentence fragment for errors: "… must be <allowed>".
 * `read` gives the canonical value, or `undefined` for one that cannot be sent.
 */
interface Kind {
  allowed: string
  read(value: string): string | undefined
}

const freeText: Kind = {
  allowed: 'a text of 1 to 256 characters without control characters',
  read: (value) => {
    const trimmed = value.trim()
    // A control character can be no part of a name and would end up in a header or a log line.
    return trimmed.length > 0 && trimmed.length <= 256 && !/\p{Cc}/u.test(trimmed) ? trimmed : undefined
  },
}

function oneOf(values: readonly string[]): Kind {
  return { allowed: `one of ${values.join(', ')}`, read: (value) => (values.includes(value) ? value : undefined) }
}

/** A comma list; the canonical form is without repetition, in the given order. */
function listOf(allowed: string, isMember: (member: string) => boolean): Kind {
  return {
    allowed,
    read: (value) => {
      const members = [...new Set(value.split(',').map((member) => member.trim()))]
      return members.every(isMember) ? members.join(',') : undefined
    },
  }
}

const stateCode = /^-?[A-Za-z][A-Za-z0-9_]{0,63}$/
const withMinus = (values: readonly string[]) => new Set([...values, ...values.map((value) => `-${value}`)])
const phaseMembers = withMinus(phases)
const actorMembers = new Set<string>(actors)

const time: Kind = {
  allowed: 'a time with date, seconds and zone by RFC 3339, such as 2026-03-14T00:20:00Z',
  read: readTime,
}

const filterKinds = {
  state: listOf('a comma list of state codes (letters, digits, underscores), each with or without a leading minus', (member) => stateCode.test(member)),
  phase: listOf(`a comma list of ${phases.join(', ')}, each with or without a leading minus`, (member) => phaseMembers.has(member)),
  actor: listOf(`a comma list of ${actors.join(', ')}`, (member) => actorMembers.has(member)),
  hidden_failure: { ...oneOf(['true']), allowed: 'true' },
  create_since: time,
  create_until: time,
  update_since: time,
  update_until: time,
  failed_since: time,
  query_project_id: { allowed: '1 to 64 letters, digits, - or _', read: (value) => (jobIdPattern.test(value) ? value : undefined) },
  batch_name: freeText,
  tag: freeText,
  job_id: { allowed: '1 to 64 letters, digits, - or _', read: (value) => (jobIdPattern.test(value) ? value : undefined) },
  name: freeText,
  model_resolution: { allowed: 'a resolution such as 1080P or 4K', read: (value) => (/^[A-Za-z0-9_.-]{1,32}$/.test(value) ? value : undefined) },
  is_flexus: oneOf(['true', 'false']),
  is_live_copy: oneOf(['true', 'false']),
  train_location: freeText,
  is_ondemand_resource: oneOf(['true', 'false']),
} as const satisfies Record<string, Kind>

/** A parameter that narrows the list. A source names those it honours in `filters`. */
export type FilterName = keyof typeof filterKinds
export const filterNames = Object.keys(filterKinds) as FilterName[]
export const isFilterName = (name: string): name is FilterName => Object.hasOwn(filterKinds, name)

/** Canonical values by name; what is absent does not filter. */
export type Filters = Partial<Record<FilterName, string>>

/** What a value of this parameter must be: the end of the sentence "`name` must be …". */
export const filterAllowed = (name: FilterName): string => filterKinds[name].allowed

/** The canonical form of a value, or `undefined` when it cannot be sent. An empty value cannot. */
export const readFilter = (name: FilterName, value: string): string | undefined => filterKinds[name].read(value)

/**
 * A time of any offset in UTC with whole seconds, as the clouds want it; `undefined` when it is none.
 * Dates that no calendar has (31 April) are refused, not moved to the next month.
 */
export function readTime(value: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/.exec(value)
  if (match === null) return undefined
  const [, year, month, day, hour] = match
  // RFC 3339 ends a day at 23:59; the platform would move 24:00 to the next one.
  if (Number(hour) > 23) return undefined
  const calendarDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (calendarDay.getUTCMonth() !== Number(month) - 1 || calendarDay.getUTCDate() !== Number(day)) return undefined
  const at = new Date(value.toUpperCase())
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 || at.getUTCFullYear() < 1970) return undefined
  return `${at.toISOString().slice(0, 19)}Z`
}
