import { useMessages } from '../messages/messages.tsx'
import { Link } from '../ui/link.tsx'
import { textLanguage } from './state-text.ts'

const roomPx = 138
const moreRoomPx = 26

/** Roughly how wide a tag is drawn: Chinese signs take a square, others about half of one. */
const widthPx = (tag: string) => Math.min(96, 17 + [...tag].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 11.5 : 6.4), 0))

/** How many tags fit on the line, the sign for the rest included. At least one. */
export function fittingTags(tags: readonly string[]): number {
  let used = 0
  for (const [index, tag] of tags.entries()) {
    used += widthPx(tag)
    const isLast = index === tags.length - 1
    if (used > roomPx - (isLast ? 0 : moreRoomPx)) return Math.max(1, index)
  }
  return tags.length
}

/** A job's tags, each a way to filter by it; what does not fit is counted, and whole in the tooltip. */
export function TagsCell({ tags, toFilter }: { tags: readonly string[]; toFilter: (tag: string) => string }) {
  const { messages } = useMessages()
  if (tags.length === 0) return null
  const shown = fittingTags(tags)
  return (
    <ul className="-my-[3px] flex min-w-0 gap-1 overflow-hidden p-px" title={tags.join(', ')}>
      {tags.slice(0, shown).map((tag, index) => (
        <li key={`${index}-${tag}`} className="min-w-6">
          <Link
            to={toFilter(tag)}
            lang={textLanguage(tag)}
            aria-label={messages.list.filterBy(messages.filters.tag, tag)}
            // Taller than it looks, so that it is hit with ease.
            className="group/tag block min-w-6 py-[3px]"
          >
            <span className="cut block h-[18px] max-w-24 rounded-box border border-[color-mix(in_oklab,var(--ink)_14%,transparent)] px-[5px] text-center text-micro text-ink-2 quick group-hover/tag:border-accent-line group-hover/tag:text-accent">
              {tag}
            </span>
          </Link>
        </li>
      ))}
      {tags.length > shown && <li className="flex-none px-0.5 text-micro leading-6 text-ink-3">{messages.list.moreTags(tags.length - shown)}</li>}
    </ul>
  )
}
