import { defaultEndpoint, knownRegions, labels, readAccounts, type SourceConfig } from './accounts.ts'
import { unknownNames, unreadNames } from './names.ts'
import { readNetworks } from './networks.ts'
import { readOutboundProxy, type OutboundProxy } from './outbound.ts'
import { readSourcesFile } from './sources-file.ts'
import { createSettings, isLoopback, type Environment, type ReadFile, type Settings } from './settings.ts'
import { isSignInConfigured, readSignIn, type SignInConfig } from './sign-in.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

export interface Config {
  /** Empty: demo mode. */
  sources: SourceConfig[]
  host: string
  /** 0 lets the system choose. */
  port: number
  allowedHosts: string[]
  /** Begins and ends with a slash. */
  basePath: string
  coverHosts: string[]
  /** Calls a second to each cloud; absent when nobody said. */
  cloudRps?: number | undefined
  cacheDir?: string | undefined
  logLevel: (typeof logLevels)[number]
  metricsToken?: string | undefined
  /** What the running build was made from; absent when nobody said at the build. */
  commit?: string | undefined
  drainSeconds: number
  /** Absent: everybody who reaches the port is let in, so nobody but this machine may. */
  signIn?: SignInConfig | undefined
  /** Reverse proxies, besides those on this machine, that are believed when they say who calls: addresses and networks. */
  fronts: string[]
  /** Absent: calls to clouds and to the provider go out directly. */
  outboundProxy?: OutboundProxy | undefined
  /** Absent: standard output. */
  auditLog?: string | undefined
  demoJobs: number
  demoIceJobs: number
}

export type ConfigResult = { config: Config; warnings: string[] } | { mistakes: string[]; warnings: string[] }

export interface ConfigFiles {
  read: ReadFile
  /** Why no files can be kept in a folder, in words that end a sentence; `undefined` when they can. */
  troubleWithFolder: (path: string) => string | undefined
  /** The same of a file that lines are added to. */
  troubleWithFile: (path: string) => string | undefined
  /** Whether every user of this machine may read a file. */
  isOpenToAll: (path: string) => boolean
}

/**
 * The configuration, or every mistake in it at once, each naming its variable and what is allowed, never a value. A pure function
 * of the environment and the files it names.
 */
export function readConfig(env: Environment, files: ConfigFiles): ConfigResult {
  const settings = createSettings(env, files.read, files.isOpenToAll)
  const names = Object.keys(env)
  for (const mistake of unknownNames(names)) settings.refuseUnless(false, mistake)
  const host = settings.text('HOST') ?? '127.0.0.1'
  settings.refuseUnless(
    isLoopback(host) || isSignInConfigured(settings),
    'HOST must be a loopback address (127.0.0.1, ::1 or localhost) while no sign-in is configured: whoever reaches the port would read ' +
      'every job. To reach it from elsewhere set UNDERSTUDY_OIDC_ISSUER and what belongs to it, or UNDERSTUDY_TRUST_PROXY_HEADERS behind a ' +
      'reverse proxy that signs people in (--help lists them); for yourself alone use an SSH tunnel.',
  )
  const cacheDir = settings.text('UNDERSTUDY_CACHE_DIR')
  const trouble = cacheDir === undefined ? undefined : files.troubleWithFolder(cacheDir)
  settings.refuseUnless(trouble === undefined, `UNDERSTUDY_CACHE_DIR must be a folder that files can be kept in: it ${trouble}.`)
  const auditLog = settings.text('UNDERSTUDY_AUDIT_LOG')
  const auditTrouble = auditLog === undefined ? undefined : files.troubleWithFile(auditLog)
  settings.refuseUnless(auditTrouble === undefined, `UNDERSTUDY_AUDIT_LOG must be a file that lines can be added to: it ${auditTrouble}.`)
  const signIn = readSignIn(settings)
  const sourcesFile = settings.text('UNDERSTUDY_SOURCES')
  const named = new Set<string>()
  const config: Config = {
    sources: sourcesFile === undefined ? readAccounts(settings) : readSourcesFile(sourcesFile, { env, readFile: files.read, settings, named }),
    host,
    port: settings.number('PORT', { min: 0, max: 65_535, isWhole: true }) ?? 8420,
    allowedHosts: settings.list('UNDERSTUDY_ALLOWED_HOSTS', hostPattern, 'a comma list of host names, each with or without a port'),
    basePath: agreed(settings, signIn, settings.matching('UNDERSTUDY_BASE_PATH', basePathPattern, 'a path such as /understudy/, of at most 200 characters')),
    coverHosts: settings.list('UNDERSTUDY_COVER_HOSTS', hostPattern, 'a comma list of host or host:port'),
    cloudRps: settings.number('UNDERSTUDY_CLOUD_RPS', { min: 0.1, max: 1000, isWhole: false }),
    cacheDir,
    logLevel: settings.word('UNDERSTUDY_LOG_LEVEL', logLevels) ?? 'info',
    metricsToken: settings.secret('UNDERSTUDY_METRICS_TOKEN'),
    commit: settings.matching('UNDERSTUDY_COMMIT', /^[0-9a-f]{7,64}$/, 'the id of a commit, 7 to 64 hexadecimal digits'),
    drainSeconds: settings.number('UNDERSTUDY_DRAIN_SECONDS', { min: 0, max: 60, isWhole: false }) ?? 1,
    signIn,
    fronts: readNetworks(settings, 'UNDERSTUDY_TRUSTED_FRONTS'),
    outboundProxy: readOutboundProxy(settings),
    auditLog,
    demoJobs: settings.number('UNDERSTUDY_DEMO_JOBS', { min: 0, max: 1_000_000, isWhole: true }) ?? 1204,
    demoIceJobs: settings.number('UNDERSTUDY_DEMO_ICE_JOBS', { min: 0, max: 100_000, isWhole: true }) ?? 137,
  }
  const warnings = [...unreadNames(names, named), ...settings.warnings, ...warnOfRegions(config.sources)]
  return settings.mistakes.length > 0 ? { mistakes: settings.mistakes, warnings } : { config, warnings }
}

const hostPattern = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/
const segment = '[A-Za-z0-9_-][A-Za-z0-9._~-]*'
const basePathPattern = new RegExp(`^(?=.{1,200}$)/?(?:${segment}(?:/${segment})*/?)?$`)

function warnOfRegions(sources: readonly SourceConfig[]): string[] {
  return sources
    .filter(({ cloud, region, endpoint }) => !knownRegions[cloud].includes(region) && endpoint === defaultEndpoint[cloud](region))
    .map(({ id, cloud, region }) => `${id}: the region ${region} is none that ${labels[cloud]} is known to have (${knownRegions[cloud].join(', ')}).`)
}

/** The path stands in the public address too: it is taken from there, or said twice alike. */
function agreed(settings: Settings, signIn: SignInConfig | undefined, given: string | undefined): string {
  const publicPath = signIn?.publicUrl === undefined ? undefined : new URL(signIn.publicUrl).pathname
  if (publicPath === undefined) return readBasePath(given)
  settings.refuseUnless(given === undefined || readBasePath(given) === publicPath, 'UNDERSTUDY_BASE_PATH and the path of UNDERSTUDY_PUBLIC_URL must be the same.')
  settings.refuseUnless(basePathPattern.test(publicPath), 'UNDERSTUDY_PUBLIC_URL must have a path such as /understudy/, of at most 200 characters, or none.')
  return publicPath
}

function readBasePath(path: string | undefined): string {
  const inner = (path ?? '').replace(/^\/|\/$/g, '')
  return inner === '' ? '/' : `/${inner}/`
}
