import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import type { FilterName } from '#contract/job-filters.ts'
import type { Reason } from '#contract/reasons.ts'
import type { Cloud } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import type { Messages } from '../../messages/en.ts'
import { Part } from '../../ui/part.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { Cover } from './cover.tsx'
import { CreatedCell, TimeCell } from './created-cell.tsx'
import type { HeldRow } from '../list/held-list.ts'
import { asksWhenFailed, orderOf } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { ReasonCell } from './reason-cell.tsx'
import { standing } from './reason-text.ts'
import { StateCell } from './state-cell.tsx'
import { textLanguage } from '../state-text.ts'
import { NameCell } from './name-cell.tsx'
import type { RowAddresses } from './row-addresses.ts'
import { PageTickBox, TickBox } from './tick-box.tsx'
import { TagsCell } from './tags-cell.tsx'

// Hidden unless a reader wants it.
const LocationCell = partOf(async () => (await import('./location-cell.tsx')).LocationCell)

/** Sorting and paging are the cloud's, the order of the columns is the reader's: the table draws rows and columns as they come. */
export const jobTableFeatures = tableFeatures({})

/** A row as it is drawn. One that equals the last one, part by part, is not drawn again. */
export interface JobRow extends HeldRow {
  reason: Reason | null | undefined
  /** Addresses of what the rows lead to. */
  to: RowAddresses
  isCompact: boolean
}

export type ColumnId = keyof Messages['list']['columns'] | 'updated' | 'location'
/** What a column is called: the time of the last update means another thing on each cloud. */
export const columnText = (id: ColumnId, cloud: Cloud, { list, lastUpdate, filters }: Messages): string =>
  id === 'updated' ? lastUpdate[cloud] : id === 'location' ? filters.train_location : list.columns[id]
const column = createColumnHelper<typeof jobTableFeatures, JobRow>()

/** The columns a source has anything to say in, in their order. */
export function columnsOf({ filters }: Pick<Source, 'filters'>): ColumnId[] {
  const asked: Partial<Record<ColumnId, FilterName>> = { batch: 'batch_name', tags: 'tag', location: 'train_location' }
  return columnOrder.filter((id) => {
    const filter = asked[id]
    return filter === undefined || filters.includes(filter)
  })
}

/** The columns of a list: where it is asked when jobs failed that time stands in the place of their creation, or beside it when they are sorted by that. */
export function listColumns(source: Source, search: JobSearch): ColumnId[] {
  const all = columnsOf(source)
  if (!asksWhenFailed(search, source)) return all
  return [...all.filter((id) => id !== 'created' || orderOf(search, source).key === 'create_time'), 'failed']
}

const columnOrder = ['cover', 'name', 'state', 'reason', 'created', 'updated', 'batch', 'tags', 'location'] as const satisfies readonly ColumnId[]

/** Every column there is: how its cells are drawn. */
export function jobColumns(messages: Messages, cloud: Cloud) {
  const { columns } = messages.list
  return column.columns([
    column.display({
      id: 'cover',
      header: () => <><span className="sr-only">{columns.cover}</span><PageTickBox /></>,
      cell: ({ row }) => <TickBox job={row.original.job}><Cover job={row.original.job} size={row.original.isCompact ? 24 : 36} /></TickBox>,
    }),
    column.display({
      id: 'name',
      header: columns.name,
      cell: ({ row }) => <NameCell job={row.original.job} to={row.original.to.job(row.original.job)} />,
    }),
    column.display({
      id: 'state',
      header: columns.state,
      cell: ({ row }) => <StateCell job={row.original.job} left={row.original.left} now={row.original.now} toState={row.original.to.state(row.original.job.state)} isCompact={row.original.isCompact} />,
    }),
    column.display({
      id: 'reason',
      header: columns.reason,
      cell: ({ row }) => <ReasonCell job={row.original.job} reason={row.original.reason} isCompact={row.original.isCompact} />,
    }),
    column.display({
      id: 'failed',
      header: columns.failed,
      cell: ({ row }) => <TimeCell at={standing(row.original.reason)?.at} />,
    }),
    column.display({
      id: 'updated',
      header: columnText('updated', cloud, messages),
      cell: ({ row }) => <TimeCell at={row.original.job.last_update_time} />,
    }),
    column.accessor((row) => row.job.create_time, {
      id: 'created',
      header: columns.created,
      cell: ({ row }) => <CreatedCell at={row.original.job.create_time} />,
    }),
    column.display({
      id: 'batch',
      header: columns.batch,
      cell: ({ row }) => {
        const { batch_name } = row.original.job
        if (batch_name === undefined) return null
        return (
          <a
            href={row.original.to.batch(batch_name)}
            lang={textLanguage(batch_name)}
            aria-label={messages.list.filterBy(messages.filters.batch_name, batch_name)}
            title={batch_name}
            className="cut block text-ink-2 quick hover:text-accent"
          >
            {batch_name}
          </a>
        )
      },
    }),
    column.display({
      id: 'tags',
      header: columns.tags,
      cell: ({ row }) => <TagsCell tags={row.original.job.tags ?? []} toFilter={row.original.to.tag} />,
    }),
    column.display({
      id: 'location',
      header: columnText('location', cloud, messages),
      cell: ({ row: { original: { job, to } } }) => <Part><LocationCell places={job.optional_training_location} toFilter={to.location} /></Part>,
    }),
  ])
}
