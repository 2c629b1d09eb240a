import { useId, useState } from 'react'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { toFieldText, toInstant } from '../ui/zone-time.ts'
import { timeFields, withTime } from './job-search.ts'
import type { JobSearch, TimeField } from './job-search.ts'

const presets = ['1h', '24h', '7d', '30d', '90d'] as const

interface TimeFilterProps {
  field: TimeField
  /** What the range is of. */
  label: string
  search: JobSearch
  onChange: (search: JobSearch) => void
}

/** Ranges that end now and stay relative in a link, or two dates in the zone that is shown. */
export function TimeFilter({ field, label, search, onChange }: TimeFilterProps) {
  const { messages } = useMessages()
  const { panel } = messages
  const { zone } = usePreferences()
  const id = useId()
  const [sinceName, untilName] = timeFields[field]
  const since = search.filters[sinceName]
  const until = search.filters[untilName]
  const hasDates = since !== undefined || until !== undefined
  const [isAsking, setIsAsking] = useState(false)
  const look =
    'h-6 rounded-control border border-line bg-surface px-[7px] text-small text-ink-2 quick hover:border-control hover:text-ink aria-pressed:border-accent-line aria-pressed:bg-accent-ground aria-pressed:font-medium aria-pressed:text-accent max-tablet:h-9 max-tablet:px-3'

  const setEnd = (which: 'since' | 'until', text: string) => {
    const at = text === '' ? undefined : toInstant(text, zone, which === 'until')
    const range = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
    if (at === undefined) delete range[which]
    else range[which] = at
    onChange(withTime(search, field, range))
  }

  return (
    <>
      <div className="flex flex-wrap gap-1" role="group" aria-label={label}>
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            className={look}
            aria-pressed={search[field] === preset}
            onClick={() => onChange(withTime(search, field, search[field] === preset ? undefined : preset))}
          >
            {panel.last[preset]}
          </button>
        ))}
        <button type="button" className={look} aria-pressed={hasDates} aria-expanded={isAsking || hasDates} onClick={() => setIsAsking(!isAsking)}>
          {panel.dates}
        </button>
      </div>
      {(isAsking || hasDates) && (
        <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5">
          {(['since', 'until'] as const).map((which) => (
            <div key={which} className="contents">
              <label htmlFor={`${id}-${which}`} className="text-small text-ink-3">{which === 'since' ? panel.from : panel.to}</label>
              <input
                id={`${id}-${which}`}
                type="datetime-local"
                className="h-7 w-full min-w-0 rounded-control border border-control bg-surface px-1.5 text-small max-tablet:h-9"
                value={toFieldText(which === 'since' ? since : until, zone)}
                onChange={(event) => setEnd(which, event.target.value)}
              />
            </div>
          ))}
          <p className="col-span-2 text-small text-ink-3">{messages.shell.zones[zone]}</p>
        </div>
      )}
    </>
  )
}
