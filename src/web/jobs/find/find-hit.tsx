import { useMessages } from '../../messages/messages.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Option } from '../../ui/option.tsx'
import { textLanguage } from '../state-text.ts'
import type { Hit, ValueHit } from './find-hits.ts'
import { FindMatch } from './find-match.tsx'
import { useFindWords } from './find-words.ts'

interface FindHitProps {
  id: string
  hit: Hit
  sourceLabel: string
  isActive: boolean
  now: number
  onActive: () => void
  onOpen: () => void
}

/** One thing that a search offers: a job, or the list of a batch or a tag. */
export function FindHit({ hit, ...rest }: FindHitProps) {
  return 'job' in hit ? <FindMatch job={hit.job} {...rest} /> : <FindValue hit={hit} {...rest} />
}

function FindValue({ id, hit, sourceLabel, isActive, onActive, onOpen }: Omit<FindHitProps, 'hit' | 'now'> & { hit: ValueHit }) {
  const { messages } = useMessages()
  const words = useFindWords()
  const [before, after] = words.filterBy(messages.filters[hit.filter])
  return (
    <Option id={id} isActive={isActive} className="min-h-9 items-center gap-3 px-2" onActive={onActive} onChoose={onOpen}>
      <span className="grid w-9 flex-none place-items-center text-ink-3"><Icon name="filter" /></span>
      <span className="flex min-w-0 flex-1 whitespace-pre" title={hit.value}>
        {before}<bdi className="cut font-medium" lang={textLanguage(hit.value)}>{hit.value}</bdi>{after}
      </span>
      {hit.jobs !== undefined && <span className="flex-none text-small text-ink-3">{words.jobs(hit.jobs)}</span>}
      <span className="cut max-w-40 flex-none text-small text-ink-3 max-tablet:hidden" title={sourceLabel}>{sourceLabel}</span>
    </Option>
  )
}
