import { useTable } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { use, useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import type { Source } from '#contract/source.ts'
import type { SortKey } from '#contract/job-filters.ts'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { Icon } from '../ui/icon.tsx'
import { ageText, clockText } from '../ui/time-text.ts'
import { useNow } from '../ui/use-now.ts'
import { shownColumns, tableFrame, useColumnChoice } from './column-choice.ts'
import { ColumnHandle } from './column-handle.tsx'
import { columnsOf, jobColumns, jobTableFeatures } from './job-columns.tsx'
import type { JobRow } from './job-columns.tsx'
import { JobTableRow } from './job-table-row.tsx'
import type { JobSearch } from './job-search.ts'
import { TicksContext } from './use-ticks.ts'

/** Which column stands for which of the clouds' sort keys. */
const sortColumns: Partial<Record<string, SortKey>> = { created: 'create_time' }

/** As many rows as a large screen shows: they are drawn at once, the others of a page right after them. */
const firstRows = 32

interface JobTableProps {
  source: Source
  search: JobSearch
  /** What the rows answer. */
  question: string
  rows: readonly JobRow[]
  /** All jobs that match, for screen readers. */
  count: number
  openJob: string | undefined
  /** Rows of another question, shown until the answer comes. */
  isDim: boolean
  onSort: (key: SortKey, dir: 'asc' | 'desc') => void
}

/** The jobs of one page. Sorting and paging are controlled from the address; the table only draws. */
export function JobTable({ source, search, question, rows, count, openJob, isDim, onSort }: JobTableProps) {
  const { messages, language } = useMessages()
  const { density, zone } = usePreferences()
  const now = useNow(30_000)
  const choice = useColumnChoice()
  const { filters } = source
  const ids = useMemo(() => shownColumns(columnsOf({ filters }), choice), [filters, choice])
  const columns = useMemo(() => {
    const all = jobColumns(messages)
    return ids.flatMap((id) => all.find((column) => column.id === id) ?? [])
  }, [messages, ids])
  const sortable = (id: string) => {
    const key = sortColumns[id]
    return key !== undefined && source.sort_keys.includes(key) ? key : undefined
  }
  const table = useTable({ features: jobTableFeatures, columns, data: rows, getRowId: (row) => row.job.job_id })
  const tableRows = table.getRowModel().rows
  const isWhole = useDeferredValue(question, '') === question
  const drawn = isWhole ? tableRows : tableRows.slice(0, Math.max(firstRows, rows.findIndex(({ job }) => job.job_id === openJob) + 1))
  const ticks = use(TicksContext)
  const newestTicks = useRef(ticks)
  useEffect(() => {
    newestTicks.current = ticks
  })
  const tick = useCallback((jobId: string, isRange: boolean) => newestTicks.current?.tick(jobId, isRange), [])

  const sortHead = (id: string, head: ReactNode) => {
    const key = sortable(id)
    if (key === undefined) return head
    const isSorted = search.sort_key === key
    return (
      <button
        type="button"
        className="inline-flex h-6 items-center gap-1 rounded-control pe-1 quick hover:text-ink"
        onClick={() => onSort(key, isSorted && search.sort_dir === 'desc' ? 'asc' : 'desc')}
      >
        {head}
        {isSorted && <Icon name={search.sort_dir === 'desc' ? 'sort-down' : 'sort-up'} size={12} />}
      </button>
    )
  }

  return (
    <table
      className="job-table"
      {...tableFrame(ids, choice)}
      data-density={density}
      data-dim={isDim}
      data-ticking={ticks !== undefined && ticks.jobs.size > 0}
      aria-label={messages.list.title}
      aria-rowcount={count + 1}
      aria-busy={isDim || !isWhole}
    >
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={1}>
            {group.headers.map((header) => {
              const key = sortable(header.column.id)
              const sorted = search.sort_key === key ? (search.sort_dir === 'desc' ? 'descending' : 'ascending') : 'none'
              return (
                <th key={header.id} scope="col" data-column={header.column.id} style={{ width: choice.widths[header.column.id] }} {...(key === undefined ? {} : { 'aria-sort': sorted })}>
                  {sortHead(header.column.id, <table.FlexRender header={header} />)}
                  {header.column.id !== 'cover' && header.column.id !== 'reason' && <ColumnHandle id={header.column.id} />}
                </th>
              )
            })}
          </tr>
        ))}
      </thead>
      <tbody>
        {drawn.map((row, index) => {
          const { job } = row.original
          const created = job.create_time === undefined ? undefined : Date.parse(job.create_time)
          return (
            <JobTableRow
              key={row.id}
              row={row}
              columns={columns}
              isOpen={job.job_id === openJob}
              rowIndex={(search.page - 1) * search.limit + index + 2}
              isTicked={ticks?.jobs.has(job.job_id) === true}
              tick={tick}
              age={created === undefined ? '' : ageText(created, now, language, zone)}
              clock={created === undefined ? '' : clockText(created, language, zone)}
            />
          )
        })}
      </tbody>
    </table>
  )
}
