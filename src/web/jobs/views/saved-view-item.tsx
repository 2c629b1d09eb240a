import { useState } from 'react'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { useCopied } from '../../ui/copy-button.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { usePanelWords } from '../filters/panel-words.ts'
import { removeView, showFirst } from './keep-views.ts'
import { NameLater } from './name-later.tsx'
import { toSearch } from './saved-views.ts'
import type { SavedView } from './saved-views.ts'
import { ViewLink } from './view-link.tsx'
import { toViewLink } from './view-links.ts'

const RenameForm = partOf(async () => (await import('./view-form.tsx')).RenameForm)

/** What can be done with a view, in words that can be pressed. */
export const quiet = 'min-h-6 rounded-control px-1 text-small text-accent quick hover:underline max-tablet:min-h-9'

interface SavedViewItemProps {
  view: SavedView
  source: Source
  isOn: boolean
  onRenamed: (name: string) => void
  onRemoved: () => void
}

/** A view of the reader's own, with what can be done with it behind one button. */
export function SavedViewItem({ view, source, isOn: isShown, onRenamed, onRemoved }: SavedViewItemProps) {
  const { messages } = useMessages()
  const panel = usePanelWords()
  const [isOpen, setIsOpen] = useState(false)
  const [isRenaming, setIsRenaming] = useState(false)
  const { copied, copy } = useCopied()
  const isFirst = view.isFirst === true
  return (
    <li>
      <div className="group relative flex items-center">
        <ViewLink to={toAddress(source.id, toSearch(view))} icon="bookmark" isFilled={isFirst} isOn={isShown} name={view.name}>
          {isFirst && <span className="sr-only">{panel.isFirst}</span>}
        </ViewLink>
        <IconButton
          icon="more"
          label={panel.viewActions(view.name)}
          aria-expanded={isOpen}
          className="absolute end-1 size-6! bg-ground opacity-0 group-hover:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 max-tablet:opacity-100"
          onClick={() => setIsOpen(!isOpen)}
        />
      </div>
      {isOpen && (
        <div className="flex flex-wrap gap-x-1 ps-7 pb-1">
          <button type="button" className={quiet} onClick={() => void copy(toViewLink(view, source.id))}>
            {copied ? messages.list.copied : panel.copyView}
          </button>
          <button type="button" className={quiet} title={panel.openFirstHint} onClick={() => showFirst(isFirst ? undefined : view.name)}>
            {isFirst ? panel.notFirst : panel.openFirst}
          </button>
          <button type="button" className={quiet} aria-label={panel.renameView(view.name)} onClick={() => setIsRenaming(!isRenaming)}>
            {panel.rename}
          </button>
          <button
            type="button"
            className={quiet}
            aria-label={panel.removeView(view.name)}
            onClick={() => {
              removeView(view.name)
              onRemoved()
            }}
          >
            {panel.remove}
          </button>
          <span role="status" className="sr-only">{copied ? messages.list.copied : ''}</span>
          {isRenaming && (
            <NameLater name={view.name} onClose={() => setIsRenaming(false)}>
              {(early) => <RenameForm view={view} early={early} onClose={() => setIsRenaming(false)} onRenamed={onRenamed} />}
            </NameLater>
          )}
        </div>
      )}
    </li>
  )
}
