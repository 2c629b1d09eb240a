import type { ReactNode } from 'react'
import type { FilterName } from '#contract/job-filters.ts'
import type { Counts } from '#contract/job-list.ts'
import type { Job } from '#contract/job.ts'
import type { Phase } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../address.ts'
import { useMessages } from '../messages/messages.tsx'
import { Icon } from '../ui/icon.tsx'
import { timeText } from './filter-text.ts'
import { timeFields, withFilters } from './job-search.ts'
import type { JobSearch } from './job-search.ts'
import { StateTree } from './state-tree.tsx'
import { TextFilter } from './text-filter.tsx'
import { ChoiceFilter } from './choice-filter.tsx'
import { TimeFilter } from './time-filter.tsx'
import { ViewList } from './view-list.tsx'

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
  const { panel } = messages
  const go = (next: JobSearch, replace = false) => goTo(toAddress(source.id, next), { replace })
  const has = (name: FilterName) => source.filters.includes(name)
  const seen = (values: readonly (string | undefined)[]) => [...new Set(values)].filter((value) => value !== undefined).toSorted((a, b) => a.localeCompare(b))
  const text = (name: FilterName, suggestions: readonly string[] = []) =>
    has(name) && (
      <TextFilter
        name={name}
        value={search.filters[name]}
        suggestions={suggestions}
        onChange={(value, replace) => go(withFilters(search, { [name]: value }), replace)}
      />
    )
  const choice = (name: FilterName, options: readonly (readonly [value: string, label: string])[]) =>
    has(name) && (
      <ChoiceFilter name={name} value={search.filters[name]} options={options} onChange={(value) => go(withFilters(search, { [name]: value }))} />
    )
  const yesNo = [['true', panel.yes], ['false', panel.no]] as const

  return (
    <>
      <ViewList source={source} search={search} counts={counts} />
      <Section title={panel.state}>
        <StateTree source={source} search={search} counts={counts} unfolded={unfolded} onUnfold={onUnfold} onChange={(next) => go(next)} />
      </Section>
      {(['created', 'updated'] as const)
        .filter((field) => has(timeFields[field][0]))
        .map((field) => (
          <Fold key={field} title={timeText(field, source.cloud, messages)} isOpen={field === 'created' || isTimeOn(search, field)}>
            <TimeFilter field={field} label={timeText(field, source.cloud, messages)} search={search} onChange={(next) => go(next)} />
          </Fold>
        ))}
      {has('tag') && (
        <Fold title={panel.tag} isOpen>
          {text('tag', seen(jobs.flatMap((job) => job.tags ?? [])))}
        </Fold>
      )}
      {has('batch_name') && (
        <Fold title={panel.batch} isOpen={search.filters.batch_name !== undefined}>
          {text('batch_name', seen(jobs.map((job) => job.batch_name)))}
        </Fold>
      )}
      {(has('name') || has('job_id')) && (
        <Fold title={panel.name} isOpen={search.filters.name !== undefined || search.filters.job_id !== undefined}>
          {text('name')}
          {text('job_id')}
        </Fold>
      )}
      {(has('model_resolution') || has('is_flexus') || has('is_live_copy') || has('is_ondemand_resource')) && (
        <Fold title={panel.edition} isOpen={isAnyOn(search, ['model_resolution', 'is_flexus', 'is_live_copy', 'is_ondemand_resource'])}>
          {choice('model_resolution', [['1080P', '1080P'], ['4K', '4K']])}
          {choice('is_flexus', yesNo)}
          {choice('is_live_copy', yesNo)}
          {choice('is_ondemand_resource', yesNo)}
        </Fold>
      )}
      {(has('train_location') || has('query_project_id')) && (
        <Fold title={panel.place} isOpen={isAnyOn(search, ['train_location', 'query_project_id'])}>
          {text('train_location', seen(jobs.flatMap((job) => job.optional_training_location ?? [])))}
          {text('query_project_id')}
        </Fold>
      )}
    </>
  )
}

const isAnyOn = (search: JobSearch, names: readonly FilterName[]) => names.some((name) => search.filters[name] !== undefined)
const isTimeOn = (search: JobSearch, field: keyof typeof timeFields) => search[field] !== undefined || isAnyOn(search, timeFields[field])

const head = 'flex h-7 items-center px-2 text-small font-medium text-ink-3 max-tablet:h-9'

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-2">
      <h2 className={head}>{title}</h2>
      {children}
    </section>
  )
}

/** A section that folds; it opens by itself when its filter is on. */
function Fold({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details open={isOpen} className="group">
      <summary className={`${head} list-none rounded-control hover:text-ink [&::-webkit-details-marker]:hidden`}>
        {title}
        <Icon name="right" size={14} className="ms-auto group-open:rotate-90" />
      </summary>
      <div className="grid gap-1.5 px-2 pt-0.5 pb-2">{children}</div>
    </details>
  )
}
