import type { Bucket, BucketWidth } from '#contract/histogram.ts'
import { dayText, momentText } from '../../ui/time-text.ts'
import { fitTicks, toPx } from './bar-shapes.ts'
import type { Scale } from './bar-shapes.ts'
import { ticksOf } from './bucket-text.ts'
import type { Reading } from './bucket-text.ts'
import { useHistogramWords } from './use-words.ts'

/** A label needs at least so much room, and so much for each of its letters: one that names the year is longer. */
const [leastPx, letterPx] = [76, 9]

interface AxisTicksProps {
  buckets: readonly Bucket[]
  by: BucketWidth
  reading: Reading
  scale: Scale
}

/** When the picture begins, what lies between as far as there is room, and when it ends. */
export function AxisTicks({ buckets, by, reading, scale }: AxisTicksProps) {
  const words = useHistogramWords()
  const { language, zone, now } = reading
  const newest = Date.parse(buckets.at(-1)?.from ?? '')
  const isNow = newest <= now && now < scale.to
  const end = isNow ? words.end[by] : by === 'hour' ? momentText(newest, now, language, zone) : dayText(newest, now, language, zone)
  const ticks = ticksOf(buckets, by, reading)
  const labelPx = Math.max(leastPx, ...ticks.map(({ text }) => text.length * letterPx))
  const slotPx = scale.widthPx / buckets.length
  // Wide bars: each has its label under its middle.
  const isWide = slotPx >= labelPx && ticks.length === buckets.length
  const placed = isWide ? ticks.map((tick) => ({ ...tick, px: toPx(scale, tick.at) + slotPx / 2 })) : fitTicks(ticks, scale, labelPx)
  return (
    <>
      {placed.map(({ at, text, px }, index) => (
        <span key={at} className={`absolute whitespace-nowrap ${isWide ? '-translate-x-1/2' : ''}`} style={{ left: px }}>
          {isWide && isNow && index === placed.length - 1 ? words.end[by] : text}
        </span>
      ))}
      {!isWide && <span className="absolute right-0 whitespace-nowrap">{end}</span>}
    </>
  )
}
