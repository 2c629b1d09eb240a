import { useState } from 'react'
import { DateRange } from './date-range.tsx'
import { useUnfolded } from '../fold.tsx'
import { timeFields, withFailed, withTime } from '../job-search.ts'
import type { JobSearch, RangeField, TimeField } from '../job-search.ts'
import { usePanelWords } from './panel-words.ts'

const presets = ['1h', '24h', '7d', '30d', '90d'] as const
const failedPresets = ['1h', '24h', 'yesterday', '7d', '30d', '90d'] as const

const look =
  'h-6 rounded-control border border-line bg-surface px-1.5 text-small text-ink-2 quick hover:border-control hover:text-ink aria-pressed:border-accent-line aria-pressed:bg-accent-ground aria-pressed:font-medium aria-pressed:text-accent max-tablet:h-9 max-tablet:px-3'

/** What a press opened may lie below the edge of the panel. */
const showWhole = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

interface TimeFilterProps<Field extends RangeField> {
  field: Field
  search: JobSearch
  /** `replace`: another step of the same choice, none for Back. */
  onChange: (search: JobSearch, replace?: boolean) => void
}

/** Ranges that end now and stay relative in a link; pressing the one that is on takes it away. */
function Presets({ field, search, onChange }: TimeFilterProps<RangeField>) {
  const panel = usePanelWords()
  return (field === 'failed' ? failedPresets : presets).map((preset) => {
    const isOn = search[field] === preset
    const range = isOn ? undefined : preset
    return (
      <button
        key={preset}
        type="button"
        className={look}
        aria-pressed={isOn}
        onClick={() => onChange(field === 'failed' ? withFailed(search, range) : withTime(search, field, range))}
      >
        {panel.last[preset]}
      </button>
    )
  })
}

/** A range that ends now, or two ends in the zone that is shown. */
export function TimeFilter({ field, label, search, onChange }: TimeFilterProps<TimeField> & { /** What the range is of. */ label: string }) {
  const panel = usePanelWords()
  const [sinceName, untilName] = timeFields[field]
  const hasDates = search.filters[sinceName] !== undefined || search.filters[untilName] !== undefined
  const [isOpen, setIsOpen] = useUnfolded(hasDates)
  const [isPressed, setIsPressed] = useState(false)
  const press = () => {
    setIsPressed(true)
    setIsOpen(!isOpen)
  }
  return (
    <>
      <div className="flex flex-wrap gap-1" role="group" aria-label={label}>
        <Presets field={field} search={search} onChange={onChange} />
        <button type="button" className={look} aria-pressed={hasDates} aria-expanded={isOpen} onClick={press}>
          {panel.dates}
        </button>
      </div>
      {isOpen && <div ref={isPressed ? showWhole : undefined}><DateRange field={field} search={search} onChange={onChange} /></div>}
    </>
  )
}

/** What failed or was stopped within a range that ends now. */
export function FailedFilter({ search, onChange }: Omit<TimeFilterProps<'failed'>, 'field'>) {
  const panel = usePanelWords()
  return (
    <>
      <div className="flex flex-wrap gap-1" role="group" aria-label={panel.failed}>
        <Presets field="failed" search={search} onChange={onChange} />
      </div>
      <p className="text-small text-ink-3">{panel.failedHint}</p>
    </>
  )
}
