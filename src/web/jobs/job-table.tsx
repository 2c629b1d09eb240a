import { useTable } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { useMemo } from 'react'
import type { Source } from '#contract/source.ts'
import type { SortKey } from '#contract/job-filters.ts'
import { goTo } from '../address.ts'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { Icon } from '../ui/icon.tsx'
import { shownColumns, tableFrame, useColumnChoice } from './column-choice.ts'
import { ColumnHandle } from './column-handle.tsx'
import { columnsOf, jobColumns, jobTableFeatures } from './job-columns.tsx'
import type { JobRow } from './job-columns.tsx'
import { JobTableRow } from './job-table-row.tsx'
import type { JobSearch } from './job-search.ts'

/** Which column stands for which of the clouds' sort keys. */
const sortColumns: Partial<Record<string, SortKey>> = { created: 'create_time' }

interface JobTableProps {
  source: Source
  search: JobSearch
  rows: readonly JobRow[]
  /** All jobs that match, for screen readers. */
  count: number
  openJob: string | undefined
  /** Rows of another question, shown until the answer comes. */
  isDim: boolean
  onSort: (key: SortKey, dir: 'asc' | 'desc') => void
}

/** The jobs of one page. Sorting and paging are controlled from the address; the table only draws. */
export function JobTable({ source, search, rows, count, openJob, isDim, onSort }: JobTableProps) {
  const { messages } = useMessages()
  const { density } = usePreferences()
  const choice = useColumnChoice()
  const ids = shownColumns(columnsOf(source), choice)
  const columns = useMemo(() => {
    const all = jobColumns(messages)
    return shownColumns(columnsOf(source), choice).flatMap((id) => all.find((column) => column.id === id) ?? [])
  }, [messages, source, choice])
  const sortable = (id: string) => {
    const key = sortColumns[id]
    return key !== undefined && source.sort_keys.includes(key) ? key : undefined
  }
  const table = useTable({
    features: jobTableFeatures,
    columns,
    data: rows,
    getRowId: (row) => row.job.job_id,
    manualSorting: true,
    manualPagination: true,
    rowCount: count,
    state: {
      sorting: [{ id: Object.keys(sortColumns).find((id) => sortColumns[id] === search.sort_key) ?? '', desc: search.sort_dir === 'desc' }],
      pagination: { pageIndex: search.page - 1, pageSize: search.limit },
    },
  })

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
      aria-label={messages.list.title}
      aria-rowcount={count + 1}
      aria-busy={isDim}
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
        {table.getRowModel().rows.map((row, index) => (
          <JobTableRow
            key={row.id}
            jobRow={row.original}
            isOpen={row.original.job.job_id === openJob}
            rowIndex={(search.page - 1) * search.limit + index + 2}
            columns={columns.length}
            onOpen={() => goTo(row.original.toJob)}
          >
            {row.getAllCells().map((cell) => (
              <td key={cell.id} data-column={cell.column.id}>
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </JobTableRow>
        ))}
      </tbody>
    </table>
  )
}
