import { useTable } from '@tanstack/react-table'
import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { use, useCallback, useEffect, useMemo, useRef } from 'react'
import type { Source } from '#contract/source.ts'
import { goTo } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { usePreferences } from '../../preferences.ts'
import { Icon } from '../../ui/icon.tsx'
import { Later } from '../../ui/later.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { isPlainClick } from '../../ui/link.tsx'
import { ageText, clockText } from '../../ui/time-text.ts'
import { useServerNow } from '../../ui/use-now.ts'
import { shownColumns, tableFrame, useColumnChoice, widthText } from './column-choice.ts'
import { jobColumns, jobTableFeatures, listColumns } from './job-columns.tsx'
import type { JobRow } from './job-columns.tsx'
import { JobTableRow } from './job-table-row.tsx'
import { orderOf } from '../job-search.ts'
import type { JobSearch, Order, OrderKey } from '../job-search.ts'
import { useDrawnRows } from './use-drawn-rows.ts'
import { TicksContext } from './use-ticks.ts'

const ColumnHandle = partOf(async () => (await import('./column-handle.tsx')).ColumnHandle)

/** Which column stands for which order. */
const sortColumns: Partial<Record<string, OrderKey>> = { failed: 'failure', created: 'create_time', updated: 'update_time' }

const rowHeightsPx = { comfortable: 48, compact: 32 } as const

/** What stands above and below the rows takes at least so much of the window. */
const aroundRowsPx = 200

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
  onSort: (order: Order) => void
}

/** The jobs of one page. Sorting and paging are controlled from the address; the table only draws. */
export function JobTable({ source, search, question, rows, count, openJob, isDim, onSort }: JobTableProps) {
  const { messages, language } = useMessages()
  const { density, zone } = usePreferences()
  const now = useServerNow(30_000)
  const choice = useColumnChoice()
  const order = orderOf(search, source)
  const { cloud } = source
  // A text: the source is another object after each refresh.
  const listed = listColumns(source, search).join(' ')
  const ids = useMemo(() => shownColumns(listed.split(' '), choice), [listed, choice])
  const columns = useMemo(() => {
    const all = jobColumns(messages, cloud)
    return ids.flatMap((id) => all.find((column) => column.id === id) ?? [])
  }, [messages, cloud, ids])
  const sortable = (id: string) => {
    const key = sortColumns[id]
    return key === 'failure' || (key !== undefined && source.sort_keys.includes(key)) ? key : undefined
  }
  // Those in reach of the window at once, and the one that is open.
  const inReach = Math.max(1, Math.ceil((innerHeight - aroundRowsPx) / rowHeightsPx[density]), rows.findIndex(({ job }) => job.job_id === openJob) + 1)
  const drawn = useDrawnRows(question, inReach, rows.length)
  const table = useTable({ features: jobTableFeatures, columns, data: rows, getRowId: (row) => row.job.job_id })
  const ticks = use(TicksContext)
  const newestTicks = useRef(ticks)
  useEffect(() => {
    newestTicks.current = ticks
  })
  const tick = useCallback((jobId: string, isRange: boolean) => newestTicks.current?.tick(jobId, isRange), [])

  const follow = (event: MouseEvent) => {
    const { target } = event
    if (event.defaultPrevented || !(target instanceof Element)) return
    const link = target.closest('a')
    if (link !== null) {
      if (!isPlainClick(event)) return
      event.preventDefault()
      return goTo(link.getAttribute('href') ?? '')
    }
    // The name is the link that the keyboard and screen readers use; its row is a larger target for the mouse.
    if (target.closest('button, input') !== null || String(getSelection()) !== '') return
    const id = target.closest('tr')?.dataset['row']
    const row = rows.find(({ job }) => job.job_id === id)
    if (row !== undefined) goTo(row.to.job(row.job))
  }

  const sortHead = (id: string, head: ReactNode) => {
    const key = sortable(id)
    if (key === undefined) return head
    const isSorted = order.key === key
    const icon = isSorted && <Icon name={order.dir === 'desc' ? 'sort-down' : 'sort-up'} size={12} />
    // Who failed last stands first, and nothing else can be asked for.
    if (isSorted && key === 'failure') return <span className="inline-flex h-6 items-center gap-1">{head}{icon}</span>
    return (
      <button
        type="button"
        className="inline-flex h-6 items-center gap-1 rounded-control pe-1 quick hover:text-ink"
        onClick={() => onSort({ key, dir: isSorted && order.dir === 'desc' ? 'asc' : 'desc' })}
      >
        {head}
        {icon}
      </button>
    )
  }

  // A card has no head. Where its time is not the one that lists are first ordered by, the style sheet sets these words before it.
  const timeLabel: CSSProperties & Record<'--time', string> = { '--time': `'${messages.list.columns[ids.includes('failed') ? 'failed' : 'created']} '` }

  return (
    <table
      className="job-table"
      {...tableFrame(ids, choice)}
      data-density={density}
      data-dim={isDim}
      data-ticking={ticks !== undefined && ticks.jobs.size > 0}
      aria-label={messages.list.title}
      aria-rowcount={count + 1}
      aria-busy={isDim || drawn < rows.length}
    >
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={1}>
            {group.headers.map((header) => {
              const { id } = header.column
              const key = sortable(id)
              const width = choice.widths[id]
              const sorted = order.key === key ? (order.dir === 'desc' ? 'descending' : 'ascending') : 'none'
              return (
                <th key={id} scope="col" data-column={id} style={width === undefined ? undefined : { width: widthText(width) }} {...(key === undefined ? {} : { 'aria-sort': sorted })}>
                  {sortHead(id, <table.FlexRender header={header} />)}
                  {id !== 'cover' && id !== 'reason' && <Later isQuiet><ColumnHandle id={id} /></Later>}
                </th>
              )
            })}
          </tr>
        ))}
      </thead>
      {/* One for all rows: a page has four hundred links. Another question's rows go with their body, at once. */}
      <tbody key={question} style={timeLabel} onClick={follow}>
        {table.getRowModel().rows.slice(0, drawn).map((row, index) => {
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
              clock={created === undefined ? '' : clockText(created, zone)}
            />
          )
        })}
      </tbody>
    </table>
  )
}
