import { useState } from 'react'
import { withoutFolded } from './attempts.ts'
import { useDrawerMessages } from './drawer-messages.ts'
import type { StoryRow } from './story.ts'
import { daysOf } from './timeline-days.ts'
import { AttemptLine, CommentLine, EntryLine, FoldLine, HeadLine, NowLine, SpanLine } from './timeline-lines.tsx'
import type { Edge } from './timeline-lines.tsx'
import { useMoments } from './use-moments.ts'

/** Rows that are drawn before the reader asks for all. */
const newest = 120

interface TimelineProps {
  rows: readonly StoryRow[]
  isAllShown: boolean
  onShowAll: () => void
}

/** The story, oldest first. Of a very long one the newest part, with a way to the rest. */
export function Timeline({ rows, isAllShown, onShowAll }: TimelineProps) {
  const { drawer } = useDrawerMessages()
  const { day } = useMoments()
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const kept = withoutFolded(rows, unfolded)
  const hidden = isAllShown ? 0 : Math.max(0, kept.length - newest)
  const shown = kept.slice(hidden)
  const toggle = (attempt: number) => {
    const next = new Set(unfolded)
    if (!next.delete(attempt)) next.add(attempt)
    setUnfolded(next)
  }
  const days = daysOf(shown, day)
  const isOnLine = (row: StoryRow) => row.kind !== 'attempt' && row.kind !== 'untimed'
  const first = shown.findIndex(isOnLine)
  const last = shown.findLastIndex(isOnLine)
  const edgeOf = (index: number): Edge => (index === first ? (first === last ? 'only' : 'first') : index === last ? 'last' : undefined)
  return (
    <>
      {hidden > 0 && (
        <button type="button" className="mt-2 rounded-control py-1 text-accent hover:underline" onClick={onShowAll}>
          {drawer.story.showAll(hidden)}
        </button>
      )}
      <ol className="log">
        {shown.map((row, index) =>
          row.kind === 'attempt' ? (
            <AttemptLine key={`attempt ${row.number}`} row={row} isUnfolded={unfolded.has(row.number)} onToggle={() => toggle(row.number)} />
          ) : (
            <Line key={hidden + index} row={row} day={days[index]} edge={edgeOf(index)} />
          ),
        )}
      </ol>
    </>
  )
}

function Line({ row, day, edge }: { row: Exclude<StoryRow, { kind: 'attempt' }>; day: string | undefined; edge: Edge }) {
  const { drawer } = useDrawerMessages()
  if (row.kind === 'entry') return <EntryLine row={row} day={day} edge={edge} />
  if (row.kind === 'comment') return <CommentLine row={row} day={day} edge={edge} />
  if (row.kind === 'fold') return <FoldLine entries={row.entries} day={day} edge={edge} />
  if (row.kind === 'span') return <SpanLine wait={row.wait} ms={row.ms} from={row.from} />
  if (row.kind === 'now') return <NowLine wait={row.wait} ms={row.ms} isBound={row.isBound} from={row.from} edge={edge} />
  return <HeadLine>{drawer.story.untimed}</HeadLine>
}
