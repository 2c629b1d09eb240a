import type { Counts } from '#contract/job-list.ts'
import { actors, isHiddenFailure, knownStates, phaseOf, phases, stateFacts, type Cloud, type Phase } from '#contract/job-states.ts'
import type { Filters } from '#contract/job-filters.ts'
import type { CloudFilters } from '../clouds/cloud.ts'
import { countByCalls, toCountQuestion, type Counted } from './count-by-calls.ts'
import type { KeptCounts } from './kept-counts.ts'
import type { SourceReader, Sweep } from '../sources/source-reader.ts'
import { isWantedState, toWantedStates, type WantedStates } from './state-algebra.ts'

export interface CountDeps {
  reader: SourceReader
  kept: KeptCounts
  filters: Filters
  /** The filters without those about states. */
  cloudFilters: CloudFilters
  /** Phases whose states are wanted one by one. */
  statesOf: readonly Phase[]
  /** Resolves when nobody should wait longer; calls under way go on and are there the next time. */
  patience: () => Promise<void>
}

/**
 * Counts jobs by phase, actor and state. Where the matching jobs are not more than are read (see `SweepBounds`) they are read and counted, so that codes
 * nobody knows are exact too; else the cloud is asked for the number of jobs of each group, and what does not arrive in time is absent.
 */
export async function countJobs(deps: CountDeps): Promise<Counted> {
  const { reader, kept, filters, cloudFilters } = deps
  const wanted = toWantedStates(reader.source.cloud.cloud, filters)
  // That there are too many to be read was seen a moment ago.
  const all = toCountQuestion(reader, cloudFilters)
  const known = kept.recall(all)
  if (known?.isFresh === true) return countByCalls({ ...deps, wanted, all: known, mayAsk: true })
  const sweep = await reader.sweep(
    { filters: cloudFilters, sort_key: 'create_time', sort_dir: 'desc', wholeOnly: true },
    { background: true },
  )
  if (sweep.value.isTooMany) {
    const { at, stale, value } = sweep
    const isExact = value.cloudIgnored.length === 0
    const counted = { count: value.of, at, isExact, requestId: value.requestId }
    kept.keep(all, counted)
    return countByCalls({ ...deps, wanted, all: { ...counted, isFresh: !stale }, mayAsk: !stale })
  }
  const counts = countSwept(reader.source.cloud.cloud, sweep.value, wanted, deps.statesOf)
  return { counts, at: sweep.at, stale: sweep.stale, isRefreshing: sweep.isRefreshing, requestId: sweep.value.requestId }
}

/** The counts of jobs that were all read. */
function countSwept(cloud: Cloud, { jobs, states: tally, isExact, scanned }: Sweep, wanted: WantedStates, statesOf: readonly Phase[]): Counts {
  const groups = [...tally].map(([state, count]) => ({ state, count }))
  const sum = (isIn: (state: string) => boolean) => groups.reduce((total, { state, count }) => (isIn(state) ? total + count : total), 0)
  const states = [...knownStates(cloud), ...[...tally.keys()].filter((state) => stateFacts(cloud, state) === undefined).sort()]
  return {
    total: jobs.length,
    matching: sum((state) => isWantedState(wanted, state)),
    phases: Object.fromEntries(phases.map((phase) => [phase, sum((state) => phaseOf(cloud, state) === phase)])),
    actors: Object.fromEntries(actors.map((actor) => [actor, sum((state) => (stateFacts(cloud, state)?.actor ?? 'unknown') === actor)])),
    hidden_failures: sum((state) => isHiddenFailure(cloud, state)),
    ...(statesOf.length > 0 && {
      states: Object.fromEntries(
        states.filter((state) => statesOf.includes(phaseOf(cloud, state))).map((state) => [state, tally.get(state) ?? 0]),
      ),
    }),
    exact: isExact,
    ...(scanned && { scanned }),
  }
}
