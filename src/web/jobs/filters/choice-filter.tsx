import { useId } from 'react'
import type { FilterName } from '#contract/job-filters.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Icon } from '../../ui/icon.tsx'
import { usePanelWords } from './panel-words.ts'

interface ChoiceFilterProps {
  name: FilterName
  value: string | undefined
  options: readonly (readonly [value: string, label: string])[]
  onChange: (value: string | undefined) => void
}

/** One of a few values, or any. A value from a link that is not among them is offered too, so that it is not lost. */
export function ChoiceFilter({ name, value, options, onChange }: ChoiceFilterProps) {
  const { messages } = useMessages()
  const panel = usePanelWords()
  const id = useId()
  const all = value === undefined || options.some(([one]) => one === value) ? options : [...options, [value, value] as const]
  return (
    <div className="relative flex items-center justify-between gap-2">
      <label htmlFor={id} className="cut text-ink-2">{messages.filters[name]}</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        className="h-7 w-24 flex-none appearance-none rounded-control border border-control bg-surface ps-2 pe-6 max-tablet:h-9"
      >
        <option value="">{panel.anyValue}</option>
        {all.map(([one, label]) => <option key={one} value={one}>{label}</option>)}
      </select>
      <Icon name="down" size={14} className="pointer-events-none absolute right-2 text-ink-3" />
    </div>
  )
}
