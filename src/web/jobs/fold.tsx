import { useState } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'

const head = 'flex h-7 items-center px-2 text-small font-medium text-ink-3 max-tablet:h-9'

/** A part of the filters that is always in sight. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-2">
      <h2 className={head}>{title}</h2>
      {children}
    </section>
  )
}

/**
 * Something that opens by itself when it comes to be on, and then is the reader's: it never closes by itself.
 *
 * Gives whether it is open, and the way to open or close it.
 */
export function useUnfolded(isOn: boolean): [isOpen: boolean, setIsOpen: (isOpen: boolean) => void] {
  const [isOpen, setIsOpen] = useState(isOn)
  const [wasOn, setWasOn] = useState(isOn)
  if (isOn !== wasOn) {
    setWasOn(isOn)
    if (isOn) setIsOpen(true)
  }
  return [isOpen, setIsOpen]
}

interface FoldProps {
  title: string
  /** One of its filters is on, or it is wanted so often that it stands open. */
  isOn: boolean
  children: ReactNode
}

/** A part of the filters that folds. */
export function Fold({ title, isOn, children }: FoldProps) {
  const [isOpen, setIsOpen] = useUnfolded(isOn)
  return (
    <details open={isOpen} className="group/fold" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={`${head} list-none rounded-control hover:text-ink [&::-webkit-details-marker]:hidden`}>
        {title}
        <Icon name="right" size={14} className="ms-auto group-open/fold:rotate-90" />
      </summary>
      <div className="grid gap-1.5 px-2 pt-0.5 pb-2">{children}</div>
    </details>
  )
}
