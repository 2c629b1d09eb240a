import { labels, type SourceConfig } from './accounts.ts'
import type { SignInConfig } from './sign-in.ts'
import type { Config } from './config.ts'

/** What `--check-config` prints of a configuration that is right: where each account is and how it is called, no secret, no id of a key. */
export function toReport({ sources, signIn, fronts, auditLog, outboundProxy, host, port, basePath }: Config): string {
  return [
    sources.length === 0 ? 'The configuration is right. No account is set: it shows the demo.' : 'The configuration is right. It was not tried out: no cloud was called.',
    ...sources.map((source) => `  ${source.id}: ${labels[source.cloud]}, region ${source.region}, ${source.endpoint}, ${toWay(source)}`),
    ...(sources.some(locksKeys) ? ['  a wrong key of Huawei Cloud is tried once in five minutes by each process, and five tries lock it: of more than four processes start one first'] : []),
    `  would listen on ${port === 0 ? `a free port of ${host}` : `http://${host.includes(':') ? `[${host}]` : host}:${port}`}, everything is below ${basePath}`,
    ...(signIn === undefined && sources.length > 0 ? ['  nobody has to sign in: whoever reaches that address reads every job. A reverse proxy that lets others in must ask them who they are'] : []),
    ...(signIn === undefined ? [] : [`  ${toDoor(signIn)}, revealed contacts are written to ${auditLog ?? 'standard output'}`]),
    ...(outboundProxy === undefined ? [] : [`  clouds and provider are reached through the proxy ${new URL(outboundProxy.address).host}`]),
    ...(fronts.length === 0 ? [] : [`  who calls is told by the reverse proxies at ${fronts.join(', ')}`]),
  ].join('\n')
}

function toDoor(signIn: SignInConfig): string {
  const words = Object.entries(signIn.roleWords ?? {}).map(([role, own]) => `, the role ${role} is called ${own.join(' or ')}`).join('')
  if (signIn.kind === 'proxy') return `sign-in: by a reverse proxy at ${signIn.addresses.join(', ')}${words}`
  const { issuer, clientId, clientSecret, publicUrl, rolesClaim } = signIn
  const client = `as ${clientId}, ${clientSecret === undefined ? 'a public client without a secret' : 'with its secret'}`
  return `sign-in: at ${issuer} ${client}, which sends people back to ${publicUrl}signin/callback and after signing out to ${publicUrl}, roles in the claim ${rolesClaim}${words}`
}

/** The gateway of MetaStudio locks a key after five refusals, whoever they were for. Of passwords nothing is documented. */
const locksKeys = ({ cloud, credentials }: SourceConfig) => cloud === 'metastudio' && !('password' in credentials)

function toWay(source: SourceConfig): string {
  const { credentials } = source
  if ('password' in credentials) return `by password and token of ${credentials.endpoint}`
  return credentials.securityToken === undefined ? 'signed with an access key' : 'signed with a temporary access key'
}
