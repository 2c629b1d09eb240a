import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Counts } from '#contract/job-list.ts'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../address.ts'
import { useMessages } from '../messages/messages.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import type { JobSearch } from './job-search.ts'
import { removeView, saveView, toSearch, useSavedViews, viewQuery } from './saved-views.ts'
import { isOn, viewsOf, withView } from './views.ts'

interface ViewListProps {
  source: Source
  search: JobSearch
  counts: Counts | undefined
}

/** The questions that come with the product, then the reader's own. */
export function ViewList({ source, search, counts }: ViewListProps) {
  const { messages, language } = useMessages()
  const { panel } = messages
  const saved = useSavedViews()
  const [isNaming, setIsNaming] = useState(false)
  const query = viewQuery(search)
  return (
    <section aria-label={panel.views} className="mb-2">
      <h2 className="flex h-7 items-center ps-2 text-small font-medium text-ink-3 max-tablet:h-9">
        {panel.views}
        <IconButton icon="plus" label={panel.saveView} className="ms-auto" aria-expanded={isNaming} onClick={() => setIsNaming(!isNaming)} />
      </h2>
      {isNaming && (
        <NameForm
          isTaken={(name) => saved.some((view) => view.name === name)}
          onClose={() => setIsNaming(false)}
          onSave={(name) => {
            saveView(name, search)
            setIsNaming(false)
          }}
        />
      )}
      <ul>
        {viewsOf(source).map((view) => (
          <ViewLink key={view.id} to={toAddress(source.id, withView(search, view))} icon={view.icon} isOn={isOn(view, search)} name={panel.view[view.id]}>
            <span className="ms-auto text-small text-ink-3">{counts === undefined ? '' : view.count?.(counts)?.toLocaleString(language)}</span>
          </ViewLink>
        ))}
        {saved.map((view) => (
          <ViewLink key={`saved ${view.name}`} to={toAddress(source.id, toSearch(view))} icon="bookmark" isOn={view.query === query} name={view.name}>
            <IconButton
              icon="close"
              label={panel.removeView(view.name)}
              className="absolute end-1 size-6! opacity-0 group-hover:opacity-100 focus-visible:opacity-100 max-tablet:opacity-100"
              onClick={() => removeView(view.name)}
            />
          </ViewLink>
        ))}
      </ul>
    </section>
  )
}

function ViewLink({ to, icon, name, isOn, children }: { to: string; icon: IconName; name: string; isOn: boolean; children: ReactNode }) {
  return (
    <li className="group relative flex items-center">
      <Link
        to={to}
        title={name}
        aria-current={isOn ? 'true' : undefined}
        className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-ink quick hover:bg-hover aria-[current]:bg-accent-ground aria-[current]:font-medium max-tablet:h-9"
      >
        <Icon name={icon} className={isOn ? 'text-accent' : 'text-ink-3'} />
        <span className="cut">{name}</span>
        {icon !== 'bookmark' && children}
      </Link>
      {icon === 'bookmark' && children}
    </li>
  )
}

interface NameFormProps {
  isTaken: (name: string) => boolean
  onSave: (name: string) => void
  onClose: () => void
}

/** Asks what the present filters shall be called. */
function NameForm({ isTaken, onSave, onClose }: NameFormProps) {
  const { messages } = useMessages()
  const { panel } = messages
  const [name, setName] = useState('')
  const input = useRef<HTMLInputElement>(null)
  // The reader asked for it by the press before.
  useEffect(() => input.current?.focus(), [])
  const trimmed = name.trim()
  return (
    <form
      className="mb-2 grid gap-1.5 px-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (trimmed !== '') onSave(trimmed)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <input
        ref={input}
        value={name}
        maxLength={60}
        aria-label={panel.viewName}
        placeholder={panel.viewName}
        autoComplete="off"
        className="h-7 w-full rounded-control border border-control bg-surface px-2 placeholder:text-ink-3 max-tablet:h-9"
        onChange={(event) => setName(event.target.value)}
      />
      <p className="text-small text-ink-3">{isTaken(trimmed) ? panel.viewTaken : panel.viewHint}</p>
      <div className="flex gap-1.5">
        <Button look="edge" type="submit" disabled={trimmed === ''}>{panel.save}</Button>
        <Button onClick={onClose}>{messages.exports.cancel}</Button>
      </div>
    </form>
  )
}
