import { useState } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import { Part } from '../../ui/part.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { tagLook } from './tag-link.tsx'

const TagPanel = partOf(async () => (await import('./tag-panel.tsx')).TagPanel)

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

interface TagsCellProps {
  tags: readonly string[]
  toFilter: (tag: string) => string
}

/** A job's tags, each a way to filter by it; what does not fit is counted, and a press away. */
export function TagsCell({ tags, toFilter }: TagsCellProps) {
  const { messages } = useMessages()
  const [button, setButton] = useState<HTMLButtonElement>()
  if (tags.length === 0) return null
  const shown = fittingTags(tags)
  return (
    <ul className="-my-[3px] flex min-w-0 gap-1 overflow-hidden p-px" title={button === undefined ? tags.join(messages.between.words) : undefined}>
      {tags.slice(0, shown).map((tag, index) => (
        <li key={`${index}-${tag}`} className="min-w-6">
          <a href={toFilter(tag)} {...tagLook(tag, messages, false)}>{tag}</a>
        </li>
      ))}
      {tags.length > shown && <MoreTags tags={tags} shown={shown} toFilter={toFilter} button={button} onPress={setButton} />}
    </ul>
  )
}

interface MoreTagsProps extends TagsCellProps {
  shown: number
  /** Itself, while it shows them. */
  button: HTMLButtonElement | undefined
  onPress: (button: HTMLButtonElement | undefined) => void
}

/** How many more tags there are; a press shows them all. */
function MoreTags({ tags, shown, toFilter, button, onPress }: MoreTagsProps) {
  const { messages: { list } } = useMessages()
  const more = list.moreTags(tags.length - shown)
  return (
    <li className="flex-none">
      <button
        type="button"
        aria-label={`${list.columns.tags} ${more}`}
        aria-expanded={button !== undefined}
        className="h-6 min-w-6 rounded-box px-0.5 text-micro text-ink-3 quick hover:text-accent"
        onClick={({ currentTarget }) => onPress(button === undefined ? currentTarget : undefined)}
      >
        {more}
      </button>
      {button !== undefined && <Part><TagPanel tags={tags} toFilter={toFilter} button={button} onClose={() => onPress(undefined)} /></Part>}
    </li>
  )
}
