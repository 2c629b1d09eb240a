import type { Actor, Cloud, Phase } from '#contract/job-states.ts'
import { isHiddenFailure, knownStates, phaseOf, stateFacts } from '#contract/job-states.ts'
import type { Filters } from '#contract/job-filters.ts'

/** The filters that speak of a job's state, as the canonical texts of the contract. */
export type StateFilters = Pick<Filters, 'state' | 'phase' | 'actor' | 'hidden_failure' | 'failed_since'>

const brokenPhases: ReadonlySet<Phase> = new Set(['failed', 'stopped'])

/**
 * What the state filters come to.
 *
 * - `all`: nothing is filtered; codes that nobody knows are in.
 * - `states`: exactly these codes, in the order of the catalogue. May be empty: no job can match.
 * - `search`: codes that nobody knows yet are wanted, which no cloud can be asked for; every job has to be looked at.
 */
export type WantedStates =
  | { kind: 'all' }
  | { kind: 'states'; states: string[]; unknownExcluded: boolean }
  | { kind: 'search'; isWanted: (state: string) => boolean }

interface Members {
  positive: Set<string>
  negative: Set<string>
}

function toMembers(list: string | undefined): Members {
  const members: Members = { positive: new Set(), negative: new Set() }
  for (const member of list?.split(',') ?? []) {
    if (member.startsWith('-')) members.negative.add(member.slice(1))
    else members.positive.add(member)
  }
  return members
}

const actorOf = (cloud: Cloud, state: string): Actor => stateFacts(cloud, state)?.actor ?? 'unknown'

/**
 * Resolves `state`, `phase`, `actor`, `hidden_failure` and `failed_since` for one cloud:
 * (the positive states and phases, or everything when there is none) minus the negative ones, then intersected with the
 * actors, with the hidden failures and, where a time of failure is asked for, with what is failed or stopped. Pure.
 */
export function toWantedStates(cloud: Cloud, filters: StateFilters): WantedStates {
  const states = toMembers(filters.state)
  const phases = toMembers(filters.phase)
  const actors = toMembers(filters.actor).positive
  const hasPositive = states.positive.size + phases.positive.size > 0
  const hasNegative = states.negative.size + phases.negative.size > 0

  const isWanted = (state: string) => {
    const phase: Phase = phaseOf(cloud, state)
    return (
      (!hasPositive || states.positive.has(state) || phases.positive.has(phase)) &&
      !states.negative.has(state) &&
      !phases.negative.has(phase) &&
      (actors.size === 0 || actors.has(actorOf(cloud, state))) &&
      (filters.hidden_failure === undefined || isHiddenFailure(cloud, state)) &&
      (filters.failed_since === undefined || brokenPhases.has(phase))
    )
  }

  const known = knownStates(cloud)
  const named = [...states.positive].filter((state) => !known.includes(state)).sort()
  const wanted = [...known, ...named].filter(isWanted)
  // Unknown codes other than those named: are they in, and were they asked for by a word of their own?
  const unknownFits =
    (!hasPositive || phases.positive.has('unknown')) &&
    !phases.negative.has('unknown') &&
    (actors.size === 0 || actors.has('unknown')) &&
    filters.hidden_failure === undefined &&
    filters.failed_since === undefined
  if (unknownFits && states.negative.size === 0 && known.every(isWanted)) return { kind: 'all' }
  if (unknownFits && (phases.positive.has('unknown') || actors.has('unknown'))) return { kind: 'search', isWanted }
  return { kind: 'states', states: wanted, unknownExcluded: hasNegative || actors.size > 0 }
}

/** Whether a job in this state is among the wanted: what the list would answer, as a predicate. */
export function isWantedState(wanted: WantedStates, state: string): boolean {
  if (wanted.kind === 'all') return true
  return wanted.kind === 'search' ? wanted.isWanted(state) : wanted.states.includes(state)
}
