import { DayPicker } from 'react-day-picker'
import { useMessages } from '../../messages/messages.tsx'
import { Icon } from '../../ui/icon.tsx'
import { usePanelWords } from './panel-words.ts'

/** A day of the wall calendar, `2026-03-14`; which zone's is the caller's matter. */
type Day = string

interface RangeCalendarProps {
  /** Empty for an open end. */
  from: Day
  to: Day
  today: Day
  onChange: (from: Day | undefined, to: Day | undefined) => void
}

const toDate = (day: Day) => (day === '' ? undefined : new Date(`${day}T00:00`))
const toDay = (date: Date) => [String(date.getFullYear()).padStart(4, '0'), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')

const stepper = 'grid size-6 place-items-center rounded-control text-ink-3 quick hover:bg-sunk hover:text-ink aria-disabled:opacity-40 max-tablet:size-9'
/** The first and the last day: the pointer takes nothing from their ground, on which their number is read. */
const end = '[&>button]:bg-accent-fill [&>button]:font-medium [&>button]:text-on-accent [&>button]:hover:bg-accent-fill bg-accent-ground bg-clip-content'
const looks = {
  root: 'text-small',
  months: 'relative',
  nav: 'absolute end-0 top-0 flex gap-1',
  button_previous: stepper,
  button_next: stepper,
  month_caption: 'flex h-6 items-center font-medium text-ink max-tablet:h-9',
  month_grid: 'mt-1 w-full table-fixed border-collapse',
  weekday: 'h-6 p-0 text-center font-normal text-ink-3',
  day: 'p-0 py-px text-center text-ink-2',
  day_button:
    'h-7 w-full rounded-control quick hover:bg-hover focus-visible:relative focus-visible:z-1 max-tablet:h-9',
  today: 'font-semibold text-accent',
  outside: 'text-ink-3 opacity-60',
  range_middle: '[&>button]:hover:bg-transparent bg-accent-ground bg-clip-content text-ink',
  range_start: `${end} rounded-s-control`,
  range_end: `${end} rounded-e-control`,
}

const Chevron = ({ orientation }: { orientation?: string }) => <Icon name={orientation === 'left' ? 'left' : 'right'} />

/** A month in which a first and a last day are chosen, with the mouse or the arrow keys. One day alone is a range too. */
export function RangeCalendar({ from, to, today, onChange }: RangeCalendarProps) {
  const { language } = useMessages()
  const panel = usePanelWords()
  const write = (options: Intl.DateTimeFormatOptions) => (date: Date) => date.toLocaleDateString(language === 'en' ? 'en-GB' : language, options)
  const wholeDay = write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const month = write({ month: 'long', year: 'numeric' })
  const now = new Date(`${today}T00:00`)
  return (
    <DayPicker
      mode="range"
      aria-label={panel.calendar}
      lang={language}
      weekStartsOn={1}
      showOutsideDays
      fixedWeeks
      defaultMonth={toDate(to === '' ? from : to) ?? now}
      today={now}
      selected={{ from: toDate(from), to: toDate(to) }}
      onSelect={(range) => onChange(range?.from && toDay(range.from), range?.to && toDay(range.to))}
      formatters={{ formatCaption: month, formatWeekdayName: write({ weekday: language === 'en' ? 'short' : 'narrow' }) }}
      labels={{
        labelNav: () => panel.calendar,
        labelPrevious: () => panel.previousMonth,
        labelNext: () => panel.nextMonth,
        labelGrid: month,
        labelWeekday: write({ weekday: 'long' }),
        labelDayButton: (date, { today: isToday, selected }) => {
          const day = isToday === true ? panel.today(wholeDay(date)) : wholeDay(date)
          return selected === true ? panel.chosen(day) : day
        },
      }}
      components={{ Chevron }}
      classNames={looks}
    />
  )
}
