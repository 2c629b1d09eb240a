import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FilterName } from '#contract/job-filters.ts'
import type { Counts } from '#contract/job-list.ts'
import type { Job } from '#contract/job.ts'
import type { Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { timeText } from './filter-text.ts'
import { Fold, Section } from '../fold.tsx'
import { asksWhenFailed, timeFields, withFilters } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { textLanguage } from '../state-text.ts'
import { BatchFilter } from './batch-filter.tsx'
import { StateTree } from './state-tree.tsx'
import { TextFilter } from './text-filter.tsx'
import { ChoiceFilter } from './choice-filter.tsx'
import { FailedFilter, TimeFilter } from './time-filter.tsx'
import { seenValues } from './seen-values.ts'
import { ViewList } from '../views/view-list.tsx'
import { usePanelWords } from './panel-words.ts'

interface FilterPanelProps {
  source: Source
  search: JobSearch
  counts: Counts | undefined
  /** The jobs on the screen: their tags, batches and places are offered as suggestions. */
  jobs: readonly Job[]
  unfolded: readonly Phase[]
  onUnfold: (phase: Phase) => void
}

/** Everything the list can be narrowed by on this source. Choosing applies at once; the address is the only state. */
export function FilterPanel({ source, search, counts, jobs, unfolded, onUnfold }: FilterPanelProps) {
  const { messages } = useMessages()
  const panel = usePanelWords()
  const go = (next: JobSearch, replace = false) => goTo(toAddress(source.id, next), { replace })
  const has = (name: FilterName) => source.filters.includes(name)
  const client = useQueryClient()
  // `jobs` is new when another page has come: then there may be more to offer.
  const seen = useMemo(() => seenValues(client, source.id, jobs), [client, source.id, jobs])
  // While a field has the focus the tags above it keep their lines, or it would move away under the hand.
  const [heldTags, setHeldTags] = useState<readonly string[]>()
  const text = (name: FilterName, { suggestions = [], isLabelShown = false }: { suggestions?: readonly string[]; isLabelShown?: boolean } = {}) =>
    has(name) && (
      <TextFilter
        name={name}
        value={search.filters[name]}
        suggestions={suggestions}
        isLabelShown={isLabelShown}
        onChange={(value, replace) => go(withFilters(search, { [name]: value }), replace)}
      />
    )
  const choice = (name: FilterName, options: readonly (readonly [value: string, label: string])[]) =>
    has(name) && (
      <ChoiceFilter name={name} value={search.filters[name]} options={options} onChange={(value) => go(withFilters(search, { [name]: value }))} />
    )
  const yesNo = [['true', panel.yes], ['false', panel.no]] as const

  const own = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Whoever came to the filters before they were there waits at what is around them.
    if (document.activeElement?.tagName === 'NAV' && document.activeElement === own.current?.parentElement) own.current.querySelector<HTMLElement>('a, input')?.focus()
  }, [])

  return (
    <div
      ref={own}
      onFocus={() => setHeldTags((before) => before ?? seen.tags)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setHeldTags(undefined)
      }}
    >
      <ViewList source={source} search={search} counts={counts} />
      <Section title={panel.state}>
        <StateTree source={source} search={search} counts={asksWhenFailed(search, source) ? undefined : counts} unfolded={unfolded} onUnfold={onUnfold} onChange={go} />
      </Section>
      {has('create_since') && (
        <Fold title={panel.created} isOn>
          <TimeFilter field="created" label={panel.created} search={search} onChange={go} />
          {has('failed_since') && <p className="text-small text-ink-3">{panel.createdHint}</p>}
        </Fold>
      )}
      {has('failed_since') && (
        <Fold title={panel.failed} isOn>
          <FailedFilter search={search} onChange={go} />
        </Fold>
      )}
      {has('update_since') && (
        <Fold title={timeText('updated', source.cloud, messages)} isOn={isTimeOn(search, 'updated')}>
          <TimeFilter field="updated" label={timeText('updated', source.cloud, messages)} search={search} onChange={go} />
        </Fold>
      )}
      {has('tag') && (
        <Fold title={panel.tag} isOn>
          {text('tag', { suggestions: seen.tags })}
          <SeenTags tags={heldTags ?? seen.tags} chosen={search.filters.tag} onChoose={(tag) => go(withFilters(search, { tag }))} />
        </Fold>
      )}
      {has('batch_name') && (
        <Fold title={panel.batch} isOn={search.filters.batch_name !== undefined}>
          <BatchFilter
            source={source.id}
            value={search.filters.batch_name}
            seen={seen.batches}
            onChange={(batch_name, replace) => go(withFilters(search, { batch_name }), replace)}
          />
        </Fold>
      )}
      {(has('name') || has('job_id')) && (
        <Fold title={panel.name} isOn={isAnyOn(search, ['name', 'job_id'])}>
          {text('name', { isLabelShown: true })}
          {text('job_id', { isLabelShown: true })}
        </Fold>
      )}
      {(has('model_resolution') || has('is_flexus') || has('is_live_copy') || has('is_ondemand_resource')) && (
        <Fold title={panel.edition} isOn={isAnyOn(search, ['model_resolution', 'is_flexus', 'is_live_copy', 'is_ondemand_resource'])}>
          {choice('model_resolution', [['1080P', '1080P'], ['4K', '4K']])}
          {choice('is_flexus', yesNo)}
          {choice('is_live_copy', yesNo)}
          {choice('is_ondemand_resource', yesNo)}
        </Fold>
      )}
      {(has('train_location') || has('query_project_id')) && (
        <Fold title={panel.place} isOn={isAnyOn(search, ['train_location', 'query_project_id'])}>
          {text('train_location', { suggestions: seen.locations, isLabelShown: true })}
          {text('query_project_id', { isLabelShown: true })}
        </Fold>
      )}
    </div>
  )
}

const isAnyOn = (search: JobSearch, names: readonly FilterName[]) => names.some((name) => search.filters[name] !== undefined)
const isTimeOn = (search: JobSearch, field: keyof typeof timeFields) => search[field] !== undefined || isAnyOn(search, timeFields[field])

interface SeenTagsProps {
  tags: readonly string[]
  chosen: string | undefined
  onChoose: (tag: string | undefined) => void
}

/** The tags that are met most, each a press away. */
function SeenTags({ tags, chosen, onChoose }: SeenTagsProps) {
  const panel = usePanelWords()
  if (tags.length === 0) return null
  return (
    <div role="group" aria-label={panel.seen} className="flex flex-wrap gap-1">
      {tags.slice(0, mostTags).map((tag) => (
        <button
          key={tag}
          type="button"
          aria-pressed={tag === chosen}
          title={tag}
          lang={textLanguage(tag)}
          className="h-6 max-w-full rounded-control border border-line bg-surface px-[7px] text-small text-ink-2 quick hover:border-control hover:text-ink aria-pressed:border-accent-line aria-pressed:bg-accent-ground aria-pressed:font-medium aria-pressed:text-accent max-tablet:h-9 max-tablet:px-3"
          onClick={() => onChoose(tag === chosen ? undefined : tag)}
        >
          <bdi className="cut block">{tag}</bdi>
        </button>
      ))}
    </div>
  )
}
const mostTags = 8
