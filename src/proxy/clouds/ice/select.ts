import type { Job } from '#contract/job.ts'
import type { CloudFilters, ListedJob, ListQuery } from '../cloud.ts'

type Test = (job: Job) => boolean

const isSince = (at: string | undefined, since: string): boolean => at !== undefined && Date.parse(at) >= Date.parse(since)
const isUntil = (at: string | undefined, until: string): boolean => at !== undefined && Date.parse(at) <= Date.parse(until)

/** How a filter is read here. A job that lacks the field does not match. */
const tests: Partial<Record<keyof CloudFilters, (value: string) => Test>> = {
  create_since: (value) => (job) => isSince(job.create_time, value),
  create_until: (value) => (job) => isUntil(job.create_time, value),
  update_since: (value) => (job) => isSince(job.last_update_time, value),
  update_until: (value) => (job) => isUntil(job.last_update_time, value),
  job_id: (value) => (job) => job.job_id === value,
  name: (value) => {
    const part = value.toLowerCase()
    return (job) => job.name.toLowerCase().includes(part)
  },
}

/** Whether a job passes every filter. Filters that ICE does not have are refused before. */
export function toTest({ filters, states }: Pick<ListQuery, 'filters' | 'states'>): Test {
  const wanted = states === undefined ? undefined : new Set(states)
  const all = (Object.keys(filters) as (keyof CloudFilters)[]).flatMap((name) => {
    const value = filters[name]
    return value === undefined ? [] : (tests[name]?.(value) ?? [])
  })
  return (job) => (wanted === undefined || wanted.has(job.state)) && all.every((test) => test(job))
}

/** By the sort key; without a time last in both directions; the id decides between equals, so that pages do not overlap. */
export function toOrder({ sort_key, sort_dir }: Pick<ListQuery, 'sort_key' | 'sort_dir'>): (one: Job, other: Job) => number {
  const timeOf = (job: Job) => {
    const at = sort_key === 'update_time' ? job.last_update_time : job.create_time
    return at === undefined ? undefined : Date.parse(at)
  }
  const sign = sort_dir === 'asc' ? 1 : -1
  return (one, other) => {
    const [oneAt, otherAt] = [timeOf(one), timeOf(other)]
    const byId = one.job_id < other.job_id ? -1 : one.job_id > other.job_id ? 1 : 0
    if (oneAt === undefined || otherAt === undefined) {
      return oneAt === otherAt ? byId : oneAt === undefined ? 1 : -1
    }
    return sign * (oneAt - otherAt) || byId
  }
}

const maxRemembered = 50

/**
 * The jobs that pass the filters, in order. Page after page and count after count are asked of one reading, so what was selected of it
 * is remembered as long as the reading itself.
 */
export function createSelector(): (jobs: readonly ListedJob[], query: Omit<ListQuery, 'offset' | 'limit'>) => readonly ListedJob[] {
  const memory = new WeakMap<readonly ListedJob[], Map<string, readonly ListedJob[]>>()
  return (jobs, { filters, states, sort_key, sort_dir }) => {
    const selections = memory.get(jobs) ?? new Map<string, readonly ListedJob[]>()
    memory.set(jobs, selections)
    const key = JSON.stringify([filters, states, sort_key, sort_dir])
    const known = selections.get(key)
    if (known !== undefined) return known
    const matches = toTest({ filters, ...(states && { states }) })
    const order = toOrder({ sort_key, sort_dir })
    const selected = jobs.filter(({ job }) => matches(job)).toSorted((one, other) => order(one.job, other.job))
    if (selections.size >= maxRemembered) selections.clear()
    selections.set(key, selected)
    return selected
  }
}
