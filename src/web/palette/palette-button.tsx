import { Suspense, useEffect, useState } from 'react'
import type { Source } from '#contract/source.ts'
import type { JobSearch } from '../jobs/job-search.ts'
import { isApple, useKeyHint } from '../key-hint.ts'
import { useMessages } from '../messages/messages.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { IconButton } from '../ui/button.tsx'
import { useCommands } from '../use-keys.tsx'
import { partOf } from '../ui/part-of.tsx'

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
  const [isOpen, setIsOpen] = useState(false)
  const open = () => setIsOpen(true)
  useCommands({ palette: open })
  const label = messages.shell.palette
  return (
    <>
      <IconButton icon="command" label={label} title={hint(label, isApple() ? '⌘K' : 'Ctrl+K')} aria-haspopup="dialog" className="max-tablet:hidden" onClick={open} />
      {isOpen && (
        <Boundary of="" fallback={null}>
          <Suspense fallback={<Coming label={label} onLeave={() => setIsOpen(false)} />}>
            <Palette {...props} onClose={() => setIsOpen(false)} />
          </Suspense>
        </Boundary>
      )}
    </>
  )
}

/** Stands for the palette until it is there. An open dialog takes the keys: what is typed meanwhile must not be read as the list's. */
function Coming({ label, onLeave }: { label: string; onLeave: () => void }) {
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // What lies below it must not close with it.
      event.preventDefault()
      event.stopImmediatePropagation()
      onLeave()
    }
    document.addEventListener('keydown', leave, true)
    return () => document.removeEventListener('keydown', leave, true)
  }, [onLeave])
  return <dialog open className="sr-only" aria-label={label} />
}
