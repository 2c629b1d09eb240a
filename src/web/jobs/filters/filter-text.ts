import { isFilterName } from '#contract/job-filters.ts'
import type { FilterName } from '#contract/job-filters.ts'
import type { Cloud } from '#contract/job-states.ts'
import type { Messages } from '../../messages/en.ts'

/** What a filter is called: the time of the last update means another thing on each cloud. */
export function filterText(name: FilterName, cloud: Cloud | undefined, { filters, iceFilters }: Messages): string {
  return cloud === 'ice' && (name === 'update_since' || name === 'update_until') ? iceFilters[name] : filters[name]
}

/** What a range of time is of, for its filter and its chip. */
export function timeText(field: 'created' | 'updated', cloud: Cloud, { panel, lastUpdate }: Messages): string {
  return field === 'created' ? panel.created : lastUpdate[cloud]
}

/** Names of filters in words, for a sentence. */
export function filterWords(names: readonly string[], cloud: Cloud, messages: Messages): string {
  return names.map((name) => (isFilterName(name) ? filterText(name, cloud, messages) : name)).join(messages.between.words)
}
