import { useQuery } from '@tanstack/react-query'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { noRowsEn } from '../../messages/no-rows.en.ts'
import { noRowsZhCN } from '../../messages/no-rows.zh-CN.ts'
import { Blank } from '../../ui/blank.tsx'
import { Link } from '../../ui/link.tsx'
import { FilterChip } from '../filters/chip-row.tsx'
import type { Chip } from '../filters/filter-chips.ts'
import { findQuery } from '../find/find-query.ts'
import { jobListQuery } from '../job-queries.ts'
import { emptySearch, withFilters, withoutFilters } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'

interface NoRowsFaceProps {
  source: Source
  sources: readonly Source[]
  search: JobSearch
  chips: readonly Chip[]
  /** How many jobs match. */
  count: number
}

const asButton =
  'mt-4 inline-flex h-8 items-center gap-1.5 rounded-control border border-line bg-surface px-3 text-ink quick hover:bg-hover'

const catalogues = { en: noRowsEn, 'zh-CN': noRowsZhCN } as const
const useWords = () => catalogues[useMessages().language]

/** A good answer without a row: past the end, no match, or nothing at all. */
export function NoRowsFace({ source, sources, search, chips, count }: NoRowsFaceProps) {
  if (count > 0) return <PastEndFace source={source} search={search} count={count} />
  return chips.some((chip) => chip.odd === undefined) ? <NoMatchFace source={source} search={search} chips={chips} /> : <EmptyFace source={source} sources={sources} />
}

/** The account has no jobs at all. */
function EmptyFace({ source, sources }: { source: Source; sources: readonly Source[] }) {
  const words = useWords()
  const other = sources.find((one) => one.id !== source.id)
  return (
    <Blank scene="stage" title={words.emptyTitle} text={words.emptyText}>
      {other !== undefined && <Link to={toAddress(other.id, emptySearch)} className={asButton}>{words.otherSource(other.label)}</Link>}
    </Blank>
  )
}

/** The address asks for a page past the end. */
function PastEndFace({ source, search, count }: { source: Source; search: JobSearch; count: number }) {
  const words = useWords()
  const pages = Math.max(1, Math.ceil(count / search.limit))
  return (
    <Blank scene="rail" title={words.pastEndTitle} text={words.pastEndText(count, pages)}>
      <Link to={toAddress(source.id, { ...search, page: pages })} className={asButton}>{words.lastPage}</Link>
    </Blank>
  )
}

/** Filters exclude every job: each is named, with a way to drop it and how many jobs that would bring. */
function NoMatchFace({ source, search, chips }: { source: Source; search: JobSearch; chips: readonly Chip[] }) {
  const { messages } = useMessages()
  const words = useWords()
  const sent = chips.filter((chip) => chip.odd === undefined)
  return (
    <Blank scene="rail" title={words.noMatchTitle(sent.length)} text={words.noMatchText}>
      <ul className="mt-3.5 grid max-w-full grid-cols-[minmax(0,auto)_auto] items-center gap-x-3 gap-y-1.5">
        {sent.map((chip) => (
          <li key={chip.id} className="contents">
            <span className="flex min-w-0 justify-end"><FilterChip chip={chip} source={source} /></span>
            <Brings source={source} search={chip.without} />
          </li>
        ))}
      </ul>
      <NearBatches source={source} search={search} />
      <Link to={toAddress(source.id, withoutFilters(search))} className={asButton}>{messages.chips.clear}</Link>
    </Blank>
  )
}

/** So many batches of like names are offered. */
const mostNear = 4

/** The cloud takes a batch by its whole name: where a part of it was typed, the batches that it is a part of. */
function NearBatches({ source, search }: { source: Source; search: JobSearch }) {
  const words = useWords()
  const wanted = search.filters.batch_name ?? ''
  const { data } = useQuery(findQuery(wanted))
  const needle = wanted.toLocaleLowerCase('en')
  const names = (data?.body.matches ?? []).flatMap(({ source: id, batch_name: name }) =>
    id === source.id && name !== undefined && name !== wanted && name.toLocaleLowerCase('en').includes(needle) ? [name] : [],
  )
  const near = [...new Set(names)].slice(0, mostNear)
  if (near.length === 0) return null
  return (
    <p className="mt-3 flex max-w-full flex-wrap items-baseline justify-center gap-x-2 gap-y-1 text-ink-2">
      {words.nearBatches}
      {near.map((name) => (
        <Link key={name} to={toAddress(source.id, withFilters(search, { batch_name: name }))} className="cut max-w-64 rounded-control text-accent hover:underline">
          <bdi>{name}</bdi>
        </Link>
      ))}
    </p>
  )
}

/** How many jobs another search would show. Its place is kept while it is asked for. */
function Brings({ source, search }: { source: Source; search: JobSearch }) {
  const words = useWords()
  const list = useQuery({ ...jobListQuery(source, { ...search, limit: 1 }), refetchInterval: false })
  const count = list.isPlaceholderData ? undefined : list.data?.body.count
  return (
    <span className="h-4 min-w-30 text-start text-small text-ink-3">
      {count === undefined ? '' : words.brings(count)}
    </span>
  )
}
