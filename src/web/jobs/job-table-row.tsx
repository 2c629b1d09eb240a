import { Component } from 'react'
import type { ReactNode } from 'react'
import type { Job } from '#contract/job.ts'
import { useMessages } from '../messages/messages.tsx'
import type { JobRow } from './job-columns.tsx'

interface RowProps {
  jobRow: JobRow
  isOpen: boolean
  rowIndex: number
  columns: number
  onOpen: () => void
  children: ReactNode
}

/** One row. A click anywhere opens the job, unless it ended a selection of text or was meant for a link or a button. */
export function JobTableRow({ jobRow, isOpen, rowIndex, columns, onOpen, children }: RowProps) {
  const { job, left, changes } = jobRow
  return (
    <tr
      aria-rowindex={rowIndex}
      data-row={job.job_id}
      data-phase={job.phase}
      data-open={isOpen}
      data-left={left}
      // Two names of one fade, in turn: each change is a new animation.
      data-changed={changes === 0 ? undefined : changes % 2 === 1 ? 'once' : 'again'}
      // The name in it is the link that the keyboard and screen readers use; the row is a larger target for the mouse.
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a, button, input') !== null) return
        if (String(getSelection()) !== '') return
        onOpen()
      }}
    >
      <RowBoundary job={job} columns={columns}>
        {children}
      </RowBoundary>
    </tr>
  )
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
