import type { JobList } from '#contract/job-list.ts'
import type { Source } from '#contract/source.ts'
import { ApiError } from '../api.ts'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { Icon } from '../ui/icon.tsx'
import { clockText } from '../ui/time-text.ts'
import { useNow } from '../ui/use-now.ts'
import { filterWords } from './filter-text.ts'

interface ListNoticeProps {
  source: Source
  list: JobList | undefined
  /** When the cloud last answered, epoch ms. */
  answeredAt: number | undefined
  error: Error | null
  /** When the failed refresh failed, epoch ms. */
  failedAt: number
}

/** What a reader must know about the rows below: they are old, the cloud is throttling, or not all could be read. */
export function ListNotice({ source, list, answeredAt, error, failedAt }: ListNoticeProps) {
  const { messages, language } = useMessages()
  const { zone } = usePreferences()
  const { faces } = messages
  const cloud = messages.clouds[source.cloud]
  const problem = error instanceof ApiError ? error.problem : undefined
  const isThrottled = problem?.code === 'throttled' || (list?.stale === true && source.health.status === 'throttled')
  const isOld = list !== undefined && (list.stale === true || error !== null)

  if (isOld && isThrottled) {
    const left = problem?.retry_after_seconds
    return <Notice tone="calm">{left === undefined ? faces.throttled(cloud) : <Throttled cloud={cloud} until={failedAt + left * 1000} />}</Notice>
  }
  if (isOld && answeredAt !== undefined) {
    const since = clockText(answeredAt, language, zone)
    const isOurs = error instanceof ApiError && error.problem === undefined
    return (
      <Notice tone="warn">
        {isOurs ? faces.staleProxy(since) : faces.stale(cloud, since)} {messages.shell.showing(since)}.
      </Notice>
    )
  }
  if (list === undefined) return null
  const notes = [
    ...(list.cloud_ignored === undefined ? [] : [messages.list.cloudIgnored(filterWords(list.cloud_ignored, source.cloud, messages))]),
    ...(list.scanned === undefined ? [] : [messages.list.scanned(list.scanned.jobs, list.scanned.of)]),
    ...(list.unreadable === undefined ? [] : [messages.list.unreadable(list.unreadable)]),
    ...(list.unknown_excluded === true ? [messages.list.unknownExcluded] : []),
  ]
  return notes.length === 0 ? null : <Notice tone="calm">{notes.join(' ')}</Notice>
}

function Throttled({ cloud, until }: { cloud: string; until: number }) {
  const { messages } = useMessages()
  const seconds = Math.max(0, Math.ceil((until - useNow(1000)) / 1000))
  return messages.faces.throttledIn(cloud, seconds)
}

function Notice({ tone, children }: { tone: 'calm' | 'warn'; children: React.ReactNode }) {
  return (
    <p
      role="status"
      className={`flex min-h-9 flex-none items-center gap-2 border-b px-(--gutter) py-2 ${
        tone === 'warn' ? 'border-warn-line bg-warn-ground text-warn-ink' : 'border-line bg-ground text-ink-2'
      }`}
    >
      <Icon name={tone === 'warn' ? 'warn' : 'clock'} className={tone === 'warn' ? '' : 'text-ink-3'} />
      <span>{children}</span>
    </p>
  )
}
