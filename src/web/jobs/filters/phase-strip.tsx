import { useRef } from 'react'
import type { Counts } from '#contract/job-list.ts'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { numberText } from '../../messages/number-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { Later } from '../../ui/later.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { Link } from '../../ui/link.tsx'
import { stateFilters } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { isOnly, isWanted, stripPhases, withOnly, withoutStates } from './state-choice.ts'

const PhaseMore = partOf(async () => (await import('./phase-more.tsx')).PhaseMore)

interface PhaseStripProps {
  source: Source
  search: JobSearch
  counts: Counts | undefined
  /** The counts are there or will be: room is kept for them, so that little moves when they come. */
  isCounted: boolean
}

/** All jobs and each phase with its count, under the other filters: one click away. Where not all have room the rare ones go into a menu, unless one is on: styles.css says which, and the menu itself takes what still does not fit. */
export function PhaseStrip({ source, search, counts, isCounted }: PhaseStripProps) {
  const { messages } = useMessages()
  const number = (count: number | undefined) => (count === undefined ? '' : numberText(count))
  const room = isCounted ? 'empty:min-w-[2ch]' : ''
  const phases = stripPhases(source.cloud, search, counts)
  const isAll = stateFilters.every((name) => search.filters[name] === undefined)
  const strip = useRef<HTMLDivElement>(null)
  return (
    <nav aria-label={messages.list.phasesNav} className="phases relative z-4 flex h-11 flex-none border-b border-line">
      <div ref={strip} className="phase-strip">
        <Link to={toAddress(source.id, withoutStates(search))} aria-current={isAll ? 'true' : undefined}>
          {messages.list.all} <span className={`text-small text-ink-3 ${isCounted ? 'empty:min-w-[5ch]' : ''}`}>{number(counts?.total)}</span>
        </Link>
        {phases.map((phase) => (
          <Link
            key={phase}
            to={toAddress(source.id, withOnly(search, { kind: 'phase', value: phase }))}
            data-phase={phase}
            aria-current={isWanted(search, phase) ? 'true' : undefined}
            title={isWanted(search, phase) && !isOnly(search, phase, source.cloud) ? messages.list.partly : undefined}
          >
            <Icon name={phase} className="self-center text-phase" />
            {messages.phases[phase]}
            <span className={`text-small ${room} ${phase === 'failed' && counts?.phases.failed !== 0 ? 'font-medium text-phase-failed' : 'text-ink-3'}`}>{number(counts?.phases[phase])}</span>
          </Link>
        ))}
      </div>
      <Later>
        <PhaseMore strip={strip} source={source} search={search} counts={counts} />
      </Later>
    </nav>
  )
}
