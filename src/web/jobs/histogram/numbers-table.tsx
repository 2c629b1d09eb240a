import { useRef, useState } from 'react'
import type { MouseEvent } from 'react'
import type { Bucket, BucketWidth } from '#contract/histogram.ts'
import { Link } from '../../ui/link.tsx'
import { closeMenu, Menu } from '../../ui/menu.tsx'
import { rangeText } from './bucket-text.ts'
import type { Reading } from './bucket-text.ts'
import { useHistogramWords } from './use-words.ts'

interface NumbersTableProps {
  buckets: readonly Bucket[]
  by: BucketWidth
  reading: Reading
  /** The picture in a sentence. */
  summary: string
  /** Why the numbers are not exact; none when they are. */
  whys: readonly string[]
  /** The address of the list that some buckets stand for; absent while the numbers are those of another question. */
  toChosen: ((chosen: readonly Bucket[]) => string | undefined) | undefined
}

/** The picture in words and as a table, newest first, each row a way to its jobs. Buckets without a job are left out. */
export function NumbersTable({ buckets, by, reading, summary, whys, toChosen }: NumbersTableProps) {
  const words = useHistogramWords()
  const [isOpen, setIsOpen] = useState(false)
  const own = useRef<HTMLDetailsElement>(null)
  // A click for another tab leaves the table open.
  const onFollow = (event: MouseEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) closeMenu(own)
  }
  const number = (count: number) => count.toLocaleString(reading.language)
  return (
    <Menu ref={own} onToggle={setIsOpen}>
      <summary
        title={[words.tableLabel, ...whys].join('\n')}
        className="-my-1 inline-flex h-6 list-none items-center underline decoration-dotted underline-offset-3 hover:text-ink [&::-webkit-details-marker]:hidden"
      >
        {whys.length > 0 && <>{words.inexact}<span className="sr-only">, </span></>}
        <span className={whys.length > 0 ? 'sr-only' : ''}>{words.table}</span>
      </summary>
      {isOpen && (
        <div className="absolute start-0 top-full z-5 mt-1 flex max-h-[min(440px,60dvh)] w-80 max-w-[calc(100vw-32px)] flex-col rounded-panel border border-line bg-raised text-body text-ink shadow-floating">
          <div className="border-b border-line-soft px-3 py-2 text-note text-ink-2">
            <p>{summary}</p>
            {whys.map((why) => <p key={why} className="mt-1 text-ink-3">{why}</p>)}
          </div>
          <div className="scroll-thin min-h-0 overflow-y-auto px-3 pt-1 pb-2">
            <table className="w-full text-small">
              <caption className="sr-only">{words.label[by]}</caption>
              <thead>
                <tr className="h-7 text-ink-3">
                  <th scope="col" className="text-start font-medium">{words.columns.range}</th>
                  <th scope="col" className="text-end font-medium">{words.columns.count}</th>
                  <th scope="col" className="w-20 text-end font-medium">{words.columns.failed}</th>
                </tr>
              </thead>
              <tbody>
                {buckets.toReversed().map((bucket) => {
                  if (bucket.count === 0) return null
                  const to = toChosen?.([bucket])
                  const text = rangeText(bucket.from, bucket.to, by, reading)
                  return (
                    <tr key={bucket.from} className="h-6 border-t border-line-soft">
                      <th scope="row" className="text-start font-normal">
                        {to === undefined ? text : <Link to={to} onClick={onFollow} className="inline-block leading-6 text-ink hover:text-accent hover:underline">{text}</Link>}
                      </th>
                      <td className="text-end">{number(bucket.count)}</td>
                      <td className={`text-end ${(bucket.failed ?? 0) > 0 ? 'font-medium text-phase-failed' : 'text-ink-3'}`}>
                        {bucket.failed === undefined ? words.unknown : number(bucket.failed)}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </Menu>
  )
}
