import { Fragment } from 'react'
import type { ReactNode } from 'react'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import type { Chip } from './filter-chips.ts'
import { withoutFilters } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { textLanguage } from '../state-text.ts'

interface ChipRowProps {
  source: Source
  search: JobSearch
  chips: readonly Chip[]
  /** What stands here when nothing narrows the list. */
  children: ReactNode
}

/** The filters that are on. They take as many lines as they need, up to three, and on a phone one that scrolls; the way to clear them all comes behind them. */
export function ChipRow({ source, search, chips, children }: ChipRowProps) {
  const { messages } = useMessages()
  return (
    <div role="group" aria-label={messages.chips.label} className="chips">
      {chips.length === 0 ? (
        children
      ) : (
        <>
          <div className="scroll-thin">
            {chips.map((chip, index) => (
              <Fragment key={chip.id}>
                {/* All others have to hold together. */}
                {chip.sign === 'is' && index > 0 && <span className="flex-none self-center text-ink-3">{messages.chips.or}</span>}
                <FilterChip chip={chip} source={source} />
              </Fragment>
            ))}
          </div>
          <Link
            to={toAddress(source.id, withoutFilters(search))}
            className="-my-px inline-flex min-h-7 flex-none items-center self-start rounded-control px-1.5 whitespace-nowrap text-accent hover:underline max-tablet:-my-[5px] max-tablet:min-h-9"
          >
            {messages.chips.clear}
          </Link>
        </>
      )}
    </div>
  )
}

/** A filter as a chip: its sign can be turned, its cross takes it away. A dashed one is not sent. */
export function FilterChip({ chip, source }: { chip: Chip; source: Source }) {
  const { messages } = useMessages()
  const words = chip.since === undefined ? chip.value : `${chip.value}${messages.between.clauses}${chip.since}`
  // Beside what was asked stand the moment that it comes to and its zone, by which a colleague elsewhere sees that his is another.
  const width = chip.odd === undefined && chip.since === undefined ? 'max-w-72' : 'max-w-120'
  const whole = `${chip.name} ${chip.sign === 'not' ? `${messages.chips.exclude} ` : ''}${chip.value}`
  return (
    <span
      className={`inline-flex h-[26px] max-w-full max-tablet:max-w-none min-w-0 flex-none items-center rounded-control border whitespace-nowrap ${
        chip.odd === undefined ? 'border-line bg-surface' : 'border-dashed border-control text-ink-3'
      }`}
      title={chip.odd === undefined ? undefined : `${whole}${messages.between.name}${messages.chips[chip.odd]}`}
    >
      <bdi className="flex-none ps-[7px] text-ink-3">{chip.name.slice(0, 40)}</bdi>
      {chip.flipped !== undefined && (
        <Link
          to={toAddress(source.id, chip.flipped)}
          aria-label={chip.sign === 'is' ? messages.chips.makeExclude(whole) : messages.chips.makeInclude(whole)}
          title={chip.sign === 'is' ? messages.chips.makeExclude(whole) : messages.chips.makeInclude(whole)}
          className={`grid h-full min-w-6 place-items-center px-1 quick hover:bg-sunk hover:text-ink ${chip.sign === 'not' ? 'font-medium text-ink' : 'text-ink-3'}`}
        >
          {chip.sign === 'not' ? messages.chips.exclude : messages.chips.include}
        </Link>
      )}
      {chip.isCode === true && <span data-phase="unknown" className="flex-none px-1"><Icon name="unknown" size={14} className="text-phase" /></span>}
      <span className={`cut ${width} ${chip.flipped === undefined ? 'ps-[5px]' : ''} ${chip.isCode === true ? 'font-mono text-id' : ''}`} lang={textLanguage(chip.value)} title={chip.sinceHint === undefined ? words : `${words}\n${chip.sinceHint}`}>
        <bdi>{chip.value}</bdi>
        {chip.since !== undefined && chip.odd === undefined && <span className="text-ink-3">{messages.between.clauses}{chip.since}</span>}
        {chip.odd !== undefined && `${messages.between.clauses}${messages.chips[chip.odd]}`}
      </span>
      <Link
        to={toAddress(source.id, chip.without)}
        aria-label={messages.chips.remove(whole)}
        className="ms-0.5 grid h-full w-6 place-items-center rounded-control text-ink-3 quick hover:text-ink"
      >
        <Icon name="close" size={12} />
      </Link>
    </span>
  )
}
