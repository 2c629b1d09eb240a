import { use } from 'react'
import type { ReactNode } from 'react'
import type { Job } from '#contract/job.ts'
import { useMessages } from '../../messages/messages.tsx'
import { RowContext } from './row-context.ts'
import { TicksContext } from './use-ticks.ts'

/** The cover of a row, which is its box to tick under the pointer, under the focus, and while any job is ticked. */
export function TickBox({ job, children }: { job: Job; children: ReactNode }) {
  const { messages } = useMessages()
  const { isTicked, tick } = use(RowContext)
  return (
    <>
      {children}
      <input
        type="checkbox"
        className="tick"
        aria-label={messages.ticks.one(job.name.trim() === '' ? job.job_id : job.name.slice(0, 200))}
        checked={isTicked}
        onChange={({ nativeEvent }) => tick(job.job_id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
    </>
  )
}

/** Ticks the whole page. */
export function PageTickBox() {
  const { messages } = useMessages()
  const ticks = use(TicksContext)
  if (ticks === undefined) return null
  return (
    <input
      type="checkbox"
      className="tick-page"
      aria-label={messages.ticks.page}
      title={messages.ticks.page}
      checked={ticks.ofPage === 'all'}
      ref={(element) => {
        if (element !== null) element.indeterminate = ticks.ofPage === 'some'
      }}
      onChange={ticks.tickPage}
    />
  )
}
