import { useQuery } from '@tanstack/react-query'
import type { Bucket } from '#contract/histogram.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { prefer, usePreferences } from '../../preferences.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useServerNow } from '../../ui/use-now.ts'
import { toCountParams, withTime } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { rangeText, zoneName } from './bucket-text.ts'
import './histogram.css'
import { HistogramPlot } from './histogram-plot.tsx'
import { NumbersTable } from './numbers-table.tsx'
import { histogramQuery } from './histogram-query.ts'
import { sumOf, toRange } from './range-choice.ts'
import { useHistogramWords } from './use-words.ts'

/** How many jobs that match were created when, and how many of them failed. A range that is chosen in it becomes the filter. */
export function HistogramStrip({ source, search }: { source: Source; search: JobSearch }) {
  const { messages, language } = useMessages()
  const words = useHistogramWords()
  const { zone } = usePreferences()
  const now = useServerNow(60_000)
  const { data, error, isPlaceholderData, refetch } = useQuery(histogramQuery(source, search, zoneName(zone)))
  const reading = { language, zone, now }

  const whys = data === undefined ? [] : [
    ...(data.body.scanned !== undefined ? [words.why.scanned(data.body.scanned.jobs, data.body.scanned.of)] : data.body.exact || data.body.stale === true ? [] : [words.why.counting]),
    ...(data.body.stale === true || (error !== null && !isPlaceholderData) ? [words.why.stale] : []),
    ...(data.isCut ? [words.why.cut] : []),
  ]
  const buckets = data?.body.buckets ?? []
  const [first] = buckets
  const last = buckets.at(-1)
  const { count, failed } = sumOf(buckets)
  const peak = buckets.toSorted((a, b) => b.count - a.count)[0]
  const summary =
    data === undefined || first === undefined || last === undefined || peak === undefined || count === 0
      ? words.none
      : words.summary(words.range(rangeText(first.from, last.to, data.by, reading)), count, failed, `${rangeText(peak.from, peak.to, data.by, reading)}${messages.between.clauses}${words.count(peak.count)}`)

  // What the filter allows, in buckets whose ends may reach beyond it.
  const toChosen = (chosen: readonly Bucket[]): string | undefined => {
    const on = toCountParams(search, source, reading)
    const range = toRange(chosen, { since: on.get('create_since'), until: on.get('create_until') })
    return range === undefined ? undefined : toAddress(source.id, withTime(search, 'created', range))
  }
  const isNarrowed = search.created !== undefined || search.filters.create_since !== undefined || search.filters.create_until !== undefined

  return (
    <section aria-label={data === undefined ? words.title : words.label[data.by]} aria-busy={isPlaceholderData} className="group/strip flex h-full ps-(--gutter) pe-5 pt-2 max-tablet:pe-4 max-tablet:pt-1">
      <div className="histogram-label flex-none pe-4 text-small text-ink-3 max-tablet:not-focus-within:sr-only">
        <h2 className="font-medium whitespace-nowrap text-ink-2">{data === undefined ? words.title : words.per[data.by]}</h2>
        {data !== undefined && count > 0 && <NumbersTable buckets={buckets} by={data.by} reading={reading} summary={summary} whys={whys} toChosen={isPlaceholderData ? undefined : toChosen} />}
      </div>
      {data === undefined || count === 0 ? (
        <p className="flex h-8 flex-1 items-end gap-2 border-b border-line pb-1 text-small text-ink-3">
          {data !== undefined ? words.none : error !== null && (
            <>
              {words.broken}
              <button type="button" className="text-accent hover:underline" onClick={() => void refetch()}>{messages.faces.tryAgain}</button>
            </>
          )}
        </p>
      ) : (
        <HistogramPlot
          question={data.question}
          buckets={buckets}
          by={data.by}
          since={data.since}
          reading={reading}
          summary={[summary, ...whys].join(messages.between.sentences)}
          isOld={isPlaceholderData}
          onChoose={(chosen) => {
            const to = toChosen(chosen)
            if (to !== undefined) goTo(to)
          }}
        />
      )}
      {isNarrowed && (
        <Button
          title={words.allDatesHint}
          className="ms-2 -me-2 h-6! self-center text-small text-accent!"
          onClick={(event) => {
            const slider = event.currentTarget.closest('section')?.querySelector<HTMLElement>('[role=slider]')
            goTo(toAddress(source.id, withTime(search, 'created', undefined)))
            ;(slider ?? document.getElementById('jobs'))?.focus()
          }}
        >
          {words.allDates}
        </Button>
      )}
      <IconButton
        icon="close"
        label={words.hide}
        title={words.hideHint}
        className="-me-4 -mt-1 size-6! opacity-0 group-hover/strip:opacity-100 focus-visible:opacity-100 max-tablet:hidden"
        onClick={() => {
          prefer({ histogram: 'hidden' })
          document.getElementById('jobs')?.focus()
        }}
      />
    </section>
  )
}
