import { createIce } from './clouds/ice/client.ts'
import { createMetastudio } from './clouds/metastudio/client.ts'
import type { TrainingCloud } from './clouds/cloud.ts'
import type { SourceConfig } from './config-accounts.ts'
import type { WatchedSource } from './source-reader.ts'
import { createCredentialBreaker, type CredentialBreaker } from './upstream-breaker.ts'
import type { AttemptSeen } from './upstream-call.ts'
import { createUpstream, type Upstream, type UpstreamDeps } from './upstream.ts'

export interface WatchedSourcesDeps extends Omit<UpstreamDeps, 'onAttempt'> {
  /** The clouds are emulated in this process. */
  demo: boolean
  /** Told of every attempt to call a cloud. */
  onAttempt?: ((source: Pick<SourceConfig, 'id' | 'cloud'>, seen: AttemptSeen) => void) | undefined
  /** Told, by name and never by value, what of an answer could not be read. */
  onUnreadable?: (source: string, parts: { rows: number; fields: string[] }) => void
}

/** The configured accounts, each with its own budget and its own way to its cloud. */
export function createWatchedSources(sources: readonly SourceConfig[], { demo, onUnreadable, onAttempt, ...deps }: WatchedSourcesDeps): WatchedSource[] {
  // A refused key is refused in every source that uses it; were each to try it, they would lock it together.
  const breakers = new Map<string, CredentialBreaker>()
  return sources.map((source) => {
    const { id, label, region, projectId } = source
    const key = keyOf(source)
    const breaker = breakers.get(key) ?? createCredentialBreaker(deps.now)
    breakers.set(key, breaker)
    const upstream = createUpstream({ ...deps, breaker, onAttempt: (seen) => onAttempt?.(source, seen) })
    const cloud = toCloud(source, upstream, deps.now, (parts) => onUnreadable?.(id, parts))
    return { id, label, region, projectId, demo, cloud, health: () => upstream.health() }
  })
}

/** Who signs, without the secret: two sources with the same word share one key. */
function keyOf({ cloud, credentials }: SourceConfig): string {
  if ('accessKeyId' in credentials) return `${cloud} ${credentials.accessKeyId}`
  return credentials.kind === 'aksk' ? `${cloud} ${credentials.accessKey}` : `${cloud} ${credentials.domain} ${credentials.user}`
}

function toCloud(
  source: SourceConfig,
  upstream: Upstream,
  now: () => number,
  onUnreadable: (parts: { rows: number; fields: string[] }) => void,
): TrainingCloud {
  const { id: sourceId, region, endpoint } = source
  const place = { sourceId, region, endpoint, upstream, now, onUnreadable }
  // The one place that chooses a client; from here on a cloud is what it says of itself.
  if (source.cloud === 'ice') return createIce({ ...place, credentials: source.credentials })
  const { credentials, projectId, appUserId } = source
  return createMetastudio({ ...place, credentials, projectId, appUserId })
}
