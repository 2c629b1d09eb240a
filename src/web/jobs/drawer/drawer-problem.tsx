import type { RefObject } from 'react'
import type { Source } from '#contract/source.ts'
import { ApiError } from '../../api.ts'
import { toAddress, useAddress } from '../../address.ts'
import { useIsSessionOver } from '../../sign-in/session-over.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { useMessages } from '../../messages/messages.tsx'
import { errorText } from '../list/error-text.ts'
import { WayOut } from '../list/faces.tsx'
import { noticeWords } from '../list/notice-words.ts'
import { useDrawerMessages } from './drawer-messages.ts'

interface DrawerProblemProps {
  error: Error
  source: Source
  jobId: string
  /** Nothing is known of the job: then the sentence is the drawer's heading, and takes the focus. */
  heading?: { id: string; ref: RefObject<HTMLHeadingElement | null> }
  isTrying: boolean
  onRetry: () => void
}

/** The job could not be read: what happened, the cloud's own code and request id, and a way to try again. */
export function DrawerProblem({ error, source, jobId, heading, isTrying, onRetry }: DrawerProblemProps) {
  const { messages, drawer } = useDrawerMessages()
  const words = noticeWords[useMessages().language]
  const { search } = useAddress()
  const isSessionOver = useIsSessionOver()
  const Heading = heading === undefined ? 'h3' : 'h2'
  const problem = error instanceof ApiError ? error.problem : undefined
  const isMissing = problem?.code === 'not_found'
  const { title, text } = isMissing
    ? { title: drawer.notFoundTitle(source.label), text: drawer.notFoundText }
    : errorText(error, source.cloud, messages, isSessionOver)
  const facts = ([
    [words.cloudCode, problem?.cloud_code],
    [words.cloudStatus, problem?.cloud_status?.toString()],
    [words.cloudSays, problem?.cloud_message],
    [words.requestId, problem?.request_id],
  ] as const).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
  return (
    <section role="alert" className={heading === undefined ? 'mt-[18px]' : ''}>
      <Heading {...heading} tabIndex={heading === undefined ? undefined : -1} className="grid w-fit grid-cols-[20px_minmax(0,1fr)] gap-3 text-lead font-semibold tracking-[-0.012em] text-balance outline-none">
        <Icon name="warn" size={20} className="mt-0.5 text-ink-3" />
        <span>{title}</span>
      </Heading>
      <div className="ms-8 max-tablet:ms-0">
        <p className="mt-1.5 text-read text-pretty text-ink-2">{text}</p>
        {heading !== undefined && <p className="mt-1 font-mono text-id wrap-anywhere text-ink-3">{jobId}</p>}
        {facts.length > 0 && (
          <dl className="mt-3.5 grid grid-cols-[96px_minmax(0,1fr)] [&_dd]:py-[3px] [&_dt]:py-[3px] [&_dt]:text-ink-3">
            {facts.map(({ name, value }) => (
              <div key={name} className="contents">
                <dt>{name}</dt>
                <dd className="flex min-w-0 items-center gap-1">
                  <span className={`min-w-0 wrap-anywhere ${name === words.cloudSays ? '' : 'font-mono text-id'}`}>{value}</span>
                  {name === words.requestId && <CopyButton text={value} label={words.requestId} className="-my-1" />}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {isMissing ? (
          <Link to={toAddress(source.id, search)} className="mt-4 inline-block text-accent hover:underline">{drawer.toList}</Link>
        ) : (
          <WayOut error={error} isSessionOver={isSessionOver} onRetry={onRetry} look="tall" icon="again" disabled={isTrying} />
        )}
      </div>
    </section>
  )
}
