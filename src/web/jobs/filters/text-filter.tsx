import { useEffect, useId, useRef, useState } from 'react'
import { readFilter } from '#contract/job-filters.ts'
import type { FilterName } from '#contract/job-filters.ts'
import { useMessages } from '../../messages/messages.tsx'
import { usePanelWords } from './panel-words.ts'

const pauseMs = 350

/** What may be typed, in the page's own words: the contract's are English. */
const kindOf = (name: FilterName) => (name === 'job_id' || name === 'query_project_id' ? 'id' : name === 'model_resolution' ? 'resolution' : 'text')

interface TextFilterProps {
  name: FilterName
  value: string | undefined
  suggestions?: readonly string[]
  /** The field's name stands above it; alone in its section it is told to screen readers only. */
  isLabelShown?: boolean
  /** Hears what was typed up to a pause, also what cannot be sent. */
  onPause?: (text: string) => void
  /** `replace`: one more letter of the same word, no step for Back. */
  onChange: (value: string | undefined, replace: boolean) => void
}

/**
 * A text to filter by. It applies after a pause or at once by Enter; a value that cannot be sent says why and stays here.
 * What is typed stays as it was typed until the field is left, also where the address holds a trimmed form of it.
 */
export function TextFilter({ name, value, suggestions = [], isLabelShown = false, onPause, onChange }: TextFilterProps) {
  const { messages } = useMessages()
  const panel = usePanelWords()
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const composing = useRef(false)
  /** What this field last put into the address, or found there. */
  const applied = useRef(value)
  const text = draft ?? value ?? ''
  const isBad = text.trim() !== '' && readFilter(name, text) === undefined
  const apply = (next: string) => {
    const trimmed = next.trim()
    onPause?.(trimmed)
    const canonical = trimmed === '' ? undefined : readFilter(name, trimmed)
    if ((trimmed !== '' && canonical === undefined) || canonical === value) return
    applied.current = canonical
    onChange(canonical, value !== undefined && canonical !== undefined)
  }
  const latest = useRef(apply)
  useEffect(() => {
    latest.current = apply
  })
  useEffect(() => {
    // While a Chinese word is being composed its letters are not the word yet.
    if (draft === undefined || composing.current) return undefined
    const timer = setTimeout(() => latest.current(draft), pauseMs)
    return () => clearTimeout(timer)
  }, [draft])
  // The address was changed from elsewhere, by Back or a chip: it decides.
  useEffect(() => {
    if (applied.current === value) return
    applied.current = value
    setDraft(undefined)
  }, [value])

  return (
    <div>
      <label htmlFor={id} className={isLabelShown ? 'block pb-0.5 text-small text-ink-2' : 'sr-only'}>{messages.filters[name]}</label>
      <input
        id={id}
        value={text}
        placeholder={isLabelShown ? undefined : messages.filters[name]}
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        dir="auto"
        list={suggestions.length > 0 ? `${id}-seen` : undefined}
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-bad` : undefined}
        className="h-7 w-full rounded-control border border-control bg-surface px-2 placeholder:text-ink-3 aria-[invalid=true]:border-phase-failed max-tablet:h-9"
        onChange={(event) => setDraft(event.target.value)}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={(event) => {
          composing.current = false
          setDraft(event.currentTarget.value)
          latest.current(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) apply(text)
        }}
        onBlur={() => {
          if (draft === undefined) return
          apply(draft)
          // A value that cannot be sent stays, with its reason.
          if (!isBad) setDraft(undefined)
        }}
      />
      {isBad && <p id={`${id}-bad`} className="pt-1 text-small text-phase-failed">{panel.badValue[kindOf(name)]}</p>}
      {suggestions.length > 0 && (
        <datalist id={`${id}-seen`}>
          {suggestions.map((suggestion) => <option key={suggestion} value={suggestion} />)}
        </datalist>
      )}
    </div>
  )
}
