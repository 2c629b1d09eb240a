import { useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Later } from './later.tsx'
import { useDismissal } from './menu.tsx'

interface BarPanelProps {
  /** What the button is called. */
  label: string
  /** What is seen where the pointer rests on it. */
  title?: string
  /** What the panel is called. */
  panelLabel?: string
  className: string
  /** What is drawn on the button. */
  face: ReactNode
  /** The panel's, drawn while it is open. */
  children: ReactNode
}

/** A button at the end of the bar, and the panel that it opens below itself. It is closed as every menu is. */
export function BarPanel({ label, title = label, panelLabel = label, className, face, children }: BarPanelProps) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const own = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  useDismissal(own, isOpen, (isByKey) => {
    panel.current?.hidePopover()
    if (isByKey) button.current?.focus()
  })
  return (
    <div ref={own} className="contents">
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        title={title}
        className="inline-grid size-7 flex-none place-items-center rounded-control text-ink-3 quick hover:bg-sunk hover:text-ink max-tablet:size-8"
      >
        {face}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        // Told at once, unlike what follows it: a focus that goes elsewhere meanwhile would go unheard.
        onBeforeToggle={(event) => setIsOpen(event.newState === 'open')}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
        role="dialog"
        aria-label={panelLabel}
        className={`fixed inset-[calc(var(--bar-height)+4px)_8px_auto_auto] m-0 max-h-[calc(100dvh-var(--bar-height)-12px)] overflow-y-auto rounded-panel border border-line bg-raised text-ink shadow-floating empty:invisible ${className}`}
      >
        {isOpen && <Later>{children}</Later>}
      </div>
    </div>
  )
}
