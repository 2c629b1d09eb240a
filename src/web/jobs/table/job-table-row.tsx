import type { Row } from '@tanstack/react-table'
import { cell_getContext } from '@tanstack/react-table/static-functions'
import { Component, memo, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Job } from '#contract/job.ts'
import { useMessages } from '../../messages/messages.tsx'
import type { JobRow, jobTableFeatures } from './job-columns.tsx'
import { RowContext } from './row-context.ts'
import type { RowState } from './row-context.ts'

type TableRow = Row<typeof jobTableFeatures, JobRow>

interface RowProps extends Omit<RowState, 'isNear'> {
  row: TableRow
  /** The columns as they stand: others are another row to draw. */
  columns: readonly unknown[]
  isOpen: boolean
  rowIndex: number
}

/** Every refresh makes rows anew, most of which say the same: those are not drawn again. */
const isSame = ({ row: { original: before }, ...was }: RowProps, { row: { original: after }, ...is }: RowProps) =>
  before.job === after.job &&
  before.left === after.left &&
  before.now === after.now &&
  before.changes === after.changes &&
  before.reason === after.reason &&
  before.to === after.to &&
  before.isCompact === after.isCompact &&
  was.columns === is.columns &&
  was.isOpen === is.isOpen &&
  was.rowIndex === is.rowIndex &&
  was.isTicked === is.isTicked &&
  was.tick === is.tick &&
  was.age === is.age &&
  was.clock === is.clock

/** One row. What clicks on it do is the table's. */
export const JobTableRow = memo(function JobTableRow({ row, columns, isOpen, rowIndex, isTicked, tick, age, clock }: RowProps) {
  const { job, left, changes } = row.original
  const [isNear, setIsNear] = useState(false)
  const state = useMemo(() => ({ isNear, isTicked, tick, age, clock }), [isNear, isTicked, tick, age, clock])
  const comeNear = () => setIsNear(true)
  return (
    <tr
      aria-rowindex={rowIndex}
      data-row={job.job_id}
      data-phase={job.phase}
      data-open={isOpen}
      data-left={left}
      data-ticked={isTicked}
      data-hidden={job.hidden_failure && job.console_group !== undefined}
      // Two names of one fade, in turn: each change is a new animation.
      data-changed={changes === 0 ? undefined : changes % 2 === 1 ? 'once' : 'again'}
      onPointerEnter={comeNear}
      onFocus={comeNear}
    >
      <RowBoundary job={job} columns={columns.length}>
        <RowContext value={state}>
          <Cells row={row} />
        </RowContext>
      </RowBoundary>
    </tr>
  )
}, isSame)

/** A component of its own, so that what fails in a cell is met by the boundary around it. */
function Cells({ row }: { row: TableRow }) {
  return row.getAllCells().map((cell) => {
    const { id, columnDef } = cell.column
    // Called, not drawn as a component of its own: none holds anything, and a page has eight hundred. Nor is what it is called with kept, as
    // the cell's own function would, with a dozen objects around it; that one's type tells of the same what this one's leaves open.
    const content = typeof columnDef.cell === 'function' ? columnDef.cell(cell_getContext(cell) as ReturnType<typeof cell.getContext>) : columnDef.cell
    // What the other cells say they say of the job that is named here; its id below the name is no part of that.
    return id === 'name' ? <th key={id} scope="row" aria-labelledby={`name-${row.id}`} data-column={id}>{content}</th> : <td key={id} data-column={id}>{content}</td>
  })
}

interface BoundaryProps {
  job: Job
  columns: number
  children: ReactNode
}

/** Keeps a row that cannot be drawn from taking the others with it; another word of its job is another attempt. */
class RowBoundary extends Component<BoundaryProps, { job: Job; hasFailed: boolean }> {
  override state = { job: this.props.job, hasFailed: false }

  static getDerivedStateFromProps({ job }: BoundaryProps, before: { job: Job }) {
    return job === before.job ? null : { job, hasFailed: false }
  }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return <NotDrawn jobId={this.props.job.job_id} columns={this.props.columns} />
  }
}

function NotDrawn({ jobId, columns }: { jobId: string; columns: number }) {
  const { messages } = useMessages()
  return (
    <td colSpan={columns} className="ps-(--gutter)! text-ink-3">
      <span className="font-mono text-id">{jobId}</span> {messages.list.notDrawn}
    </td>
  )
}
