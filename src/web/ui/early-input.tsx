import { useLayoutEffect } from 'react'
import type { RefObject } from 'react'

/** What was typed before the part was there that it is meant for, and whether its reader is still at it. */
export interface EarlyText {
  text: string
  isFocused: boolean
}

interface EarlyInputProps {
  ref: RefObject<HTMLInputElement | null>
  early: EarlyText
  label: string
  className?: string
  onChange: (early: EarlyText) => void
}

/** Stands for a field whose code is on its way, and keeps what is typed: the field takes it over. */
export function EarlyInput({ ref, early, label, className, onChange }: EarlyInputProps) {
  useLayoutEffect(() => {
    if (early.isFocused) ref.current?.focus()
  }, [ref, early.isFocused])
  return (
    <input
      ref={ref}
      value={early.text}
      aria-label={label}
      className={className}
      onFocus={() => onChange({ ...early, isFocused: true })}
      onBlur={() => onChange({ ...early, isFocused: false })}
      onChange={({ target }) => onChange({ ...early, text: target.value })}
    />
  )
}
