import type { ReactNode } from 'react'
import type { FilterName } from '#contract/job-filters.ts'
import type { Reason } from '#contract/job-detail.ts'
import type { Cloud } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import type { Messages } from '../messages/en.ts'
import { Cover } from './cover.tsx'
import { CreatedCell, TimeCell } from './created-cell.tsx'
import type { HeldRow } from './held-list.ts'
import { asksWhenFailed, orderOf } from './job-search.ts'
import type { JobSearch } from './job-search.ts'
import { ReasonCell } from './reason-cell.tsx'
import { StateCell } from './state-cell.tsx'
import { textLanguage } from './state-text.ts'
import { NameCell } from './name-cell.tsx'
import type { RowAddresses } from './row-addresses.ts'
import { PageTickBox, TickBox } from './tick-box.tsx'
import { TagsCell } from './tags-cell.tsx'

/** A row as it is drawn. One that equals the last one, part by part, is not drawn again. */
export interface JobRow extends HeldRow {
  reason: Reason | null | undefined
  /** Addresses of what the rows lead to. */
  to: RowAddresses
  isCompact: boolean
}

export type ColumnId = keyof Messages['list']['columns'] | 'updated'
/** What a column is called: the time of the last update means another thing on each cloud. */
export const columnText = (id: ColumnId, cloud: Cloud, { list, lastUpdate }: Messages): string => (id === 'updated' ? lastUpdate[cloud] : list.columns[id])

/** The columns a source has anything to say in, in their order. */
export function columnsOf({ filters }: Pick<Source, 'filters'>): ColumnId[] {
  const asked = { batch: 'batch_name', tags: 'tag' } as const satisfies Partial<Record<ColumnId, FilterName>>
  return columnOrder.filter((id) => (id !== 'batch' && id !== 'tags') || filters.includes(asked[id]))
}

/** The columns of a list: where it is asked when jobs failed that time stands in the place of their creation, or beside it when they are sorted by that. */
export function listColumns(source: Source, search: JobSearch): ColumnId[] {
  const all = columnsOf(source)
  if (!asksWhenFailed(search, source)) return all
  return [...all.filter((id) => id !== 'created' || orderOf(search, source).key === 'create_time'), 'failed']
}

const columnOrder = ['cover', 'name', 'state', 'reason', 'created', 'updated', 'batch', 'tags'] as const satisfies readonly ColumnId[]

/** A column as it is drawn. */
export interface JobColumn {
  id: ColumnId
  head: ReactNode
  cell: (row: JobRow) => ReactNode
}

/** Every column there is: how its head and its cells are drawn. */
export function jobColumns(messages: Messages, cloud: Cloud): JobColumn[] {
  const { columns } = messages.list
  return [
    {
      id: 'cover',
      head: <><span className="sr-only">{columns.cover}</span><PageTickBox /></>,
      cell: ({ job, isCompact }) => <TickBox job={job}><Cover job={job} size={isCompact ? 24 : 36} /></TickBox>,
    },
    { id: 'name', head: columns.name, cell: ({ job, to }) => <NameCell job={job} to={to.job(job)} /> },
    {
      id: 'state',
      head: columns.state,
      cell: ({ job, left, now, to, isCompact }) => <StateCell job={job} left={left} now={now} toState={to.state(job.state)} isCompact={isCompact} />,
    },
    { id: 'reason', head: columns.reason, cell: ({ job, reason }) => <ReasonCell job={job} reason={reason} /> },
    { id: 'failed', head: columns.failed, cell: ({ reason }) => <TimeCell at={reason?.at} /> },
    { id: 'updated', head: columnText('updated', cloud, messages), cell: ({ job }) => <TimeCell at={job.last_update_time} /> },
    { id: 'created', head: columns.created, cell: ({ job }) => <CreatedCell at={job.create_time} /> },
    {
      id: 'batch',
      head: columns.batch,
      cell: ({ job: { batch_name }, to }) =>
        batch_name === undefined ? null : (
          <a
            href={to.batch(batch_name)}
            lang={textLanguage(batch_name)}
            aria-label={messages.list.filterBy(messages.filters.batch_name, batch_name)}
            title={batch_name}
            className="cut block text-ink-2 quick hover:text-accent"
          >
            {batch_name}
          </a>
        ),
    },
    { id: 'tags', head: columns.tags, cell: ({ job, to }) => <TagsCell tags={job.tags ?? []} toFilter={to.tag} /> },
  ]
}
