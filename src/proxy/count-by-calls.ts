import type { Counts } from '#contract/job-list.ts'
import { actors, isHiddenFailure, knownStates, phases, stateFacts, type Actor, type Cloud, type Phase } from '#contract/job-states.ts'
import type { CloudFilters } from './clouds/cloud.ts'
import type { SourceReader } from './source-reader.ts'
import type { WantedStates } from './state-algebra.ts'

export interface Counted {
  counts: Counts
  /** When the oldest of the answers behind it came, epoch ms. */
  at: number
  stale: boolean
  requestId?: string | undefined
}

export interface CallCountDeps {
  reader: SourceReader
  cloudFilters: CloudFilters
  wanted: WantedStates
  /** Phases whose states are wanted one by one. */
  statesOf: readonly Phase[]
  /** Resolves when nobody should wait longer. */
  patience: () => Promise<void>
}

/** States that no count has to tell apart: one call counts them all. Every known state is in exactly one cell. */
interface Cell {
  phase: Phase
  actor: Actor
  isHidden: boolean
  states: string[]
}

function toCells(cloud: Cloud, statesOf: readonly Phase[]): Cell[] {
  const cells = new Map<string, Cell>()
  for (const state of knownStates(cloud)) {
    const { phase, actor } = stateFacts(cloud, state) ?? { phase: 'unknown', actor: 'unknown' }
    const isHidden = isHiddenFailure(cloud, state)
    const key = JSON.stringify([phase, actor, isHidden, statesOf.includes(phase) ? state : ''])
    const cell = cells.get(key) ?? { phase, actor, isHidden, states: [] }
    cell.states.push(state)
    cells.set(key, cell)
  }
  return [...cells.values()]
}

/**
 * Counts by asking the cloud for the number of jobs of each cell, all at once and in the background. What has not arrived when
 * patience ends is absent and `exact` is false; the calls go on, and their answers are there for the next question.
 * Throws what the count of all jobs throws.
 */
export async function countByCalls({ reader, cloudFilters, wanted, statesOf, patience }: CallCountDeps): Promise<Counted> {
  const cells = toCells(reader.source.cloud.cloud, statesOf)
  const all = await reader.count(cloudFilters)
  const answers = [all]
  const ask = async (states: readonly string[]) => {
    const answer = await reader.count(cloudFilters, states)
    answers.push(answer)
    return answer.value.count
  }
  const counted = new Map<Cell, number>()
  let matching = wanted.kind === 'all' ? all.value.count : undefined
  const calls = cells.map((cell) => ask(cell.states).then((count) => void counted.set(cell, count)))
  if (wanted.kind === 'states') {
    if (wanted.states.length === 0) matching = 0
    else calls.push(ask(wanted.states).then((count) => void (matching = count)))
  }
  await Promise.race([patience(), Promise.allSettled(calls)])

  const isWhole = counted.size === cells.length
  const known = [...counted.values()].reduce((sum, count) => sum + count, 0)
  // Between two calls jobs come and go; the phases must still add up to the total.
  const total = isWhole ? Math.max(all.value.count, known) : all.value.count
  const sum = (isIn: (cell: Cell) => boolean) =>
    cells.filter(isIn).reduce<number | undefined>((sum, cell) => {
      const count = counted.get(cell)
      return sum === undefined || count === undefined ? undefined : sum + count
    }, 0)
  const unknown = isWhole ? total - known : undefined
  const hidden = sum((cell) => cell.isHidden)
  const cut = answers.find((answer) => answer.value.scanned !== undefined)?.value.scanned
  const isHonoured = answers.every((answer) => (answer.value.cloudIgnored ?? []).length === 0)
  const oldest = answers.reduce((least, answer) => (answer.at < least.at ? answer : least), all)
  return {
    counts: {
      total,
      ...(matching !== undefined && { matching }),
      phases: present(phases.map((phase) => [phase, phase === 'unknown' ? unknown : sum((cell) => cell.phase === phase)])),
      actors: present(actors.map((actor) => [actor, actor === 'unknown' ? unknown : sum((cell) => cell.actor === actor)])),
      ...(hidden !== undefined && { hidden_failures: hidden }),
      ...(statesOf.length > 0 && {
        // A cell of a phase that is wanted state by state holds one state.
        states: present(cells.filter((cell) => statesOf.includes(cell.phase)).map((cell) => [cell.states.join(), counted.get(cell)])),
      }),
      exact: isWhole && matching !== undefined && known <= all.value.count && cut === undefined && isHonoured,
      ...(cut && { scanned: cut }),
    },
    at: oldest.at,
    stale: answers.some((answer) => answer.stale),
    requestId: oldest.value.requestId,
  }
}

const present = (entries: readonly (readonly [string, number | undefined])[]): Record<string, number> =>
  Object.fromEntries(entries.filter((entry): entry is [string, number] => entry[1] !== undefined))
