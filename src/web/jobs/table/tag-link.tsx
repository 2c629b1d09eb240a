import type { MouseEvent } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import { Link } from '../../ui/link.tsx'
import { textLanguage } from '../state-text.ts'

interface TagLinkProps {
  tag: string
  to: string
  /** As wide as there is room for. */
  isWhole?: boolean
  onClick?: (event: MouseEvent) => void
}

/** A tag, and the way to filter by it. */
export function TagLink({ tag, to, isWhole = false, onClick }: TagLinkProps) {
  const { messages } = useMessages()
  return (
    <Link
      to={to}
      onClick={onClick}
      lang={textLanguage(tag)}
      aria-label={messages.list.filterBy(messages.filters.tag, tag)}
      // Taller than it looks, so that it is hit with ease.
      className="group/tag block min-w-6 py-[3px]"
    >
      <span className={`cut block h-[18px] rounded-box border border-[color-mix(in_oklab,var(--ink)_14%,transparent)] px-[5px] text-center text-micro text-ink-2 quick group-hover/tag:border-accent-line group-hover/tag:text-accent ${isWhole ? '' : 'max-w-24'}`}>
        {tag}
      </span>
    </Link>
  )
}
