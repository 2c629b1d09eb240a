import type { Filters } from '#contract/job-filters.ts'
import { knownStates, stateFacts } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import type { Counts } from '#contract/job-list.ts'
import type { PanelMessages } from '../../messages/panel.en.ts'
import type { IconName } from '../../ui/icon.tsx'
import { stateFilters, withFailed, withFilters } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import type { RelativeRange } from '../filters/relative-range.ts'

export interface View {
  id: keyof PanelMessages['view']
  icon: IconName
  /** The state filters it stands for; every other filter stays as it is. */
  filters: Pick<Filters, (typeof stateFilters)[number]>
  /** Jobs that failed or were stopped within this range; every other view has jobs of any. */
  failed?: RelativeRange
  /** Jobs in it, as far as the counts tell. They cannot tell when a job failed. */
  count?: (counts: Counts) => number | undefined
}

/** Questions that support asks all day. */
export const builtInViews: readonly View[] = [
  {
    id: 'us',
    icon: 'inbox',
    // Suspended jobs wait for the customer who chose to pause them: nobody has to hurry.
    filters: { actor: 'you', phase: '-suspended' },
    count: (counts) => {
      const you = counts.actors['you']
      const suspended = counts.phases['suspended']
      return you === undefined || suspended === undefined ? undefined : you - suspended
    },
  },
  { id: 'provider', icon: 'provider', filters: { actor: 'provider' }, count: (counts) => counts.actors['provider'] },
  { id: 'hidden', icon: 'hidden', filters: { hidden_failure: 'true' }, count: (counts) => counts.hidden_failures },
  { id: 'failed', icon: 'failed-lately', filters: {}, failed: 'yesterday' },
  { id: 'training', icon: 'training', filters: { phase: 'training' }, count: (counts) => counts.phases['training'] },
]

/** The views that can hold a job of this source: it honours their filters, and some state of its cloud is in them. */
export function viewsOf(source: Source): readonly View[] {
  return builtInViews.filter(
    (view) =>
      stateFilters.every((name) => view.filters[name] === undefined || source.filters.includes(name)) &&
      (view.failed === undefined || source.filters.includes('failed_since')) &&
      (view.filters.actor === undefined || knownStates(source.cloud).some((state) => stateFacts(source.cloud, state)?.actor === view.filters.actor)),
  )
}

/** The views that a reader would look for here and that this source cannot tell: it is said why, instead of nothing. */
export const missingViewsOf = (source: Source): readonly View[] =>
  builtInViews.filter((view) => view.failed !== undefined && !source.filters.includes('failed_since'))

/** Is exactly this view on, whatever the other filters are? */
export function isOn(view: View, search: JobSearch): boolean {
  return (
    stateFilters.every((name) => search.filters[name] === view.filters[name]) &&
    search.failed === view.failed &&
    search.filters.failed_since === undefined
  )
}

/** The search with the view on, or off again when it was. */
export function withView(search: JobSearch, view: View): JobSearch {
  const on = isOn(view, search)
  const next = withFilters(search, Object.fromEntries(stateFilters.map((name) => [name, on ? undefined : view.filters[name]])))
  return withFailed(next, on ? undefined : view.failed)
}
