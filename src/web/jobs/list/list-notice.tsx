import type { JobList } from '#contract/job-list.ts'
import { problemCodes } from '#contract/problem.ts'
import type { ProblemCode } from '#contract/problem.ts'
import type { Source } from '#contract/source.ts'
import { ApiError } from '../../api.ts'
import type { Messages } from '../../messages/en.ts'
import { useMessages } from '../../messages/messages.tsx'
import type { noticeEn } from '../../messages/notice.en.ts'
import { usePreferences } from '../../preferences.ts'
import { useIsSessionOver } from '../../sign-in/session-over.ts'
import { Icon } from '../../ui/icon.tsx'
import { momentText } from '../../ui/time-text.ts'
import { useNow } from '../../ui/use-now.ts'
import { errorText } from './error-text.ts'
import { filterWords } from '../filters/filter-text.ts'
import { noticeWords } from './notice-words.ts'
import type { Trouble } from './use-trouble.ts'

interface ListNoticeProps {
  source: Source
  list: JobList | undefined
  /** When the cloud gave the rows that are shown, epoch ms. */
  answeredAt: number | undefined
  trouble: Trouble | undefined
  /** The rows are found by reading details, which goes on. */
  isScan: boolean
}

type Cause = ProblemCode | 'offline' | 'turned-away' | 'refused-in-front' | 'proxy-silent' | 'proxy-odd'

/** What keeps the rows from being new. Rows that the proxy kept for us come with the health of their source. */
function causeOf({ error }: Trouble, { health }: Source, isSessionOver: boolean): Cause {
  if (error === undefined) return problemCodes.find((code) => code === health.code) ?? 'unreachable'
  if (!(error instanceof ApiError)) return 'proxy-odd'
  if (error.problem !== undefined) return error.problem.code
  if (error.kind === 'turned-away') return isSessionOver ? 'turned-away' : 'refused-in-front'
  return error.kind === 'unreadable' ? 'proxy-odd' : navigator.onLine ? 'proxy-silent' : 'offline'
}

function sentence(cause: Cause, trouble: Trouble, source: Source, since: string, messages: Messages, words: typeof noticeEn): string {
  const cloud = messages.clouds[source.cloud]
  switch (cause) {
    case 'offline':
      return words.staleOffline(since)
    case 'proxy-silent':
      return words.staleProxy(since)
    case 'refused-in-front':
      return words.staleInFront(since)
    case 'proxy-odd':
    case 'internal':
    case 'overloaded':
      return words.staleOurs(since)
    case 'cloud_rejected_credentials':
    case 'cloud_denied':
      return words.staleRefused(cloud, since)
    case 'cloud_error':
    case 'unreadable':
      return words.staleErrors(cloud, since)
    case 'unreachable':
    case 'timeout':
      return words.stale(cloud, since)
    default:
      return words.staleStopped(errorText(trouble.error ?? new Error(cause), source.cloud, messages, cause === 'turned-away').title)
  }
}

/** What a reader must know about the rows below: they are old, the cloud is throttling, or not all could be read. */
export function ListNotice({ source, list, answeredAt, trouble, isScan }: ListNoticeProps) {
  const { messages, language } = useMessages()
  const words = noticeWords[language]
  const { zone } = usePreferences()
  const now = useNow(60_000)
  const isSessionOver = useIsSessionOver()
  if (list === undefined) return null
  const cloud = messages.clouds[source.cloud]

  if (trouble !== undefined && answeredAt !== undefined) {
    const cause = causeOf(trouble, source, isSessionOver)
    if (cause === 'throttled') {
      const left = trouble.error instanceof ApiError ? trouble.error.problem?.retry_after_seconds : undefined
      return <Notice tone="calm">{left === undefined ? words.throttled(cloud) : <Throttled cloud={cloud} until={trouble.failedAt + left * 1000} />}</Notice>
    }
    const moment = (at: number) => momentText(at, now, language, zone)
    const known = trouble.error === undefined && source.health.since !== undefined ? Date.parse(source.health.since) : trouble.since
    return (
      <Notice tone="warn">
        {sentence(cause, trouble, source, moment(known), messages, words)}{messages.between.sentences}{words.showing(moment(answeredAt))}
      </Notice>
    )
  }
  const { scanned } = list
  const notes = [
    ...(list.cloud_ignored === undefined ? [] : [words.cloudIgnored(filterWords(list.cloud_ignored, source.cloud, messages))]),
    ...(scanned === undefined ? [] : [(isScan ? words.scannedFailures : words.scanned)(scanned.jobs, scanned.of)]),
    ...(list.unreadable === undefined ? [] : [words.unreadable(list.unreadable)]),
    ...(list.unknown_excluded === true ? [words.unknownExcluded] : []),
  ]
  return notes.length === 0 ? null : <Notice tone="calm">{notes.join(messages.between.sentences)}</Notice>
}

function Throttled({ cloud, until }: { cloud: string; until: number }) {
  const words = noticeWords[useMessages().language]
  const seconds = Math.max(0, Math.ceil((until - useNow(1000)) / 1000))
  return (
    <>
      {/* Each second would be read aloud. */}
      <span className="sr-only">{words.throttled(cloud)}</span>
      <span aria-hidden="true">{words.throttledIn(cloud, seconds)}</span>
    </>
  )
}

function Notice({ tone, children }: { tone: 'calm' | 'warn'; children: React.ReactNode }) {
  return (
    <p
      role="status"
      className={`flex min-h-9 flex-none items-center gap-2 border-t px-(--gutter) py-2 ${
        tone === 'warn' ? 'border-warn-line bg-warn-ground text-warn-ink' : 'border-line bg-ground text-ink-2'
      }`}
    >
      <Icon name={tone === 'warn' ? 'warn' : 'clock'} className={tone === 'warn' ? '' : 'text-ink-3'} />
      <span className="text-pretty">{children}</span>
    </p>
  )
}
