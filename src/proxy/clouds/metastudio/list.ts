import type { FilterName } from '#contract/job-filters.ts'
import type { ListAnswer, ListQuery } from '../cloud.ts'
import type { QueryPairs } from '../encode.ts'
import type { Unreadable } from '../lenient.ts'
import { present } from '../present.ts'
import { toInstant } from '../to-instant.ts'
import { toJob } from './to-job.ts'
import type { WireRow } from './wire.ts'

/** The query of List2dModelTrainingJob. Paging and order are always said: the vendor's own defaults are ten and oldest first. */
export function toListQuery({ filters, states, offset, limit, sort_key, sort_dir }: ListQuery): QueryPairs {
  const pairs = { ...filters, state: states?.join(','), offset: String(offset), limit: String(limit), sort_key, sort_dir }
  return Object.entries(pairs).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
}

/** Rows of the same id as one, at the place of the first. The newest wins, field by field. */
function withoutDuplicates(rows: readonly WireRow[]): WireRow[] {
  const byId = new Map<string, WireRow>()
  for (const row of rows) {
    const other = byId.get(row.job_id)
    if (other === undefined) {
      byId.set(row.job_id, row)
      continue
    }
    const [older, newer] = isOlder(row, other) ? [row, other] : [other, row]
    byId.set(row.job_id, { ...older, ...present(newer) })
  }
  return [...byId.values()]
}

const isOlder = (one: WireRow, other: WireRow): boolean =>
  Date.parse(toInstant(one.last_update_time) ?? '') < Date.parse(toInstant(other.last_update_time) ?? '')

/**
 * The vendor describes `update_until` with the words of `update_since`. Whole seconds: that is what was asked for.
 */
function ignoredFilters(rows: readonly WireRow[], updateUntil: string | undefined): FilterName[] {
  if (updateUntil === undefined) return []
  const until = Date.parse(updateUntil)
  const violates = rows.some(({ last_update_time }) => {
    const at = toInstant(last_update_time)
    return at !== undefined && Math.floor(Date.parse(at) / 1000) * 1000 > until
  })
  return violates ? ['update_until'] : []
}

/** One page, from the rows that could be read. */
export function toListAnswer(
  { count, rows, unreadable }: { count: number | undefined; rows: readonly WireRow[]; unreadable: Pick<Unreadable, 'rows'> },
  query: ListQuery,
  sourceId: string,
): ListAnswer {
  const distinct = withoutDuplicates(rows).slice(0, query.limit)
  const ignored = ignoredFilters(rows, query.filters.update_until)
  // Never fewer than there are to be seen: the page could not be reached otherwise.
  const seen = distinct.length === 0 ? 0 : query.offset + distinct.length
  return present({
    count: Math.max(seen, Math.trunc(count ?? 0)),
    jobs: distinct.map((row) => toJob(row, sourceId)),
    cloudIgnored: ignored.length === 0 ? undefined : ignored,
    unreadable: unreadable.rows === 0 ? undefined : unreadable.rows,
  })
}
