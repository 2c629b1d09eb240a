import { lazy, use, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { RetryContext } from '../../ui/boundary.tsx'
import { EarlyInput } from '../../ui/early-input.tsx'
import type { EarlyText } from '../../ui/early-input.tsx'
import { Later } from '../../ui/later.tsx'
import { TryAgain } from '../../ui/try-again.tsx'
import { usePanelWords } from '../filters/panel-words.ts'
import { useSavedViews } from './keep-views.ts'
import { longestName } from './saved-views.ts'

interface NameLaterProps {
  /** What stands in the field at first. */
  name: string
  /** It stands below the head of the views, with a row for links; otherwise below the view that is renamed. */
  isNew?: boolean
  onClose: () => void
  children: (early: EarlyName) => ReactNode
}

/** What was typed before the form was there, and whether Enter was pressed after it. */
export interface EarlyName extends EarlyText {
  isSent?: boolean
}

/** As code that is on its way. */
const Composing = lazy<() => null>(() => new Promise(() => {}))

/** A form that asks for the name of a view. What is typed before its code is there is kept for it: no letter of it is a key of the list. */
export function NameLater({ name, isNew = false, onClose, children }: NameLaterProps) {
  const [early, setEarly] = useState<EarlyName>({ text: name, isFocused: true })
  // In the midst of an input method the field stays, or what was written so far would be lost.
  const [isComposing, setIsComposing] = useState(false)
  return (
    <Later fallback={<EarlyForm early={early} isNew={isNew} onChange={setEarly} onCompose={setIsComposing} onClose={onClose} />}>
      {isComposing ? <Composing /> : children(early)}
    </Later>
  )
}

interface EarlyFormProps {
  early: EarlyName
  isNew: boolean
  onChange: (early: EarlyName) => void
  onCompose: (isComposing: boolean) => void
  onClose: () => void
}

/** As high as the form: nothing below it moves when that comes. */
function EarlyForm({ early, isNew, onChange, onCompose, onClose }: EarlyFormProps) {
  const panel = usePanelWords()
  const onRetry = use(RetryContext)
  const own = useRef<HTMLInputElement>(null)
  const hasSaved = useSavedViews().length > 0
  return (
    <form
      className={`grid w-full gap-1.5 ${isNew ? 'mb-2 px-2' : ''}`}
      onKeyDown={(event) => closeOnEscape(event, onClose)}
      onCompositionStart={() => onCompose(true)}
      onCompositionEnd={() => onCompose(false)}
      onSubmit={(event) => {
        event.preventDefault()
        onChange({ ...early, isSent: true })
        onRetry?.()
      }}
    >
      <EarlyInput ref={own} early={early} label={panel.viewName} className={`h-7 max-tablet:h-9 ${field}`} onChange={({ text, isFocused }) => onChange({ text: text.slice(0, longestName), isFocused, isSent: text === early.text && early.isSent === true })} />
      <p className="text-small text-ink-3">{panel.viewHint}</p>
      <div className="h-7" />
      {isNew && (
        <div className="invisible flex flex-wrap gap-x-3 text-small *:min-h-6 max-tablet:*:min-h-9">
          <span>{panel.fromLinks}</span>
          {hasSaved && <span>{panel.copyAll}</span>}
        </div>
      )}
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
