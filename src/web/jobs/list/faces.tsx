import type { ComponentProps } from 'react'
import { isFilterName } from '#contract/job-filters.ts'
import type { Cloud } from '#contract/job-states.ts'
import { ApiError } from '../../api.ts'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/messages.tsx'
import { usePreferences } from '../../preferences.ts'
import { isTurnedAway } from '../../sign-in/signed-out.ts'
import { Blank } from '../../ui/blank.tsx'
import { Button } from '../../ui/button.tsx'
import { shownColumns, tableFrame, useColumnChoice } from '../table/column-choice.ts'
import { filterText } from '../filters/filter-text.ts'
import { columnText } from '../table/job-columns.tsx'
import type { ColumnId } from '../table/job-columns.tsx'

/**
 * What an error means to a person, in words.
 *
 * @param isSessionOver see `useIsSessionOver`: who was turned away has to sign in again
 */
export function errorText(error: Error, cloud: Cloud | undefined, messages: Messages, isSessionOver = false): { title: string; text: string } {
  const { faces } = messages
  if (!(error instanceof ApiError) || error.kind === 'offline') return { title: faces.offlineTitle, text: faces.offlineText }
  if (error.kind === 'turned-away') return isSessionOver ? { title: faces.turnedAwayTitle, text: faces.turnedAwayText } : { title: faces.refusedInFrontTitle, text: faces.refusedInFrontText }
  if (error.problem === undefined) return { title: faces.unreadableTitle, text: faces.unreadableText }
  const { title, text } = faces.problems[error.problem.code]
  const words = typeof title === 'string' ? title : title(cloud === undefined ? '' : messages.clouds[cloud])
  const { code, parameter, detail } = error.problem
  if (code !== 'bad_request') return { title: words, text }
  const filter = parameter !== undefined && isFilterName(parameter) ? filterText(parameter, cloud, messages) : parameter
  return { title: words, text: faces.refused(filter, detail) }
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

/** Nothing could be loaded: what it means, and a way out. */
export function TroubleFace({ as = 'h2', cloud, ...trouble }: TroubleProps & { as?: 'h1' | 'h2'; cloud: Cloud | undefined }) {
  const { messages } = useMessages()
  return (
    <Blank as={as} scene="plug" {...errorText(trouble.error, cloud, messages, trouble.isSessionOver)}>
      <WayOut {...trouble} />
    </Blank>
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
