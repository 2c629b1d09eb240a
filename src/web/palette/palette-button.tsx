import { Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Source } from '#contract/source.ts'
import type { JobSearch } from '../jobs/job-search.ts'
import { focusFirst } from '../jobs/list/list-focus.ts'
import { isApple, useKeyHint } from '../key-hint.ts'
import { useMessages } from '../messages/messages.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { IconButton } from '../ui/button.tsx'
import { EarlyInput } from '../ui/early-input.tsx'
import type { EarlyText } from '../ui/early-input.tsx'
import { partOf } from '../ui/part-of.tsx'
import { useCommands } from '../use-keys.tsx'
import { returnTarget } from './return-target.ts'

const Palette = partOf(async () => (await import('./palette.tsx')).Palette)

export interface PaletteProps {
  sources: readonly Source[]
  source: Source | undefined
  search: JobSearch
}

/** Opens the palette; so does its key, and where there is no room for the button, the display settings. */
export function PaletteButton(props: PaletteProps) {
  const { messages } = useMessages()
  const hint = useKeyHint()
  const [early, setEarly] = useState<EarlyText>()
  const cameFrom = useRef<HTMLElement>(undefined)
  const open = () => {
    cameFrom.current = returnTarget()
    setEarly({ text: '', isFocused: true })
  }
  const close = useCallback(() => setEarly(undefined), [])
  const goBack = useCallback(() => {
    const before = cameFrom.current
    // Who was nowhere goes on in the list: left alone, the focus would begin again at the top of the page.
    if (before?.isConnected === true) before.focus()
    else focusFirst(document.querySelector<HTMLElement>('.list-rows'))
  }, [])
  useCommands({ palette: open })
  const label = messages.shell.palette
  return (
    <>
      <IconButton icon="command" label={label} title={hint(label, isApple() ? '⌘K' : 'Ctrl+K')} aria-haspopup="dialog" className="max-tablet:hidden" onClick={open} />
      {early !== undefined && (
        <Boundary of="" fallback={null}>
          <Suspense fallback={<Coming label={label} early={early} onChange={setEarly} onGoBack={goBack} onLeave={close} />}>
            <Palette {...props} early={early.text} onGoBack={goBack} onClose={close} />
          </Suspense>
        </Boundary>
      )}
    </>
  )
}

interface ComingProps {
  label: string
  early: EarlyText
  onChange: (early: EarlyText) => void
  onGoBack: () => void
  onLeave: () => void
}

/** Stands for the palette until it is there, and keeps what is typed. An open dialog takes the keys: none of them must be read as the list's. */
function Coming({ label, early, onChange, onGoBack, onLeave }: ComingProps) {
  const input = useRef<HTMLInputElement>(null)
  // Also where the palette does not come the focus is back where it was.
  useLayoutEffect(() => onGoBack, [onGoBack])
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      // What lies below it must not close with it.
      event.preventDefault()
      event.stopImmediatePropagation()
      onLeave()
    }
    document.addEventListener('keydown', leave, true)
    return () => document.removeEventListener('keydown', leave, true)
  }, [onLeave])
  return (
    <dialog open className="sr-only" aria-label={label}>
      <EarlyInput ref={input} early={early} label={label} onChange={onChange} />
    </dialog>
  )
}
