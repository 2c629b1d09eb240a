/** The tree of states as boxes to tick: what is wanted, what is excluded, in words of the address. Pure. */
import type { Counts } from '#contract/job-list.ts'
import { knownStates, phaseOf, phases, stateFacts } from '#contract/job-states.ts'
import type { Cloud, Phase } from '#contract/job-states.ts'
import { stateFilters, withFilters } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'

export type Choice = 'on' | 'off' | 'excluded'
export type StateOrPhase = { kind: 'phase'; value: Phase } | { kind: 'state'; value: string }

const members = (list: string | undefined) => (list === undefined || list === '' ? [] : list.split(','))

/** Is this phase or state wanted, excluded or neither? */
export function choiceOf(search: JobSearch, one: StateOrPhase): Choice {
  const list = members(search.filters[one.kind])
  return list.includes(one.value) ? 'on' : list.includes(`-${one.value}`) ? 'excluded' : 'off'
}

/**
 * The search with one phase or state set to a choice. A wanted state and its phase take each other's place: beside the phase, where either
 * is enough, the state would change nothing, and beside the phase excluded it would find nothing.
 */
export function withChoice(search: JobSearch, one: StateOrPhase, choice: Choice, cloud: Cloud): JobSearch {
  if (one.kind === 'state' && choice === 'on') {
    const whole = { kind: 'phase', value: phaseOf(cloud, one.value) } as const
    if (choiceOf(search, whole) !== 'off') return withChoice(withChoice(search, whole, 'off', cloud), one, choice, cloud)
  }
  if (one.kind === 'phase' && choice !== 'off') {
    const others = members(search.filters.state).filter((state) => state.startsWith('-') || phaseOf(cloud, state) !== one.value)
    search = withFilters(search, { state: others.join(',') })
  }
  const list = members(search.filters[one.kind]).filter((member) => member !== one.value && member !== `-${one.value}`)
  if (choice === 'on') list.push(one.value)
  if (choice === 'excluded') list.push(`-${one.value}`)
  return withFilters(search, { [one.kind]: list.join(',') })
}

/** The search with this phase or state alone; actor and hidden failures go too, or "only" would still mean fewer. */
export function withOnly(search: JobSearch, one: StateOrPhase): JobSearch {
  return withFilters(search, {
    state: one.kind === 'state' ? one.value : undefined,
    phase: one.kind === 'phase' ? one.value : undefined,
    actor: undefined,
    hidden_failure: undefined,
  })
}

/** The search for jobs of every state; the other filters stay. */
export function withoutStates(search: JobSearch): JobSearch {
  return withFilters(search, Object.fromEntries(stateFilters.map((name) => [name, undefined])))
}

/** Is this phase wanted, and nothing else said about states that adds jobs to its own or leaves some out? A state of another phase that is excluded does neither. */
export function isOnly(search: JobSearch, phase: Phase, cloud: Cloud): boolean {
  const changesNothing = (name: string, one: string) => name === 'state' && one.startsWith('-') && phaseOf(cloud, one.slice(1)) !== phase
  return search.filters.phase === phase && stateFilters.every((name) => name === 'phase' || members(search.filters[name]).every((one) => changesNothing(name, one)))
}

/** Is this phase alone wanted, or a part of it: what else is said about states may leave some of its jobs out, but adds none. */
export function isWanted(search: JobSearch, phase: Phase): boolean {
  return search.filters.phase === phase && members(search.filters.state).every((state) => state.startsWith('-'))
}

/** The phases of the strip in their order. Unknown states are rare: their phase is there when there are any, or when it is asked for. */
export function stripPhases(cloud: Cloud, search: JobSearch, counts: Counts | undefined): Phase[] {
  return phaseTree(cloud)
    .map(({ phase }) => phase)
    .filter((phase) => phase !== 'unknown' || (counts?.phases[phase] ?? 0) > 0 || isWanted(search, phase))
}

/** The phases a cloud can be in, each with its states in the order of the pipeline. `unknown` has none of its own. */
export function phaseTree(cloud: Cloud): { phase: Phase; states: string[] }[] {
  const states = knownStates(cloud)
  return phases
    .map((phase) => ({ phase, states: states.filter((state) => stateFacts(cloud, state)?.phase === phase) }))
    .filter(({ phase, states }) => states.length > 0 || phase === 'unknown')
}
