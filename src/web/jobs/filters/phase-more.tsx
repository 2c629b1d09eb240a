import { useRef } from 'react'
import type { RefObject } from 'react'
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
import { choiceOf, isWanted, stripPhases, withOnly } from './state-choice.ts'
import { useLeftOut } from './use-left-out.ts'

interface PhaseMoreProps {
  strip: RefObject<HTMLElement | null>
  source: Source
  search: JobSearch
  counts: Counts | undefined
}

/** The phases that the strip has no room for, and how many jobs are in them together. The one that is on alone stays in the strip. */
export function PhaseMore({ strip, source, search, counts }: PhaseMoreProps) {
  const { messages, language } = useMessages()
  const panel = usePanelWords()
  const menu = useRef<HTMLDetailsElement>(null)
  const all = stripPhases(source.cloud, search, counts)
  const leftOut = useLeftOut(strip, all.join(), all.find((phase) => isWanted(search, phase)))
  const phases = all.filter((phase) => leftOut.includes(phase))
  const isAsked = (phase: Phase) => choiceOf(search, { kind: 'phase', value: phase }) !== 'off'
  const countOf = (phase: Phase) => counts?.phases[phase]
  if (phases.length === 0) return null
  return (
    <Menu ref={menu} className="flex flex-none items-center pe-2 max-tablet:pe-1">
      <summary className={`inline-flex h-8 list-none items-baseline gap-1.5 rounded-control px-2 leading-8 whitespace-nowrap quick hover:bg-sunk hover:text-ink ${phases.some(isAsked) ? 'font-medium text-ink' : 'text-ink-2'} [&::-webkit-details-marker]:hidden`}>
        {panel.morePhases}
        <span className="text-small text-ink-3 empty:hidden">
          {phases.every((phase) => countOf(phase) !== undefined) && phases.reduce((sum, phase) => sum + (countOf(phase) ?? 0), 0).toLocaleString(language)}
        </span>
        <Icon name="down" size={14} className="self-center text-ink-3" />
      </summary>
      <ul aria-label={messages.list.phasesNav} className="absolute end-2 top-full mt-1 w-48 rounded-panel border border-line bg-raised p-1 text-ink shadow-floating">
        {phases.map((phase) => (
          <li key={phase}>
            <Link
              to={toAddress(source.id, withOnly(search, { kind: 'phase', value: phase }))}
              data-phase={phase}
              className="flex h-8 items-baseline gap-2 rounded-control px-2 leading-8 quick hover:bg-hover aria-[current]:font-medium max-tablet:h-10 max-tablet:leading-10"
              aria-current={isAsked(phase) ? 'true' : undefined}
              onClick={() => closeMenu(menu)}
            >
              <Icon name={phase} className="self-center text-phase" />
              {messages.phases[phase]}
              <span className="ms-auto text-small text-ink-3">{countOf(phase)?.toLocaleString(language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  )
}
