import type { ComponentProps } from 'react'
import type { Cloud } from '#contract/job-states.ts'
import type { Source } from '#contract/source.ts'
import { ApiError } from '../../api.ts'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/messages.tsx'
import { usePreferences } from '../../preferences.ts'
import { isTurnedAway } from '../../sign-in/signed-out.ts'
import { Blank } from '../../ui/blank.tsx'
import { Button } from '../../ui/button.tsx'
import { Part } from '../../ui/part.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { shownColumns, tableFrame, useColumnChoice } from '../table/column-choice.ts'
import { columnText } from '../table/job-columns.tsx'
import type { ColumnId } from '../table/job-columns.tsx'

const BrokenFace = partOf(async () => (await import('./broken-face.tsx')).BrokenFace)

/** What an error means in the words that are always here. Of a problem that the server told these are its own; the page's come with the parts that tell of one. */
export function plainText(error: Error, { faces }: Messages, isSessionOver: boolean): { title: string; text: string } {
  if (!(error instanceof ApiError) || error.kind === 'offline') return { title: faces.offlineTitle, text: faces.offlineText }
  if (error.kind === 'turned-away') return isSessionOver ? { title: faces.turnedAwayTitle, text: faces.turnedAwayText } : { title: faces.refusedInFrontTitle, text: faces.refusedInFrontText }
  if (error.problem === undefined) return { title: faces.unreadableTitle, text: faces.unreadableText }
  return faces.problem(error.problem.title, error.problem.detail)
}

interface TroubleProps {
  error: Error
  isSessionOver: boolean
  onRetry: () => void
}

/** What can be done where nothing could be loaded: signing in takes a page of its own, all else another attempt. */
export function WayOut({ error, isSessionOver, onRetry, ...button }: TroubleProps & Pick<ComponentProps<typeof Button>, 'look' | 'icon' | 'disabled'>) {
  const { messages: { faces } } = useMessages()
  const isSigningIn = isSessionOver && isTurnedAway(error)
  return <Button look="fill" className="mt-4" {...button} onClick={() => (isSigningIn ? location.reload() : onRetry())}>{isSigningIn ? faces.reload : faces.tryAgain}</Button>
}

export interface TroubleFaceProps extends TroubleProps {
  as?: 'h1' | 'h2'
  /** Whose jobs could not be loaded; `undefined`: not even the sources could be. */
  source: Source | undefined
  /** Other sources are watched, which this trouble does not touch. */
  hasOthers: boolean
}

/** Nothing could be loaded. Where the server is gone, its further words cannot be had either. */
export function TroubleFace(props: TroubleFaceProps) {
  const { messages } = useMessages()
  const { as = 'h2', error, isSessionOver, onRetry } = props
  const plain = <Blank as={as} scene="plug" {...plainText(error, messages, isSessionOver)}><WayOut error={error} isSessionOver={isSessionOver} onRetry={onRetry} /></Blank>
  return (
    // A server that is in trouble may keep its further words to itself for long. Where they come at once the plain ones are not seen.
    <Part of={error.message} fallback={<div className="late flex min-h-0 flex-1 flex-col">{plain}</div>} failed={plain}>
      <BrokenFace {...props} />
    </Part>
  )
}

/** The first load: the real columns, with bars where words will be. Nothing moves when they come. */
export function LoadingFace({ columns, cloud = 'metastudio' }: { columns: readonly ColumnId[]; cloud?: Cloud | undefined }) {
  const { messages } = useMessages()
  const { density } = usePreferences()
  const choice = useColumnChoice()
  const ids = shownColumns(columns, choice)
  return (
    <table className="job-table" {...tableFrame(ids, choice)} data-density={density} aria-label={messages.faces.loading} aria-busy="true">
      <thead>
        <tr>
          {ids.map((id) => (
            <th key={id} scope="col" data-column={id} style={{ width: choice.widths[id] }}>
              {/* Where the box for the whole page will be there is nothing to see yet. */}
              <span className={id === 'cover' ? 'sr-only' : undefined}>{columnText(id, cloud, messages)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody aria-hidden="true">
        {Array.from({ length: 16 }, (_, row) => (
          <tr key={row}>
            {ids.map((id) => (
              <td key={id} data-column={id}>
                {id === 'cover' ? (
                  <span className={`block rounded-panel bg-sunk ${density === 'compact' ? 'size-6' : 'size-9'}`} />
                ) : id === 'reason' ? null : (
                  <>
                    <span className="mt-1.5 block h-2 rounded-box bg-sunk" style={{ width: `${[72, 54, 84, 63][(row + id.length) % 4] ?? 60}%` }} />
                    {(id === 'name' || id === 'state') && <span className="second-line mt-2.5 block h-1.5 w-16 rounded-box bg-sunk" />}
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
