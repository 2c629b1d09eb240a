import { use } from 'react'
import type { Job } from '#contract/job.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { RowContext } from './row-context.ts'
import { StageTrack } from './stage-track.tsx'
import { stateText } from '../state-text.ts'

/** Whose move it is, in its weight: nobody's is the rule and stays unwritten. */
export const moveLooks = { you: 'font-medium text-ink', provider: 'text-ink-2', nobody: 'sr-only', done: 'sr-only', unknown: 'text-ink-3' } as const

interface StateCellProps {
  job: Job
  left: boolean
  now: Job | undefined
  toState: string
  /** One line has room for the track beside the word, two have it below. */
  isCompact: boolean
}

/** The state in a row: shape and word, then how far it is and whose move. Nobody's move is the rule and stays unwritten. */
export function StateCell({ job, left, now, toState, isCompact }: StateCellProps) {
  const { messages } = useMessages()
  const { isNear } = use(RowContext)
  const { text, isCode } = stateText(messages, job.cloud, job.state)
  const hidden = job.hidden_failure && job.console_group !== undefined && (
    <span
      className="hidden-mark box-border h-4 flex-none rounded-box border border-dashed border-control px-[5px] text-micro leading-[13px] text-ink-2"
      title={messages.list.hiddenHint(messages.consoleGroups[job.console_group])}
    >
      {messages.list.hidden}
    </span>
  )
  return (
    <>
      <div className="relative flex h-5 items-center gap-2">
        <Icon name={job.phase} className="text-phase" />
        <span className={`state-word cut ${isCode ? 'font-mono text-id' : ''}`} title={isCode ? job.state : `${text} (${job.state})`}>
          {text}
        </span>
        {isCompact && hidden}
        {left && (
          <span className="left-mark cut flex-[0_2_auto] rounded-box bg-accent-ground px-[5px] text-micro font-medium text-accent" title={messages.list.leftHint}>
            {now === undefined ? messages.list.left : messages.list.now(stateText(messages, now.cloud, now.state).text)}
          </span>
        )}
        {isCompact && <StageTrack job={job} />}
        {/* It lies over the end of the line only while it is wanted: nothing moves for it. */}
        {isNear && (
          <Link
            to={toState}
            aria-label={messages.list.filterBy(messages.filters.state, text)}
            title={messages.list.filterBy(messages.filters.state, text)}
            className="near absolute end-0 -top-0.5 grid size-6 place-items-center rounded-control bg-raised text-ink-3 quick hover:text-accent max-tablet:hidden"
          >
            <Icon name="filter" size={14} />
          </Link>
        )}
      </div>
      {!isCompact && (
        <div className="flex h-4 items-center gap-1.5 ps-6 text-small text-ink-3">
          <StageTrack job={job} />
          <span className={`cut ${moveLooks[job.actor]}`}>{messages.moves[job.actor]}</span>
          {hidden}
        </div>
      )}
    </>
  )
}
