import { use } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import { usePreferences } from '../../preferences.ts'
import { ageText, clockText } from '../../ui/time-text.ts'
import { Moment } from '../../ui/time.tsx'
import { useServerNow } from '../../ui/use-now.ts'
import { RowContext } from './row-context.ts'

interface MomentCellProps {
  at: string | undefined
  age: string
  clock: string
}

/** How long ago, or the day; below it, on the second line, the time of day. */
function MomentCell({ at, age, clock }: MomentCellProps) {
  const { messages } = useMessages()
  // A card names no column: there the words would stand for themselves.
  if (at === undefined) return <span className="text-ink-3 max-tablet:hidden">{messages.list.noTime}</span>
  return (
    // On a phone there is nothing to point with, and a card opens wherever it is touched.
    <Moment at={Date.parse(at)} className="block max-w-full max-tablet:pointer-events-none">
      {age}
      <span className="second-line block text-small text-ink-3">{clock}</span>
    </Moment>
  )
}

/** When the job was created. */
export function CreatedCell({ at }: { at: string | undefined }) {
  const { age, clock } = use(RowContext)
  return <MomentCell at={at} age={age} clock={clock} />
}

/** Another time of the job. It keeps its own words, for it is in few lists. */
export function TimeCell({ at }: { at: string | undefined }) {
  const { language } = useMessages()
  const { zone } = usePreferences()
  const now = useServerNow(30_000)
  const time = Date.parse(at ?? '')
  const isKnown = !Number.isNaN(time)
  return <MomentCell at={isKnown ? at : undefined} age={isKnown ? ageText(time, now, language, zone) : ''} clock={isKnown ? clockText(time, zone) : ''} />
}
