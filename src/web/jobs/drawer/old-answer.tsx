import type { Source } from '#contract/source.ts'
import { ApiError } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { useMessages } from '../../messages/messages.tsx'
import { noticeWords } from '../list/notice-words.ts'
import { useDrawerMessages } from './drawer-messages.ts'
import { useMoments } from './use-moments.ts'

interface OldAnswerProps {
  source: Source
  /** Epoch ms of the answer that is shown, although a newer one could not be had. */
  answeredAt: number
  /** Absent where the proxy itself sent an older answer. */
  error: Error | null
}

/** That the job is shown as it was, since when, and who did not answer. */
export function OldAnswer({ source, answeredAt, error }: OldAnswerProps) {
  const { messages } = useDrawerMessages()
  const words = noticeWords[useMessages().language]
  const { now, clock, stamp } = useMoments()
  const { shell } = messages
  const cloud = messages.clouds[source.cloud]
  const problem = error instanceof ApiError ? error.problem : undefined
  // The time of day alone would be read as today's.
  const since = now - answeredAt < 43_200_000 ? clock(answeredAt) : stamp(answeredAt)
  const why =
    problem?.code === 'throttled' || (error === null && source.health.status === 'throttled') ? words.throttled(cloud)
    : error !== null && problem === undefined ? words.staleProxy(since)
    : words.stale(cloud, since)
  return (
    <span role="status" title={why} className="cut inline-flex items-center gap-1 rounded-control border border-warn-line bg-warn-ground px-1.5 text-small text-warn-ink">
      <Icon name="clock" size={12} />
      <span className="sr-only">{why} </span>
      <time dateTime={new Date(answeredAt).toISOString()} className="cut">{shell.showing(since)}</time>
    </span>
  )
}
