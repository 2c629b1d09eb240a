import { useEffect, useId, useRef, useState } from 'react'
import { readFilter } from '#contract/job-filters.ts'
import type { FilterName } from '#contract/job-filters.ts'
import { useMessages } from '../messages/messages.tsx'

const pauseMs = 350

/** What may be typed, in the page's own words: the contract's are English. */
const kindOf = (name: FilterName) => (name === 'job_id' || name === 'query_project_id' ? 'id' : name === 'model_resolution' ? 'resolution' : 'text')

interface TextFilterProps {
  name: FilterName
  value: string | undefined
  suggestions: readonly string[]
  /** `replace`: one more letter of the same word, no step for Back. */
  onChange: (value: string | undefined, replace: boolean) => void
}

/** A text to filter by. It applies after a pause or at once by Enter; a value that cannot be sent says why and stays here. */
export function TextFilter({ name, value, suggestions, onChange }: TextFilterProps) {
  const { messages } = useMessages()
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const composing = useRef(false)
  const text = draft ?? value ?? ''
  const isBad = text.trim() !== '' && readFilter(name, text) === undefined
  const apply = (next: string) => {
    const trimmed = next.trim()
    const canonical = trimmed === '' ? undefined : readFilter(name, trimmed)
    if (trimmed !== '' && canonical === undefined) return
    if (canonical !== value) onChange(canonical, value !== undefined && canonical !== undefined)
    setDraft(undefined)
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

  return (
    <div>
      <label htmlFor={id} className="sr-only">{messages.filters[name]}</label>
      <input
        id={id}
        value={text}
        placeholder={messages.filters[name]}
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
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
          if (draft !== undefined) apply(draft)
        }}
      />
      {isBad && <p id={`${id}-bad`} className="pt-1 text-small text-phase-failed">{messages.panel.badValue[kindOf(name)]}</p>}
      {suggestions.length > 0 && (
        <datalist id={`${id}-seen`}>
          {suggestions.map((suggestion) => <option key={suggestion} value={suggestion} />)}
        </datalist>
      )}
    </div>
  )
}
