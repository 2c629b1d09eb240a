import { createIce } from '../clouds/ice/client.ts'
import { createMetastudio } from '../clouds/metastudio/client.ts'
import { CloudError } from '../clouds/cloud.ts'
import type { TrainingCloud } from '../clouds/cloud.ts'
import type { Unreadable } from '../clouds/lenient.ts'
import type { SourceConfig } from '../config/accounts.ts'
import type { WatchedSource } from './source-reader.ts'
import { createUnreadableCounter } from './unreadable-counter.ts'
import type { UnreadableSeen } from './unreadable-counter.ts'
import { createCredentialBreaker, type CredentialBreaker } from '../upstream/breaker.ts'
import type { AttemptSeen } from '../upstream/call.ts'
import { createUpstream, type Upstream, type UpstreamDeps } from '../upstream/upstream.ts'

export interface WatchedSourcesDeps extends Omit<UpstreamDeps, 'onAttempt' | 'secrets' | 'breaker'> {
  /** The clouds are emulated in this process. */
  demo: boolean
  /** Told of every attempt to call a cloud. */
  onAttempt?: ((source: Pick<SourceConfig, 'id' | 'cloud'>, seen: AttemptSeen) => void) | undefined
  /** Told, by name and never by value, what of an answer could not be read: the same of a source once a minute at most. */
  onUnreadable?: ((source: string, seen: UnreadableSeen) => void) | undefined
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
    const upstream = createUpstream({ ...deps, breaker, secrets: secretsOf(source), onAttempt: (seen) => onAttempt?.(source, seen) })
    const onParts = createUnreadableCounter({ now: deps.now, tell: (seen) => onUnreadable?.(id, seen) })
    const cloud = noticing(toCloud(source, upstream, deps.now, onParts), upstream)
    return { id, label, region, projectId, demo, cloud, health: () => upstream.health(), isDown: () => upstream.isDown(), isKeyResting: () => upstream.isKeyResting() }
  })
}

/** What a client cannot read counts for the health of its source: to the upstream it was a good answer. */
function noticing(cloud: TrainingCloud, upstream: Upstream): TrainingCloud {
  const notice = (error: unknown): never => {
    if (error instanceof CloudError && error.code === 'unreadable') upstream.unreadable(error)
    throw error
  }
  return {
    ...cloud,
    listJobs: (query, options) => cloud.listJobs(query, options).catch(notice),
    getJob: (jobId, options) => cloud.getJob(jobId, options).catch(notice),
    getContact: (jobId, options) => cloud.getContact(jobId, options).catch(notice),
  }
}

/** Who signs, without the secret: two sources with the same word share one key. */
function keyOf({ cloud, credentials }: SourceConfig): string {
  if ('accessKeyId' in credentials) return `${cloud} ${credentials.accessKeyId}`
  return credentials.kind === 'aksk' ? `${cloud} ${credentials.accessKey}` : `${cloud} ${credentials.domain} ${credentials.user}`
}

/** What of an account must never be repeated. Names of users and domains are no secrets. */
function secretsOf({ credentials }: SourceConfig): string[] {
  if ('accessKeyId' in credentials) return [credentials.accessKeyId, credentials.accessKeySecret, credentials.securityToken ?? '']
  return credentials.kind === 'aksk' ? [credentials.accessKey, credentials.secretKey, credentials.securityToken ?? ''] : [credentials.password]
}

function toCloud(
  source: SourceConfig,
  upstream: Upstream,
  now: () => number,
  onUnreadable: (parts: Unreadable) => void,
): TrainingCloud {
  const { id: sourceId, region, endpoint } = source
  const place = { sourceId, region, endpoint, upstream, now, onUnreadable }
  // The one place that chooses a client; from here on a cloud is what it says of itself.
  if (source.cloud === 'ice') return createIce({ ...place, credentials: source.credentials })
  const { credentials, projectId, appUserId } = source
  return createMetastudio({ ...place, credentials, projectId, appUserId })
}
