import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { useKeyHint } from '../../key-hint.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import type { JobSearch } from '../job-search.ts'
import { usePagerWords } from './pager-words.ts'
import { RowsPerPage } from './rows-per-page.tsx'

/** The page numbers to show: the ends, the present one and its neighbours; `undefined` where some are left out. */
export function pageNumbers(page: number, pages: number): (number | undefined)[] {
  const wanted = new Set([1, pages, page - 1, page, page + 1, ...(page <= 2 ? [2, 3] : []), ...(page >= pages - 1 ? [pages - 2, pages - 1] : [])])
  const sorted = [...wanted].filter((one) => one >= 1 && one <= pages).toSorted((a, b) => a - b)
  return sorted.flatMap((one, index) => {
    const before = sorted[index - 1]
    return before !== undefined && one - before > 1 ? [undefined, one] : [one]
  })
}

const step = 'grid h-7 min-w-7 place-items-center rounded-control px-1 text-ink-2 quick hover:bg-sunk aria-[current]:bg-sunk aria-[current]:font-medium aria-[current]:text-ink'

interface PagerProps {
  source: Source
  search: JobSearch
  /** All jobs that match. */
  count: number
  /** Which rows are shown: how many come before them, and how many they are. They may still be another page's. */
  offset: number
  rows: number
}

/** First, previous, numbers, next, last; how many rows a page has; which rows these are. Beside an open job there is no room for the numbers. */
export function Pager({ source, search, count, offset, rows }: PagerProps) {
  const words = usePagerWords()
  const { page, limit } = search
  const pages = Math.max(1, Math.ceil(count / limit))
  const to = (target: number) => toAddress(source.id, { ...search, page: target })
  const hint = useKeyHint()
  const arrow = (label: string, icon: IconName, key: string | undefined, target: number, isPossible: boolean) =>
    isPossible ? (
      <Link to={to(target)} aria-label={label} title={key === undefined ? label : hint(label, key)} className={step}><Icon name={icon} /></Link>
    ) : (
      <span className={`${step} pointer-events-none opacity-40`} role="link" aria-disabled="true" aria-label={label}><Icon name={icon} /></span>
    )
  return (
    <div className="@container h-full">
      <div className="grid h-full grid-cols-[1fr_auto_1fr] items-center gap-2 ps-(--gutter) pe-3 text-ink-2 max-tablet:grid-cols-[1fr_auto] tablet:@max-2xl:grid-cols-[auto_1fr_auto] @max-[340px]:grid-cols-[1fr_auto]! @max-[340px]:[&>:nth-child(3)]:hidden">
        <p className="min-w-0 text-balance @max-2xl:leading-4">
          {rows > 0 ? words.rows(offset + 1, Math.min(offset + rows, count), count) : ''}
        </p>
        <nav aria-label={words.pages} className="flex items-center gap-0.5 justify-self-center">
          {arrow(words.first, 'first', undefined, 1, page > 1)}
          {arrow(words.previous, 'left', '[', page - 1, page > 1)}
          <span className="px-1 whitespace-nowrap @2xl:hidden">{words.pageOf(page, pages)}</span>
          {pageNumbers(page, pages).map((one, index) =>
            one === undefined ? (
              <span key={`gap-${index}`} className="px-1 @max-2xl:hidden" aria-hidden="true">…</span>
            ) : (
              <Link key={one} to={to(one)} aria-label={words.page(one)} aria-current={one === page ? 'page' : undefined} className={`${step} @max-2xl:hidden`}>
                {one}
              </Link>
            ),
          )}
          {arrow(words.next, 'right', ']', page + 1, page < pages)}
          {arrow(words.last, 'last', undefined, pages, page < pages)}
        </nav>
        <RowsPerPage source={source} search={search} look="line" />
      </div>
    </div>
  )
}
