import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Counts } from '#contract/job-list.ts'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { jobListQuery } from '../job-queries.ts'
import type { JobSearch } from '../job-search.ts'
import { restoreView, saveViews, useSavedViews, viewQuery } from './keep-views.ts'
import { NameLater } from './name-later.tsx'
import { quiet, SavedViewItem } from './saved-view-item.tsx'
import type { SavedView } from './saved-views.ts'
import { ViewLink } from './view-link.tsx'
import { nameIn } from './view-links.ts'
import { isOn, missingViewsOf, viewsOf, withView } from './views.ts'
import type { View } from './views.ts'
import { usePanelWords } from '../filters/panel-words.ts'

const ViewForm = partOf(async () => (await import('./view-form.tsx')).ViewForm)

interface ViewListProps {
  source: Source
  search: JobSearch
  counts: Counts | undefined
}

/** The questions that come with the product, then the reader's own. */
export function ViewList({ source, search, counts }: ViewListProps) {
  const { messages } = useMessages()
  const panel = usePanelWords()
  const saved = useSavedViews()
  const [isNaming, setIsNaming] = useState(false)
  const [said, setSaid] = useState('')
  /** What was removed last, to be given back. */
  const [removed, setRemoved] = useState<SavedView>()
  // Another may be called so by now: that one is not to be lost.
  const restorable = saved.some(({ name }) => name === removed?.name) ? undefined : removed
  const query = viewQuery(search)
  // A link that somebody sent carries the name that the view had there.
  const sent = nameIn(location.hash)
  const offered = query === '' ? undefined : sent
  const tell = (text: string, view?: SavedView) => {
    setSaid(text)
    setRemoved(view)
  }
  return (
    <section aria-label={panel.views} className="mb-2">
      <h2 className="flex h-7 items-center ps-2 text-small font-medium text-ink-3 max-tablet:h-9">
        {panel.views}
        <IconButton icon="plus" label={panel.saveView} className="ms-auto" aria-expanded={isNaming} onClick={() => setIsNaming(!isNaming)} />
      </h2>
      {isNaming && (
        <NameLater name={sent ?? ''} isNew onClose={() => setIsNaming(false)}>
          {(early) => <ViewForm sourceId={source.id} search={search} early={early} onClose={() => setIsNaming(false)} onSaved={(name) => tell(panel.viewSaved(name))} />}
        </NameLater>
      )}
      <ul>
        {viewsOf(source).map((view) => (
          <li key={view.id}>
            <ViewLink to={toAddress(source.id, withView(search, view))} icon={view.icon} isOn={isOn(view, search)} name={panel.view[view.id]}>
              <ViewCount view={view} source={source} search={search} counts={counts} />
            </ViewLink>
          </li>
        ))}
        {missingViewsOf(source).map((view) => (
          <li key={view.id} className="px-2 py-1 text-ink-3">
            <span className="flex items-center gap-2"><Icon name={view.icon} /><span className="cut">{panel.view[view.id]}</span></span>
            <span className="block ps-6 text-small text-pretty">{panel.notTold(messages.clouds[source.cloud])}</span>
          </li>
        ))}
        {saved.map((view) => (
          <SavedViewItem
            key={view.name}
            view={view}
            source={source}
            isOn={view.query === query}
            onRenamed={(name) => tell(panel.viewRenamed(name))}
            onRemoved={() => tell(panel.viewRemoved(view.name), view)}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-baseline gap-x-1 ps-7">
        <p role="status" className={restorable === undefined ? 'sr-only' : 'px-1 text-small text-ink-3'}>{said}</p>
        {restorable !== undefined && (
          <button
            type="button"
            className={quiet}
            onClick={() => {
              restoreView(restorable)
              tell(panel.viewSaved(restorable.name))
            }}
          >
            {panel.undo}
          </button>
        )}
        {offered !== undefined && saved.every(({ name }) => name !== offered) && (
          <button
            type="button"
            className={`${quiet} text-start`}
            onClick={() => {
              saveViews([{ name: offered, query }])
              tell(panel.viewSaved(offered))
            }}
          >
            {panel.keepView(offered)}
          </button>
        )}
        {saved.length > 0 && !isNaming && <button type="button" className={quiet} onClick={() => setIsNaming(true)}>{panel.viewLinks}</button>}
      </div>
    </section>
  )
}

/** How many jobs are in a view. */
function ViewCount({ view, source, search, counts }: { view: View } & ViewListProps) {
  if (view.count === undefined) return <ListedCount source={source} search={isOn(view, search) ? search : withView(search, view)} />
  return <Figure count={counts === undefined ? undefined : view.count(counts)} />
}

/** A count that only reading the list itself can tell: it is shown as far as it was read, and nothing is asked for it. */
function ListedCount({ source, search }: Pick<ViewListProps, 'source' | 'search'>) {
  const list = useQuery({ ...jobListQuery(source, { ...search, page: 1 }), enabled: false })
  return <Figure count={list.isPlaceholderData ? undefined : list.data?.body.count} />
}

function Figure({ count }: { count: number | undefined }) {
  const { language } = useMessages()
  return <span className="ms-auto text-small text-ink-3">{count?.toLocaleString(language)}</span>
}
