import { readAccounts, type SourceConfig } from './config-accounts.ts'
import { readSourcesFile } from './config-sources-file.ts'
import { createSettings, isLoopback, type Environment, type ReadFile } from './config-settings.ts'
import { configVariables, type ConfigVariable } from './config-variables.ts'

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
  demoJobs: number
  demoIceJobs: number
}

export type ConfigResult = { config: Config } | { mistakes: string[] }

/**
 * The configuration, or every mistake in it at once, each naming its variable and what is allowed, never a value. A pure function
 * of the environment and the files it names.
 */
export function readConfig(env: Environment, readFile: ReadFile): ConfigResult {
  const settings = createSettings(env, readFile)
  for (const name of Object.keys(env)) settings.refuseUnless(isKnown(name), unknownVariable(name))
  for (const { name } of unavailable) {
    const isSet = (env[name] ?? '') !== '' || (env[`${name}_FILE`] ?? '') !== ''
    settings.refuseUnless(!isSet, `${name}: sign-in is not available in this version, so it would protect nothing. Unset it.`)
  }
  const host = settings.text('HOST') ?? '127.0.0.1'
  settings.refuseUnless(
    isLoopback(host),
    'HOST must be a loopback address (127.0.0.1, ::1 or localhost): sign-in is not available in this version, and whoever reaches the port ' +
      'would read every job. To reach it from elsewhere use an SSH tunnel, or a reverse proxy on this machine that signs people in.',
  )
  const sourcesFile = settings.text('UNDERSTUDY_SOURCES')
  const config: Config = {
    sources: sourcesFile === undefined ? readAccounts(settings) : readSourcesFile(sourcesFile, env, readFile, settings),
    host,
    port: settings.number('PORT', { min: 0, max: 65_535, isWhole: true }) ?? 8420,
    allowedHosts: settings.list('UNDERSTUDY_ALLOWED_HOSTS', hostPattern, 'a comma list of host names, each with or without a port'),
    basePath: readBasePath(settings.matching('UNDERSTUDY_BASE_PATH', /^\/?(?:[A-Za-z0-9_-][A-Za-z0-9._~-]*\/?)*$/, 'a path such as /understudy/')),
    coverHosts: settings.list('UNDERSTUDY_COVER_HOSTS', hostPattern, 'a comma list of host or host:port'),
    cloudRps: settings.number('UNDERSTUDY_CLOUD_RPS', { min: 0.1, max: 1000, isWhole: false }),
    cacheDir: settings.text('UNDERSTUDY_CACHE_DIR'),
    logLevel: settings.word('UNDERSTUDY_LOG_LEVEL', logLevels) ?? 'info',
    demoJobs: settings.number('UNDERSTUDY_DEMO_JOBS', { min: 0, max: 1_000_000, isWhole: true }) ?? 1204,
    demoIceJobs: settings.number('UNDERSTUDY_DEMO_ICE_JOBS', { min: 0, max: 100_000, isWhole: true }) ?? 137,
  }
  return settings.mistakes.length === 0 ? { config } : { mistakes: settings.mistakes }
}

const variables: readonly ConfigVariable[] = configVariables
const unavailable = variables.filter((variable) => variable.unavailable === true)
const known = new Set(variables.flatMap(({ name, secret }) => (secret === true ? [name, `${name}_FILE`] : [name])))
const hostPattern = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/

/** Only our own prefix is ours to judge; whoever mistypes it would believe in a setting that does nothing. */
const isKnown = (name: string) => !name.startsWith('UNDERSTUDY_') || known.has(name)

function unknownVariable(name: string): string {
  const shown = name.replace(/[^A-Za-z0-9_]/g, '?').slice(0, 60)
  return `${shown}: there is no such variable. --help lists those there are.`
}

function readBasePath(path: string | undefined): string {
  const inner = (path ?? '').replace(/^\/|\/$/g, '')
  return inner === '' ? '/' : `/${inner}/`
}
