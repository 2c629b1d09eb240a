import type { MouseEvent } from 'react'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Link } from '../../ui/link.tsx'
import { textLanguage } from '../state-text.ts'

/** How a tag is drawn, and what it says of itself, wherever it is a link. `isWhole`: as wide as there is room for. */
export function tagLook(tag: string, messages: Messages, isWhole: boolean) {
  return {
    lang: textLanguage(tag),
    'aria-label': messages.list.filterBy(messages.filters.tag, tag),
    className: `tag cut text-center text-micro text-ink-2 quick hover:text-accent ${isWhole ? '' : 'max-w-24'}`,
  }
}

interface TagLinkProps {
  tag: string
  to: string
  onClick?: (event: MouseEvent) => void
}

/** A tag at its full width, and the way to filter by it. */
export function TagLink({ tag, to, onClick }: TagLinkProps) {
  const { messages } = useMessages()
  return <Link to={to} onClick={onClick} {...tagLook(tag, messages, true)}>{tag}</Link>
}
