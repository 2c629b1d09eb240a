import { createColumnHelper, rowPaginationFeature, rowSortingFeature, tableFeatures } from '@tanstack/react-table'
import type { FilterName } from '#contract/job-filters.ts'
import type { Reason } from '#contract/job-detail.ts'
import type { Source } from '#contract/source.ts'
import { Link } from '../ui/link.tsx'
import { TwoLineTime } from '../ui/time.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { Messages } from '../messages/en.ts'
import { Cover } from './cover.tsx'
import type { HeldRow } from './held-list.ts'
import { ReasonCell } from './reason-cell.tsx'
import { StateCell } from './state-cell.tsx'
import { shortId, textLanguage } from './state-text.ts'
import { PageTickBox, TickBox } from './tick-box.tsx'
import { TagsCell } from './tags-cell.tsx'

/** Sorting and paging are the cloud's; the table is told what they are and draws the rows as they come. */
export const jobTableFeatures = tableFeatures({
  rowSortingFeature,
  rowPaginationFeature,
})

export interface JobRow extends HeldRow {
  reason: Reason | null | undefined
  /** Addresses of what a row leads to. */
  toJob: string
  toBatch: string
  toTag: (tag: string) => string
  toState: string
  /** Cover's edge in px. */
  coverSize: number
}

export type ColumnId = keyof Messages['list']['columns']
const column = createColumnHelper<typeof jobTableFeatures, JobRow>()

/** The columns a source has anything to say in, in their order. */
export function columnsOf(source: Source): ColumnId[] {
  const asked = { batch: 'batch_name', tags: 'tag' } as const satisfies Partial<Record<ColumnId, FilterName>>
  return columnOrder.filter((id) => (id !== 'batch' && id !== 'tags') || source.filters.includes(asked[id]))
}
const columnOrder = ['cover', 'name', 'state', 'reason', 'created', 'batch', 'tags'] as const satisfies readonly ColumnId[]

/** Every column there is: how its cells are drawn. */
export function jobColumns(messages: Messages) {
  const { columns } = messages.list
  return column.columns([
    column.display({
      id: 'cover',
      header: () => <><span className="sr-only">{columns.cover}</span><PageTickBox /></>,
      cell: ({ row }) => <TickBox job={row.original.job}><Cover job={row.original.job} size={row.original.coverSize} /></TickBox>,
      enableSorting: false,
    }),
    column.display({
      id: 'name',
      header: columns.name,
      enableSorting: false,
      cell: ({ row }) => {
        const { job, toJob } = row.original
        const name = job.name.trim() === '' ? messages.list.noName : job.name
        return (
          <>
            <div className="flex h-5 items-center">
              <Link to={toJob} data-job={job.job_id} lang={textLanguage(name)} dir="auto" title={name} className="cut font-medium text-ink">
                {name.slice(0, 200)}
              </Link>
            </div>
            <div className="second-line group/id flex h-4 items-center gap-1 text-ink-3">
              <span className="cut font-mono text-id" title={job.job_id}>{shortId(job.job_id)}</span>
              <span className="opacity-0 group-hover/id:opacity-100 focus-within:opacity-100">
                <CopyButton text={job.job_id} label={messages.list.copyId} className="size-4!" />
              </span>
            </div>
          </>
        )
      },
    }),
    column.display({
      id: 'state',
      header: columns.state,
      enableSorting: false,
      cell: ({ row }) => <StateCell job={row.original.job} left={row.original.left} now={row.original.now} toState={row.original.toState} />,
    }),
    column.display({
      id: 'reason',
      header: columns.reason,
      enableSorting: false,
      cell: ({ row }) => <ReasonCell job={row.original.job} reason={row.original.reason} />,
    }),
    column.accessor((row) => row.job.create_time, {
      id: 'created',
      header: columns.created,
      cell: ({ row }) => <TwoLineTime at={row.original.job.create_time} />,
    }),
    column.display({
      id: 'batch',
      header: columns.batch,
      enableSorting: false,
      cell: ({ row }) => {
        const { job, toBatch } = row.original
        if (job.batch_name === undefined) return null
        return (
          <Link
            to={toBatch}
            lang={textLanguage(job.batch_name)}
            aria-label={messages.list.filterBy(messages.filters.batch_name, job.batch_name)}
            title={job.batch_name}
            className="cut block text-ink-2 quick hover:text-accent"
          >
            {job.batch_name}
          </Link>
        )
      },
    }),
    column.display({
      id: 'tags',
      header: columns.tags,
      enableSorting: false,
      cell: ({ row }) => <TagsCell tags={row.original.job.tags ?? []} toFilter={row.original.toTag} />,
    }),
  ])
}
