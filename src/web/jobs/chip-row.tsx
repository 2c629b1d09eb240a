import type { Source } from '#contract/source.ts'
import { toAddress } from '../address.ts'
import { useMessages } from '../messages/messages.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import type { Chip } from './filter-chips.ts'
import { textLanguage } from './state-text.ts'

/** A filter as a chip: its sign can be turned, its cross takes it away. A dashed one is not sent. */
export function FilterChip({ chip, source }: { chip: Chip; source: Source }) {
  const { messages } = useMessages()
  const whole = `${chip.name} ${chip.sign === 'not' ? `${messages.chips.exclude} ` : ''}${chip.value}`
  return (
    <span
      className={`inline-flex h-[26px] max-w-80 min-w-0 flex-none items-center rounded-control border whitespace-nowrap ${
        chip.odd === undefined ? 'border-line bg-surface' : 'border-dashed border-control text-ink-3'
      }`}
      title={chip.odd === undefined ? undefined : `${whole}: ${messages.chips[chip.odd]}`}
    >
      <span className="ps-[7px] text-ink-3">{chip.name}</span>
      {chip.flipped !== undefined && (
        <Link
          to={toAddress(source.id, chip.flipped)}
          aria-label={chip.sign === 'is' ? messages.chips.makeExclude(whole) : messages.chips.makeInclude(whole)}
          title={chip.sign === 'is' ? messages.chips.makeExclude(whole) : messages.chips.makeInclude(whole)}
          className={`ms-1 rounded-box px-1 quick hover:bg-sunk hover:text-ink ${chip.sign === 'not' ? 'bg-sunk font-medium text-ink' : 'text-ink-3'}`}
        >
          {chip.sign === 'not' ? messages.chips.exclude : messages.chips.include}
        </Link>
      )}
      <span className={`cut ${chip.flipped === undefined ? 'ps-[5px]' : 'ps-1'}`} lang={textLanguage(chip.value)} title={chip.value}>
        {chip.value}
        {chip.odd !== undefined && `, ${messages.chips[chip.odd]}`}
      </span>
      <Link
        to={toAddress(source.id, chip.without)}
        aria-label={messages.chips.remove(whole)}
        className="ms-0.5 grid h-full w-[22px] place-items-center rounded-control text-ink-3 quick hover:text-ink"
      >
        <Icon name="close" size={12} />
      </Link>
    </span>
  )
}
