import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

interface OptionProps {
  id: string
  isActive: boolean
  /** Colours its marks. */
  phase?: string | undefined
  className: string
  onActive: () => void
  onChoose: () => void
  children: ReactNode
}

/** One of a list below a text field, in which the keyboard stays. The active one is always in sight. */
export function Option({ id, isActive, phase, className, onActive, onChoose, children }: OptionProps) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <li
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      data-phase={phase}
      className={`flex rounded-control aria-selected:bg-accent-ground ${className}`}
      onMouseMove={onActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {children}
    </li>
  )
}
