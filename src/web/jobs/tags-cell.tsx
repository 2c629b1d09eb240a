import { useMessages } from '../messages/messages.tsx'
import { Link } from '../ui/link.tsx'
import { textLanguage } from './state-text.ts'

const shown = 3

/** A job's tags, each a way to filter by it; what does not fit is counted, and whole in the tooltip. */
export function TagsCell({ tags, toFilter }: { tags: readonly string[]; toFilter: (tag: string) => string }) {
  const { messages } = useMessages()
  if (tags.length === 0) return null
  return (
    <ul className="flex min-w-0 gap-1 overflow-hidden p-px" title={tags.join(', ')}>
      {tags.slice(0, shown).map((tag, index) => (
        <li key={`${index}-${tag}`} className="min-w-0 flex-initial">
          <Link
            to={toFilter(tag)}
            lang={textLanguage(tag)}
            aria-label={messages.list.filterBy(messages.filters.tag, tag)}
            className="cut block h-[18px] max-w-24 rounded-box border border-[color-mix(in_oklab,var(--ink)_14%,transparent)] px-[5px] text-micro text-ink-2 quick hover:border-accent-line hover:text-accent"
          >
            {tag}
          </Link>
        </li>
      ))}
      {tags.length > shown && <li className="flex-none px-0.5 text-micro leading-[18px] text-ink-3">{messages.list.moreTags(tags.length - shown)}</li>}
    </ul>
  )
}
