import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { MouseEvent } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import { useDismissal } from '../../ui/menu.tsx'
import { placeBeside } from '../../ui/place-beside.ts'
import { TagLink } from './tag-link.tsx'

interface TagPanelProps {
  tags: readonly string[]
  toFilter: (tag: string) => string
  /** The button that opens it. */
  button: HTMLButtonElement
  onClose: () => void
}

/** All tags of a job beside the few that fit into its row, above everything else. */
export function TagPanel({ tags, toFilter, button, onClose }: TagPanelProps) {
  const { messages } = useMessages()
  const own = useRef<HTMLDivElement>(null)
  const around = useRef(button.parentElement)
  const close = (isByKey: boolean) => {
    if (isByKey) button.focus()
    onClose()
  }
  useDismissal(around, true, close)
  const placedAtPx = useRef<number>(undefined)
  // Its row moves on below it: a scroll, or a window of another size. The event of a scroll that brought the row into sight may come after the press.
  const leave = useEffectEvent(({ type, target }: Event) => {
    const hasMoved = type === 'resize' || button.getBoundingClientRect().top !== placedAtPx.current
    if (hasMoved && target !== own.current) close(false)
  })
  useEffect(() => {
    const onMove = (event: Event) => leave(event)
    document.addEventListener('scroll', onMove, true)
    addEventListener('resize', onMove)
    return () => {
      document.removeEventListener('scroll', onMove, true)
      removeEventListener('resize', onMove)
    }
  }, [])
  // A click for another tab leaves it open.
  const onFollow = ({ ctrlKey, metaKey, shiftKey }: MouseEvent) => {
    if (!ctrlKey && !metaKey && !shiftKey) close(true)
  }
  useLayoutEffect(() => {
    if (own.current === null) return
    own.current.showPopover()
    placeBeside(own.current, button)
    placedAtPx.current = button.getBoundingClientRect().top
  }, [button])
  return (
    <div
      ref={own}
      popover="manual"
      role="group"
      aria-label={messages.list.columns.tags}
      className="scroll-thin fixed inset-auto m-0 max-h-[min(320px,60dvh)] w-max max-w-[min(320px,calc(100vw-16px))] overflow-y-auto rounded-panel border border-line bg-raised p-2 text-ink shadow-floating"
      // The row below it opens its job for a click; this one was meant for a tag.
      onClick={(event) => event.stopPropagation()}
    >
      <ul className="flex flex-wrap gap-1">
        {tags.map((tag, index) => (
          <li key={`${index}-${tag}`} className="max-w-full min-w-6">
            <TagLink tag={tag} to={toFilter(tag)} onClick={onFollow} />
          </li>
        ))}
      </ul>
    </div>
  )
}
