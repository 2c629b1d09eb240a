import { useQuery } from '@tanstack/react-query'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../address.ts'
import { useMessages } from '../messages/messages.tsx'
import { Blank } from '../ui/blank.tsx'
import { Link } from '../ui/link.tsx'
import { FilterChip } from './chip-row.tsx'
import { asButton } from './faces.tsx'
import type { Chip } from './filter-chips.ts'
import { jobListQuery } from './job-queries.ts'
import { withoutFilters } from './job-search.ts'
import type { JobSearch } from './job-search.ts'

/** Filters exclude every job: each is named, with a way to drop it and how many jobs that would bring. */
export function NoMatchFace({ source, search, chips }: { source: Source; search: JobSearch; chips: readonly Chip[] }) {
  const { messages } = useMessages()
  const sent = chips.filter((chip) => chip.odd === undefined)
  return (
    <Blank scene="rail" title={messages.faces.noMatchTitle(sent.length)} text={messages.faces.noMatchText}>
      <ul className="mt-3.5 grid w-full max-w-96 gap-1.5">
        {sent.map((chip) => (
          <li key={chip.id} className="flex items-center justify-between gap-3">
            <FilterChip chip={chip} source={source} />
            <Brings source={source} search={chip.without} />
          </li>
        ))}
      </ul>
      <Link to={toAddress(source.id, withoutFilters(search))} className={asButton}>{messages.chips.clear}</Link>
    </Blank>
  )
}

/** How many jobs another search would show. Its place is kept while it is asked for. */
function Brings({ source, search }: { source: Source; search: JobSearch }) {
  const { messages } = useMessages()
  const list = useQuery({ ...jobListQuery(source, { ...search, limit: 1 }), refetchInterval: false })
  const count = list.isPlaceholderData ? undefined : list.data?.body.count
  return (
    <span className="h-4 flex-none text-small text-ink-3">
      {count === undefined ? '' : count === 0 ? messages.chips.bringsNone : messages.chips.brings(count)}
    </span>
  )
}
