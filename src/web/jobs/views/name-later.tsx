import { use, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { RetryContext } from '../../ui/boundary.tsx'
import { EarlyInput } from '../../ui/early-input.tsx'
import type { EarlyText } from '../../ui/early-input.tsx'
import { Later } from '../../ui/later.tsx'
import { TryAgain } from '../../ui/try-again.tsx'
import { usePanelWords } from '../filters/panel-words.ts'
import { longestName } from './saved-views.ts'

interface NameLaterProps {
  /** What stands in the field at first. */
  name: string
  onClose: () => void
  children: (early: EarlyText) => ReactNode
}

/** A form that asks for the name of a view. What is typed before its code is there is kept for it: no letter of it is a key of the list. */
export function NameLater({ name, onClose, children }: NameLaterProps) {
  const [early, setEarly] = useState<EarlyText>({ text: name, isFocused: true })
  return <Later fallback={<EarlyName early={early} onChange={setEarly} onClose={onClose} />}>{children(early)}</Later>
}

function EarlyName({ early, onChange, onClose }: { early: EarlyText; onChange: (early: EarlyText) => void; onClose: () => void }) {
  const panel = usePanelWords()
  const onRetry = use(RetryContext)
  const own = useRef<HTMLInputElement>(null)
  return (
    <form
      className="mb-2 grid w-full gap-1.5 px-2"
      onKeyDown={(event) => closeOnEscape(event, onClose)}
      onSubmit={(event) => {
        event.preventDefault()
        onRetry?.()
      }}
    >
      <EarlyInput ref={own} early={early} label={panel.viewName} className={`h-7 max-tablet:h-9 ${field}`} onChange={({ text, isFocused }) => onChange({ text: text.slice(0, longestName), isFocused })} />
      <TryAgain />
    </form>
  )
}

/** How a field of the views' forms looks. */
export const field = 'w-full rounded-control border border-control bg-surface px-2 placeholder:text-ink-3'

/** Escape closes the form and nothing around it. */
export function closeOnEscape(event: KeyboardEvent, onClose: () => void): void {
  // Within an input method it takes back a candidate.
  if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
  event.stopPropagation()
  onClose()
}
