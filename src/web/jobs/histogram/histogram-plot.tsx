import { useId, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Bucket, BucketWidth } from '#contract/histogram.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AxisTicks } from './axis-ticks.tsx'
import { barPaths, groundPaths, placeAt, scaleOf, toPx } from './bar-shapes.ts'
import { rangeText } from './bucket-text.ts'
import type { Reading } from './bucket-text.ts'
import { afterKey, chosenBuckets, moved, sumOf } from './range-choice.ts'
import type { RangeChoice } from './range-choice.ts'
import { useHistogramWords } from './use-words.ts'
import { useWidth } from './use-width.ts'

const heightPx = 32
/** Under a finger a narrower bar is not aimed at: a tap on it only reads it out. */
const fingerPx = 24

interface HistogramPlotProps {
  /** Which picture it is: another question, another picture. */
  question: string
  /** At least one. */
  buckets: readonly Bucket[]
  by: BucketWidth
  /** Where the question begins; absent for the proxy's own range. */
  since: string | undefined
  reading: Reading
  /** The picture in a sentence. */
  summary: string
  /** It is the answer to an older question, and nothing can be chosen in it. */
  isOld: boolean
  onChoose: (chosen: readonly Bucket[]) => void
}

/** The bars. A range is chosen by dragging, one bucket by a click; by keyboard it is a slider whose Shift widens the choice. */
export function HistogramPlot({ question, buckets, by, since, reading, summary, isOld, onChoose }: HistogramPlotProps) {
  const words = useHistogramWords()
  const { messages } = useMessages()
  const id = useId()
  const plot = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(plot)
  const [chosenNow, setChoice] = useState<RangeChoice>()
  const [hovered, setHovered] = useState<number>()
  const [isDragging, setIsDragging] = useState(false)
  // Newer numbers: the choice stays with its buckets. Another picture: it is done.
  const [shown, setShown] = useState({ buckets, question })
  let choice = chosenNow
  if (buckets !== shown.buckets) {
    choice = choice === undefined || question !== shown.question ? undefined : moved(choice, shown.buckets, buckets)
    setShown({ buckets, question })
    setChoice(choice)
    setHovered(undefined)
    if (choice === undefined) setIsDragging(false)
  }
  const last = buckets.length - 1
  const scale = scaleOf(buckets, since, widthPx)
  if (scale === undefined) return null

  const marked = choice ?? (hovered === undefined || hovered > last ? undefined : { anchor: hovered, head: hovered })
  const chosen = marked === undefined ? [] : chosenBuckets(buckets, marked)
  const said = chosen.length === 0 ? [] : wordsOf(chosen)
  function wordsOf(some: readonly Bucket[]): string[] {
    const { count, failed } = sumOf(some)
    const failures = failed === undefined ? [words.failedUnknown] : failed === 0 ? [] : [words.failed(failed)]
    return [rangeText(some[0]?.from ?? '', some.at(-1)?.to ?? '', by, reading), words.count(count), ...failures]
  }
  const apply = (wanted: RangeChoice) => {
    const some = chosenBuckets(buckets, wanted)
    // Where there is no bar there is nothing to go to.
    if (!isOld && sumOf(some).count > 0) onChoose(some)
  }
  const placeOf = (event: PointerEvent<HTMLElement>) => placeAt(buckets, scale, event.clientX - event.currentTarget.getBoundingClientRect().left)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const next = afterKey(choice, event.key, event.shiftKey, buckets.length)
    const isApply = event.key === 'Enter' || event.key === ' '
    if (next === undefined && !isApply && !(event.key === 'Escape' && choice !== undefined)) return
    event.preventDefault()
    if (isDragging) setIsDragging(false)
    if (isApply) apply(choice ?? { anchor: last, head: last })
    else setChoice(next)
  }

  const { rest, failed } = barPaths(buckets, scale, heightPx)
  const ground = groundPaths(buckets, scale, heightPx + 0.5)
  const left = chosen[0] === undefined ? 0 : toPx(scale, Date.parse(chosen[0].from))
  const right = toPx(scale, Date.parse(chosen.at(-1)?.to ?? ''))
  const value = choice?.head ?? last
  return (
    <div className="histogram relative min-w-0 flex-1" data-choosing={choice !== undefined} data-dim={isOld}>
      <div
        ref={plot}
        role="slider"
        tabIndex={0}
        aria-label={words.label[by]}
        aria-describedby={`${id}-summary`}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={value}
        aria-valuetext={wordsOf(choice === undefined ? buckets.slice(-1) : chosen).join(messages.between.clauses)}
        className="h-[33px] touch-pan-y select-none focus-visible:shadow-[0_0_0_2px_var(--accent)]"
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (choice === undefined && event.currentTarget.matches(':focus-visible')) setChoice({ anchor: last, head: last })
        }}
        onBlur={() => {
          setChoice(undefined)
          setHovered(undefined)
        }}
        onPointerDown={(event) => {
          if (event.button !== 0 || isOld) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setIsDragging(true)
          setChoice({ anchor: placeOf(event), head: placeOf(event) })
        }}
        onPointerMove={(event) => {
          const place = placeOf(event)
          if (isDragging && choice !== undefined) setChoice({ ...choice, head: place })
          else setHovered(place)
        }}
        onPointerLeave={(event) => {
          if (event.pointerType !== 'touch') setHovered(undefined)
        }}
        onPointerUp={(event) => {
          if (!isDragging || choice === undefined) return
          setIsDragging(false)
          const isTap = event.pointerType === 'touch' && choice.anchor === choice.head && widthPx / buckets.length < fingerPx
          if (!isTap) return apply(choice)
          setChoice(undefined)
          setHovered(choice.head)
        }}
        onPointerCancel={() => {
          setIsDragging(false)
          setChoice(undefined)
        }}
      >
        <svg width={widthPx} height={heightPx + 1} aria-hidden="true">
          <pattern id={`${id}-stripes`} width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3" height="3" className="stripe-ground" />
            <rect width="1" height="3" className="stripe" />
          </pattern>
          {marked !== undefined && <rect className="band" x={left + 0.5} y={0.5} width={Math.max(1, right - left - 1)} height={heightPx} />}
          <path className="bars" d={rest} />
          <path fill={`url(#${id}-stripes)`} d={failed} />
          <path className="ground" d={ground.counted} />
          <path className="ground" strokeDasharray="2 3" d={ground.missing} />
        </svg>
      </div>
      <div className="relative mt-[3px] h-4 text-small text-ink-3" aria-hidden="true">
        <AxisTicks buckets={buckets} by={by} reading={reading} scale={scale} />
        {said.length > 0 && (
          <p
            className="absolute top-0 flex gap-2 bg-surface px-1 whitespace-nowrap"
            style={left < widthPx / 2 ? { left: Math.max(-4, left - 4) } : { right: Math.max(-4, widthPx - right - 4) }}
          >
            {said.map((word, index) => <span key={index} className={index === 0 ? 'font-medium text-ink' : index === 1 ? 'text-ink-2' : 'font-medium text-phase-failed'}>{word}</span>)}
          </p>
        )}
      </div>
      <p id={`${id}-summary`} className="sr-only">{summary} {words.keys}</p>
    </div>
  )
}
