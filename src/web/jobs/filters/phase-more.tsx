import { useEffect, useRef } from 'react'
import type { Counts } from '#contract/job-list.ts'
import type { Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { closeMenu, Menu } from '../../ui/menu.tsx'
import type { JobSearch } from '../job-search.ts'
import { usePanelWords } from './panel-words.ts'
import { choiceOf, isOnly, stripPhases, withOnly } from './state-choice.ts'

interface PhaseMoreProps {
  source: Source
  search: JobSearch
  counts: Counts | undefined
}

/** Those that a narrow strip has no room for, and those that a phone's has not either, as styles.css has it too. */
const rarePhases: readonly Phase[] = ['stopped', 'rejected', 'suspended', 'unknown']
const earlyPhases: readonly Phase[] = ['draft', 'review']

/** The rare phases where the strip is narrow, and how many jobs are in them together. The one that is on alone stays in the strip. */
export function PhaseMore({ source, search, counts }: PhaseMoreProps) {
  const { messages, language } = useMessages()
  const panel = usePanelWords()
  const menu = useRef<HTMLDetailsElement>(null)
  const all = stripPhases(source.cloud, search, counts).filter((phase) => !isOnly(search, phase))
  const rare = all.filter((phase) => rarePhases.includes(phase))
  const phases = all.filter((phase) => rarePhases.includes(phase) || earlyPhases.includes(phase))
  const isAsked = (phase: Phase) => choiceOf(search, { kind: 'phase', value: phase }) !== 'off'
  const countOf = (phase: Phase) => counts?.phases[phase]
  const sumOf = (some: readonly Phase[]) => (some.every((phase) => countOf(phase) !== undefined) ? some.reduce((sum, phase) => sum + (countOf(phase) ?? 0), 0).toLocaleString(language) : '')
  // It takes room from the strip, and the counts widen what stands there: the phase that is on is brought back into sight.
  const isCounted = counts !== undefined
  const seen = useRef<boolean>(undefined)
  useEffect(() => {
    if (seen.current === isCounted) return
    seen.current = isCounted
    menu.current?.parentElement?.querySelector('a[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isCounted])
  if (rare.length < 2) return null
  return (
    <Menu ref={menu} className="phase-more flex flex-none items-center pe-2">
      <summary className={`inline-flex h-8 list-none items-center gap-1.5 rounded-control px-2 whitespace-nowrap quick hover:bg-sunk hover:text-ink ${phases.some(isAsked) ? 'font-medium text-ink' : 'text-ink-2'} [&::-webkit-details-marker]:hidden`}>
        {panel.morePhases}
        <span className="phase-rare text-small text-ink-3 empty:hidden">{sumOf(rare)}</span>
        <span className="phase-early text-small text-ink-3 empty:hidden">{sumOf(phases)}</span>
        <Icon name="down" size={14} className="text-ink-3" />
      </summary>
      <ul aria-label={messages.list.phasesNav} className="absolute end-2 top-full mt-1 w-48 rounded-panel border border-line bg-raised p-1 text-ink shadow-floating">
        {phases.map((phase) => (
          <li key={phase} className={earlyPhases.includes(phase) ? 'phase-early' : ''}>
            <Link
              to={toAddress(source.id, withOnly(search, { kind: 'phase', value: phase }))}
              data-phase={phase}
              className="flex h-8 items-center gap-2 rounded-control px-2 quick hover:bg-hover aria-[current]:font-medium max-tablet:h-10"
              aria-current={isAsked(phase) ? 'true' : undefined}
              onClick={() => closeMenu(menu)}
            >
              <Icon name={phase} className="text-phase" />
              {messages.phases[phase]}
              <span className="ms-auto text-small text-ink-3">{countOf(phase)?.toLocaleString(language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  )
}
