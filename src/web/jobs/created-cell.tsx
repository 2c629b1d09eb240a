import { use } from 'react'
import { Moment } from '../ui/time.tsx'
import { RowContext } from './row-context.ts'

/** How long ago, or the day; below it, on the second line, the time of day. */
export function CreatedCell({ at }: { at: string | undefined }) {
  const { age, clock } = use(RowContext)
  if (at === undefined) return null
  return (
    // On a phone there is nothing to point with, and a card opens wherever it is touched.
    <Moment at={Date.parse(at)} className="block max-w-full max-tablet:pointer-events-none">
      <span className="cut block h-5">{age}</span>
      <span className="second-line cut block h-4 text-small text-ink-3">{clock}</span>
    </Moment>
  )
}
