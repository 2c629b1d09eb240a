import type { Counts } from '#contract/job-list.ts'
import { actors, isHiddenFailure, knownStates, phases, stateFacts, type Actor, type Cloud, type Phase } from '#contract/job-states.ts'
import type { CloudFilters } from '../clouds/cloud.ts'
import type { CountQuestion, KeptCount, KeptCounts } from './kept-counts.ts'
import type { SourceReader } from '../sources/source-reader.ts'
import type { WantedStates } from './state-algebra.ts'

export interface Counted {
  counts: Counts
  /** When the oldest of the answers behind it came, epoch ms. */
  at: number
  stale: boolean
  requestId?: string | undefined
  /** Newer numbers are on their way. */
  isRefreshing?: boolean | undefined
}

export interface CallCountDeps {
  reader: SourceReader
  kept: KeptCounts
  cloudFilters: CloudFilters
  wanted: WantedStates
  /** Phases whose states are wanted one by one. */
  statesOf: readonly Phase[]
  /** The number of all jobs, of every state. */
  all: KeptCount
  /** The cloud may be asked; else only what is known is given. */
  mayAsk: boolean
  /** Resolves when nobody should wait longer. */
  patience: () => Promise<void>
}

/** So old a number is told of no more. */
const oldestMs = 10 * 60_000

/** The question for the number of jobs of these states, or of every state. A minute holds: there are dozens of them for each view. */
export const toCountQuestion = (reader: SourceReader, filters: CloudFilters, states?: readonly string[]): CountQuestion => ({
  source: reader.source.id,
  filters,
  states,
  freshMs: 60_000,
})

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
 * Counts by asking the cloud for the number of jobs of each cell, in the background and a few at once. What has not arrived when
 * patience ends is absent, or older, and `exact` is false; the calls go on, and their answers are there for the next question.
 */
export async function countByCalls(deps: CallCountDeps): Promise<Counted> {
  const { reader, kept, cloudFilters, wanted, statesOf, all, mayAsk, patience } = deps
  const cells = toCells(reader.source.cloud.cloud, statesOf)
  const questionOf = new Map(cells.map((cell) => [cell, toCountQuestion(reader, cloudFilters, cell.states)]))
  const matchingQuestion = wanted.kind === 'states' ? toCountQuestion(reader, cloudFilters, wanted.states) : undefined
  const questions = [...(matchingQuestion === undefined ? [] : [matchingQuestion]), ...questionOf.values()]
  if (mayAsk) {
    const asking = kept.ask(
      reader,
      questions.map((question) => [question]),
    )
    await Promise.race([asking, patience()])
  }

  const recall = (question: CountQuestion): KeptCount | undefined => {
    const known = kept.recall(question)
    return known !== undefined && all.at - known.at <= oldestMs ? known : undefined
  }
  const counted = new Map([...questionOf].map(([cell, question]) => [cell, recall(question)?.count]))
  const matching = wanted.kind === 'all' ? all : matchingQuestion && recall(matchingQuestion)
  const answers = [all, ...questions.flatMap((question) => recall(question) ?? [])]
  const isWhole = [...counted.values()].every((count) => count !== undefined)
  const known = [...counted.values()].reduce<number>((sum, count) => sum + (count ?? 0), 0)
  // Between two calls jobs come and go; the phases must still add up to the total.
  const total = isWhole ? Math.max(all.count, known) : all.count
  const sum = (isIn: (cell: Cell) => boolean) =>
    cells.filter(isIn).reduce<number | undefined>((sum, cell) => {
      const count = counted.get(cell)
      return sum === undefined || count === undefined ? undefined : sum + count
    }, 0)
  const unknown = isWhole ? total - known : undefined
  const hidden = sum((cell) => cell.isHidden)
  const scanned = answers.find((answer) => answer.scanned !== undefined)?.scanned
  const oldest = answers.reduce((least, answer) => (answer.at < least.at ? answer : least), all)
  return {
    counts: {
      total,
      ...(matching !== undefined && { matching: matching.count }),
      phases: present(phases.map((phase) => [phase, phase === 'unknown' ? unknown : sum((cell) => cell.phase === phase)])),
      actors: present(actors.map((actor) => [actor, actor === 'unknown' ? unknown : sum((cell) => cell.actor === actor)])),
      ...(hidden !== undefined && { hidden_failures: hidden }),
      ...(statesOf.length > 0 && {
        // A cell of a phase that is wanted state by state holds one state.
        states: present(cells.filter((cell) => statesOf.includes(cell.phase)).map((cell) => [cell.states.join(), counted.get(cell)])),
      }),
      exact: isWhole && matching !== undefined && known <= all.count && answers.every(({ isExact, isFresh }) => isExact && isFresh),
      ...(scanned && { scanned }),
    },
    at: oldest.at,
    stale: !mayAsk,
    requestId: oldest.requestId,
  }
}

const present = (entries: readonly (readonly [string, number | undefined])[]): Record<string, number> =>
  Object.fromEntries(entries.filter((entry): entry is [string, number] => entry[1] !== undefined))
