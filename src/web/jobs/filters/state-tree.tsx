import { useState } from 'react'
import type { Counts } from '#contract/job-list.ts'
import type { Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { useMessages } from '../../messages/messages.tsx'
import { CheckBox } from '../../ui/check-box.tsx'
import { Icon } from '../../ui/icon.tsx'
import { choiceOf, phaseTree, withChoice, withOnly } from './state-choice.ts'
import type { StateOrPhase } from './state-choice.ts'
import { stateText } from '../state-text.ts'
import type { JobSearch } from '../job-search.ts'
import { usePanelWords } from './panel-words.ts'
import { onTreeKey } from './tree-keys.ts'

interface StateTreeProps {
  source: Source
  search: JobSearch
  counts: Counts | undefined
  unfolded: readonly Phase[]
  onUnfold: (phase: Phase) => void
  onChange: (search: JobSearch) => void
}

/** How many states of a phase are shown before "more". */
const shortList = 8

/** Phases, and below an unfolded one its states, each to be wanted, excluded or wanted alone. */
export function StateTree({ source, search, counts, unfolded, onUnfold, onChange }: StateTreeProps) {
  const { messages } = useMessages()
  const panel = usePanelWords()
  const [whole, setWhole] = useState<readonly Phase[]>([])
  const countOfState = (state: string) => counts?.states?.[state]
  // What they stand in order of: the first count of each, so that none moves under a hand that is about to press it.
  const [order, setOrder] = useState({ source: source.id, counts: counts?.states ?? {} })
  const known = order.source === source.id ? order.counts : {}
  if (order.source !== source.id || Object.keys(counts?.states ?? {}).some((state) => known[state] === undefined)) {
    setOrder({ source: source.id, counts: { ...counts?.states, ...known } })
  }

  return (
    <ul onKeyDown={onTreeKey}>
      {phaseTree(source.cloud).map(({ phase, states }) => {
        // One state alone says no more than its phase.
        const isUnfolded = states.length > 1 && unfolded.includes(phase)
        // The fullest states first; one that is chosen is always in sight.
        const sorted = states.toSorted((a, b) => (known[b] ?? 0) - (known[a] ?? 0))
        const isInSight = (state: string, index: number) => index < shortList || choiceOf(search, { kind: 'state', value: state }) !== 'off'
        const visible = whole.includes(phase) ? sorted : sorted.filter(isInSight)
        return (
          <li key={phase}>
            <Option
              source={source}
              one={{ kind: 'phase', value: phase }}
              label={messages.phases[phase]}
              count={counts?.phases[phase] ?? (counts?.exact === true ? 0 : undefined)}
              search={search}
              onChange={onChange}
              unfold={states.length > 1 ? { isUnfolded, toggle: () => onUnfold(phase) } : undefined}
            />
            {isUnfolded && (
              <ul>
                {visible.map((state) => (
                  <li key={state}>
                    <Option
                      source={source}
                      one={{ kind: 'state', value: state }}
                      label={stateText(messages, source.cloud, state).text}
                      count={countOfState(state) ?? (counts?.states === undefined ? undefined : 0)}
                      search={search}
                      onChange={onChange}
                    />
                  </li>
                ))}
                {(sorted.length > visible.length || whole.includes(phase)) && sorted.length > shortList && (
                  <li>
                    <button
                      type="button"
                      className="flex h-6 w-full items-center rounded-control ps-[30px] text-small text-ink-3 quick hover:text-ink max-tablet:h-9"
                      onClick={() => setWhole(whole.includes(phase) ? whole.filter((one) => one !== phase) : [...whole, phase])}
                    >
                      {whole.includes(phase) ? panel.fewerStates : panel.moreStates(sorted.length - visible.length)}
                    </button>
                  </li>
                )}
              </ul>
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface OptionProps {
  source: Source
  one: StateOrPhase
  label: string
  count: number | undefined
  search: JobSearch
  onChange: (search: JobSearch) => void
  unfold?: { isUnfolded: boolean; toggle: () => void } | undefined
}

function Option({ source, one, label, count, search, onChange, unfold }: OptionProps) {
  const { language } = useMessages()
  const panel = usePanelWords()
  const choice = choiceOf(search, one)
  const isPhase = one.kind === 'phase'
  // In reach of the mouse on the row and of the keyboard in it; its place is kept, so that no label moves or is cut for it.
  const action =
    'grid h-6 min-w-6 place-items-center rounded-box text-small font-medium text-accent quick hover:bg-accent-ground opacity-0 pointer-events-none group-hover:pointer-events-auto group-hover:opacity-100 group-focus-within:pointer-events-auto group-focus-within:opacity-100'
  const canExclude = isPhase || source.filters.includes('state')
  return (
    <div
      className={`group relative [&>label>:first-child]:mt-1 [&>label>:first-child]:self-start flex items-baseline gap-1 rounded-control px-2 quick hover:bg-hover ${isPhase ? 'max-tablet:py-1' : 'ps-[30px] text-small text-ink-2 max-tablet:py-1.5'}`}
      {...(isPhase ? { 'data-phase': one.value } : {})}
    >
      <CheckBox
        choice={choice}
        onChange={(isOn) => onChange(withChoice(search, one, isOn ? 'on' : 'off', source.cloud))}
      >
        {isPhase && <Icon name={one.value} className="text-phase" />}
        <span className="min-w-0 self-baseline py-1 text-balance wrap-anywhere">{label}</span>
      </CheckBox>
      {unfold !== undefined && (
        <button
          type="button"
          aria-label={panel.unfold(label)}
          aria-expanded={unfold.isUnfolded}
          className="-ms-0.5 grid size-6 flex-none place-items-center self-center rounded-box text-ink-3 hover:text-ink"
          onClick={unfold.toggle}
        >
          <Icon name={unfold.isUnfolded ? 'down' : 'right'} size={12} />
        </button>
      )}
      <span className="ms-auto flex flex-none items-baseline">
        {canExclude && (
          <button
            type="button"
            className={`${action} ${isPhase ? '' : 'absolute start-0.5 top-1/2 -translate-y-1/2'}`}
            aria-label={panel.exclude(label)}
            title={panel.exclude(label)}
            onClick={() => onChange(withChoice(search, one, choice === 'excluded' ? 'off' : 'excluded', source.cloud))}
          >
            <Icon name="minus" size={12} />
          </button>
        )}
        <span className="grid min-w-7 items-baseline justify-items-end [&>*]:[grid-area:1/1]">
          <button type="button" className={action} aria-label={panel.onlyLabel(label)} onClick={() => onChange(withOnly(search, one))}>
            {panel.only}
          </button>
          <span className="pointer-events-none text-small text-ink-3 group-focus-within:invisible group-hover:invisible">{count?.toLocaleString(language)}</span>
        </span>
      </span>
    </div>
  )
}
