/** ENTRY: environment → configuration → sources → an open port that serves the API and the built page. */
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { createProxy } from './app.ts'
import { readCommandLine } from './config/command-line.ts'
import { labels, type SourceConfig } from './config/accounts.ts'
import { toReport } from './config/report.ts'
import { toHelp } from './config/variables.ts'
import { readConfig, type Config } from './config/config.ts'
import { createAuditLog } from './node/audit-log.ts'
import { createCloudFetch, type CloudFetch } from './node/cloud-fetch.ts'
import { compressors } from './node/compressors.ts'
import { configFiles } from './node/config-files.ts'
import { createCoverStore } from './node/cover-store.ts'
import { listen, type Listening } from './node/listen.ts'
import { createLog } from './node/log.ts'
import { createMetrics, type MetricsKeeper } from './node/metrics.ts'
import { createOpenCover } from './node/open-cover.ts'
import { readPage } from './node/page-files.ts'
import { createResizeCover } from './node/resize-cover.ts'
import { createNetworkCheck } from './callers/networks.ts'
import { createHostCheck } from './answers/shield.ts'
import type { Door } from './sign-in/door.ts'
import { createProxyDoor } from './sign-in/proxy-door.ts'
import { toTrace } from './log/trace.ts'
import { createTurnstile } from './covers/turnstile.ts'
import { createWatchedSources } from './sources/watched-sources.ts'

/** Real clouds limit their callers; the emulated ones have nobody else to serve. */
const demoRps = 100
const defaultRps = 5
/** A little more than the longest that an answer can take. */
const graceMs = 16_000

const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

/** Settles the configuration, or gives the exit code there and then. */
function settle(args: readonly string[]): Config | number {
  const line = readCommandLine(args, process.env)
  if ('refusal' in line) {
    complain(line.refusal)
    return 2
  }
  if (line.command === 'help') {
    say(toHelp())
    return 0
  }
  const result = readConfig(process.env, configFiles)
  if ('mistakes' in result) {
    complain(`Understudy cannot start. The configuration has ${result.mistakes.length === 1 ? 'a mistake' : `${result.mistakes.length} mistakes`}:`)
    for (const mistake of result.mistakes) complain(`  - ${mistake}`)
  }
  for (const warning of result.warnings) complain(`Warning: ${warning}`)
  if ('mistakes' in result) return 2
  if (line.command === 'start') return result.config
  say(toReport(result.config))
  return 0
}

/** Both clouds, emulated in this process and reached over HTTP like the real ones. */
async function startDemo({ demoJobs, demoIceJobs }: Config): Promise<{ sources: SourceConfig[]; coverHost: string; emulator: Listening }> {
  // A process that watches real accounts has no use for them.
  const [{ createClouds }, { encodePortrait }] = await Promise.all([import('#emulator/clouds.ts'), import('#emulator/node/encode-portrait.ts')])
  let origin = ''
  const clouds = createClouds({ now: Date.now, origin: () => origin, encodePortrait, metastudioJobs: demoJobs, iceJobs: demoIceJobs })
  const emulator = await listen(clouds.fetch, '127.0.0.1', 0)
  origin = `http://127.0.0.1:${emulator.port}`
  const { metastudio, ice } = clouds.credentials
  const { accessKey, secretKey, projectId } = metastudio
  const { accessKeyId, accessKeySecret } = ice
  const place = (cloud: 'metastudio' | 'ice', region: string) => ({ id: `${cloud}-${region}`, label: `${labels[cloud]} ${region}`, region, endpoint: origin })
  return {
    emulator,
    coverHost: `127.0.0.1:${emulator.port}`,
    sources: [
      { ...place('metastudio', metastudio.region), cloud: 'metastudio', projectId, credentials: { kind: 'aksk', accessKey, secretKey } },
      { ...place('ice', ice.region), cloud: 'ice', credentials: { accessKeyId, accessKeySecret } },
    ],
  }
}

const Package = z.object({ version: z.string() })
function readVersion(): string {
  return Package.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version
}

/** The door of the configuration. What it needs for an OpenID provider is loaded by those who have one. */
async function toDoor({ signIn, basePath }: Config, fetch: CloudFetch['fetchWhole']): Promise<Door | undefined> {
  if (signIn === undefined) return undefined
  if (signIn.kind === 'proxy') return createProxyDoor(signIn, basePath)
  const { createOpenIdDoor } = await import('./sign-in/openid-door.ts')
  return createOpenIdDoor({ config: signIn, fetch, now: Date.now })
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  const demo = config.sources.length === 0 ? await startDemo(config) : undefined
  const covers = createOpenCover([...config.coverHosts, ...(demo === undefined ? [] : [demo.coverHost])], () => metrics.addressRefused())
  // The demo draws each cover when it is asked for, on the threads that signatures are computed on too.
  const drawing = createTurnstile(2, 1_000, () => new Error('too many drawings'))
  const page = readPage(fileURLToPath(new URL('../web/', import.meta.url)), config.basePath, config.signIn !== undefined)
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  let isStopping = false
  let answeredWhileStopping = 0

  const version = readVersion()
  const metrics: MetricsKeeper = createMetrics({ version, commit: config.commit, sources: () => sources.map(({ cloud: { cloud }, isKeyResting, isDown }) => ({ cloud, isKeyResting: isKeyResting(), isDown: isDown() })) })
  const network = createCloudFetch({ outboundProxy: config.outboundProxy })
  const sources = createWatchedSources(demo?.sources ?? config.sources, {
    fetch: network.fetch,
    now: Date.now,
    random: Math.random,
    requestsPerSecond: config.cloudRps ?? (demo === undefined ? defaultRps : demoRps),
    demo: demo !== undefined,
    onUnreadable: log.unreadable,
    onAttempt: (source, seen) => {
      log.attempt(source, seen)
      metrics.attempt(source, seen)
    },
  })
  const door = await toDoor(config, network.fetchWhole)
  const publicHost = config.signIn?.publicUrl === undefined ? [] : [new URL(config.signIn.publicUrl).host]
  const proxy = createProxy({
    sources,
    now: Date.now,
    sleep: (ms) => delay(ms, undefined, { ref: false }),
    openCover: demo === undefined ? covers.open : (url, signal) => drawing.enter(() => covers.open(url, signal)),
    resizeCover: createResizeCover({ drawings: demo !== undefined }),
    coverStore: config.cacheDir === undefined ? undefined : createCoverStore(config.cacheDir),
    basePath: config.basePath,
    isFront: createNetworkCheck(config.fronts),
    isAllowedHost: createHostCheck([...config.allowedHosts, ...publicHost, host]),
    isReady: () => !isStopping,
    page: (path, request) => page?.serve(path, request),
    compressors,
    version,
    door,
    audit: door === undefined ? undefined : createAuditLog(config.auditLog),
    metrics: { read: metrics.read, token: config.metricsToken },
    onCacheRead: metrics.cacheRead,
    onCoverFetch: metrics.coverFetched,
    onCoverRead: metrics.coverRead,
    log: (entry) => {
      log.request(entry)
      metrics.request(entry)
      if (isStopping && entry.code !== 'draining') answeredWhileStopping += 1
    },
  })

  const server = await listen((request, caller) => proxy.fetch(request, caller), config.host, config.port)
  const stop = async (signal: string, drainMs: number) => {
    // A second signal ends at once.
    if (isStopping) process.exit(130)
    isStopping = true
    const stoppingAt = performance.now()
    log.stopping({ signal, drainMs })
    server.drain()
    await delay(drainMs)
    await server.close(graceMs)
    await Promise.all([demo?.emulator.close(graceMs), covers.close(), network.close()])
    log.stopped({ durationMs: Math.round(performance.now() - stoppingAt), requests: answeredWhileStopping })
    process.exit(0)
  }
  // Before it says that it listens: whoever reads that may end it at once. A person at the keyboard has no balancer that must notice first.
  process.on('SIGINT', (signal) => void stop(signal, 0)).on('SIGTERM', (signal) => void stop(signal, config.drainSeconds * 1000))
  const connected = demo === undefined ? `sources: ${config.sources.map(({ id }) => id).join(', ')}` : 'demo mode: both clouds are emulated, no account is connected'
  say(`Understudy listens on http://${host}:${server.port}${config.basePath} (${connected})`)
  if (page === undefined) say('The page is not built: only the API answers. "npm start" builds it.')

  const warnOfDoor = async () => {
    const trouble = await door?.check?.()
    if (trouble !== undefined && !isStopping) complain(`Warning: the identity provider cannot be used now (${trouble}). It is asked again when somebody signs in; the README says what such words mean.`)
  }
  await Promise.all([page?.pack(), warnOfDoor()])
}

/** What went wrong, without the message of the error: it may quote what it choked on. */
function explain(error: unknown, config: Config | undefined): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (config !== undefined && code === 'EADDRINUSE') return `Port ${config.port} of ${config.host} is in use by another process. Set PORT to a free one, or to 0.`
  if (config !== undefined && code === 'EACCES') return `Port ${config.port} may not be opened by this user. Set PORT to one above 1023.`
  return `Understudy cannot start: ${error instanceof Error ? error.name : 'an unknown fault'}${typeof code === 'string' ? ` (${code})` : ''}.`
}

// Node would print the error with its message and all its fields.
process.on('uncaughtException', (error: unknown) => {
  complain(`Understudy ends after a fault of its own: ${toTrace(error) ?? 'an unknown fault'}`)
  process.exit(1)
})

let config: Config | undefined
try {
  const settled = settle(process.argv.slice(2))
  if (typeof settled === 'number') process.exitCode = settled
  else await start((config = settled))
} catch (error) {
  complain(explain(error, config))
  process.exit(1)
}
