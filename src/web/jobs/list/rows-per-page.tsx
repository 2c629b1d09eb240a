import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../../address.ts'
import { Icon } from '../../ui/icon.tsx'
import type { JobSearch } from '../job-search.ts'
import { usePagerWords } from './pager-words.ts'

const sizes = [10, 20, 50, 100] as const

interface RowsPerPageProps {
  source: Source
  search: JobSearch
  /** `line`: below the list, where there is room; `sheet`: a field of the sheet of filters. */
  look: 'line' | 'sheet'
}

/** How many jobs a page of the list has. */
export function RowsPerPage({ source, search, look }: RowsPerPageProps) {
  const words = usePagerWords()
  const { limit, page } = search
  const isLine = look === 'line'
  return (
    <label className={isLine ? 'relative justify-self-end max-tablet:hidden @max-md:hidden' : 'relative min-w-0 flex-1'}>
      <span className={isLine ? 'sr-only' : 'block pb-1 text-small font-medium text-ink-3'}>{words.perPageLabel}</span>
      <select
        value={limit}
        className={
          isLine
            ? 'h-7 appearance-none rounded-control bg-transparent ps-2 pe-7 quick hover:bg-sunk'
            : 'h-9 w-full appearance-none rounded-control border border-control bg-surface ps-2.5 pe-7'
        }
        // The first row of this page stays on the screen, whatever the size.
        onChange={(event) => {
          const next = Number(event.target.value)
          goTo(toAddress(source.id, { ...search, limit: next, page: Math.floor(((page - 1) * limit) / next) + 1 }))
        }}
      >
        {[...new Set([...sizes, limit])].toSorted((a, b) => a - b).map((size) => (
          <option key={size} value={size}>{words.perPage(size)}</option>
        ))}
      </select>
      <Icon name="down" size={14} className={`pointer-events-none absolute text-ink-3 ${isLine ? 'top-[7px] right-2' : 'right-2.5 bottom-[11px]'}`} />
    </label>
  )
}
