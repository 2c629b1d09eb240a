import { useEffect, useId, useRef, useState } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import { usePreferences } from '../../preferences.ts'
import { Later } from '../../ui/later.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { useServerNow } from '../../ui/use-now.ts'
import { toFieldText, toInstant, zoneText } from '../../ui/zone-time.ts'
import { timeFields, withTime } from '../job-search.ts'
import type { JobSearch, TimeField } from '../job-search.ts'
import { usePanelWords } from './panel-words.ts'

const RangeCalendar = partOf(async () => (await import('./range-calendar.tsx')).RangeCalendar)

/** Long enough for the four digits of a year. */
const pauseMs = 1200

type End = 'since' | 'until'
/** Why what was written changes nothing. */
type Trouble = 'timeUnfinished' | 'timesReversed'

interface DateRangeProps {
  field: TimeField
  search: JobSearch
  onChange: (search: JobSearch, replace?: boolean) => void
}

/** Both ends of a range of time, as fields and as a calendar. What is half written stays in its field and changes nothing. */
export function DateRange({ field, search, onChange }: DateRangeProps) {
  const panel = usePanelWords()
  const { messages } = useMessages()
  const { zone } = usePreferences()
  const now = useServerNow(60_000)
  const [sinceName, untilName] = timeFields[field]
  const range = { since: search.filters[sinceName], until: search.filters[untilName] }
  const isOn = range.since !== undefined || range.until !== undefined

  const set = (changed: { [which in End]?: string | undefined }): Trouble | undefined => {
    const { since, until } = { ...range, ...changed }
    if (since === range.since && until === range.until) return undefined
    if (since !== undefined && until !== undefined && since > until) return 'timesReversed'
    onChange(withTime(search, field, { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }), isOn)
    return undefined
  }

  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5">
      {(['since', 'until'] as const).map((which) => (
        <DateField
          key={which}
          label={which === 'since' ? panel.from : panel.to}
          value={toFieldText(range[which], zone)}
          onChange={(text) => {
            const at = text === '' ? undefined : toInstant(text, zone, which === 'until')
            return text !== '' && at === undefined ? 'timeUnfinished' : set({ [which]: at })
          }}
        />
      ))}
      <p className="col-span-2 text-small text-ink-3">{zoneText(zone, now, messages)}</p>
      <div className="col-span-2 min-h-[232px]">
        <Later>
          <RangeCalendar
            from={toFieldText(range.since, zone).slice(0, 10)}
            to={toFieldText(range.until, zone).slice(0, 10)}
            today={toFieldText(new Date(now).toISOString(), zone).slice(0, 10)}
            onChange={(from, to) => {
              set({
                since: from === undefined ? undefined : toInstant(`${from}T00:00`, zone, false),
                until: to === undefined ? undefined : toInstant(`${to}T23:59`, zone, true),
              })
            }}
          />
        </Later>
      </div>
    </div>
  )
}

interface DateFieldProps {
  label: string
  /** As a `datetime-local` field has it; empty for none. */
  value: string
  onChange: (text: string) => Trouble | undefined
}

/** One end. It applies when it is left, by Enter or after a pause; while a part of it is missing it applies nothing. */
function DateField({ label, value, onChange }: DateFieldProps) {
  const panel = usePanelWords()
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const [trouble, setTrouble] = useState<Trouble>()
  const input = useRef<HTMLInputElement>(null)
  // Chosen elsewhere, such as in the calendar: what was being written gives way.
  const [shown, setShown] = useState(value)
  if (value !== shown) {
    setShown(value)
    setTrouble(undefined)
    if (value !== draft) setDraft(undefined)
  }
  const apply = () => {
    const element = input.current
    if (element === null || draft === undefined) return
    // A field with some parts missing says that its value is empty: that is not the wish to have no end.
    const found = element.validity.badInput ? 'timeUnfinished' : onChange(element.value)
    setTrouble(found)
    if (found === undefined && document.activeElement !== element) setDraft(undefined)
  }
  const latest = useRef(apply)
  useEffect(() => {
    latest.current = apply
  })
  useEffect(() => {
    if (draft === undefined) return undefined
    const timer = setTimeout(() => latest.current(), pauseMs)
    return () => clearTimeout(timer)
  }, [draft])
  return (
    <>
      <label htmlFor={id} className="text-small text-ink-2">{label}</label>
      <input
        ref={input}
        id={id}
        type="datetime-local"
        value={draft ?? value}
        aria-invalid={trouble !== undefined}
        aria-describedby={trouble !== undefined ? `${id}-bad` : undefined}
        className="h-7 w-full min-w-0 rounded-control border border-control bg-surface px-1.5 text-small aria-[invalid=true]:border-phase-failed max-tablet:h-9 [&::-webkit-calendar-picker-indicator]:hidden"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply()
        }}
        onBlur={() => latest.current()}
      />
      {trouble !== undefined && <p id={`${id}-bad`} role="status" className="col-span-2 text-small text-ink-2">{panel[trouble]}</p>}
    </>
  )
}
