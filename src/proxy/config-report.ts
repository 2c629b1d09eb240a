import { labels, type SourceConfig } from './config-accounts.ts'
import type { Config } from './config.ts'

/** What `--check-config` prints of a configuration that is right: where each account is and how it is called, no secret, no id of a key. */
export function toReport({ sources }: Config): string {
  if (sources.length === 0) return 'The configuration is right. No account is set: it shows the demo.'
  return [
    'The configuration is right. It was not tried out: no cloud was called.',
    ...sources.map((source) => `  ${source.id}: ${labels[source.cloud]}, region ${source.region}, ${source.endpoint}, ${toWay(source)}`),
  ].join('\n')
}

function toWay(source: SourceConfig): string {
  const { credentials } = source
  if ('password' in credentials) return `by password and token of ${credentials.endpoint}`
  return credentials.securityToken === undefined ? 'signed with an access key' : 'signed with a temporary access key'
}
