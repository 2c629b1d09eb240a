import { createProxy, type Proxy, type ProxyDeps } from '#proxy/app.ts'
import type { SourceConfig } from '#proxy/config/accounts.ts'
import type { LogEntry } from '#proxy/log/request-log.ts'
import { createWatchedSources } from '#proxy/sources/watched-sources.ts'
import { createClouds, type Clouds } from '#emulator/clouds.ts'
import { createClock, type Clock } from './clock.ts'

export const metastudio = 'metastudio-cn-north-4'
export const ice = 'ice-cn-shanghai'

export interface WorldOptions {
  /** Epoch ms at which the world begins. Default: a fixed Saturday. */
  now?: number
  seed?: number
  metastudioJobs?: number
  iceJobs?: number
  /** Changes the accounts, to connect with a wrong key or the same cloud twice. */
  sources?: (accounts: SourceConfig[]) => SourceConfig[]
  /** Those of another world: several proxies that know nothing of each other. */
  clouds?: Clouds
  /** Changes what a cloud answered with, in place of a cloud that answers so by itself. */
  tamper?: (answer: object) => unknown
  /** Changes anything else the proxy is made of. */
  proxy?: Partial<ProxyDeps>
}

/** The proxy and both clouds in one process, with real signatures and a clock that stands until it is moved. */
export interface World {
  proxy: Proxy
  clouds: Clouds
  clock: Clock
  /** What the proxy wrote to its log, oldest first. */
  log: LogEntry[]
  /** Asks the proxy. `path` begins with a slash. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Asks the proxy for JSON, whatever the status. */
  json(path: string): Promise<{ status: number; headers: Headers; body: unknown }>
  /** Calls of one cloud that the emulator has seen, covers and tokens left out. */
  calls(cloud: 'metastudio' | 'ice'): number
}

/**
 * Creates a world. It needs neither sockets nor an image library, so it runs in a DOM as well: covers are files that begin like a
 * PNG and are handed on as they are. Waits between retries pass at once; deadlines and patience only when the clock is moved.
 */
export function createWorld(options: WorldOptions = {}): World {
  const { seed, metastudioJobs = 240, iceJobs = 37, now = Date.parse('2026-03-14T08:00:00Z') } = options
  const clock = createClock(now)
  const origin = 'https://clouds.test'
  const clouds = options.clouds ?? createClouds({
    now: clock.now,
    origin: () => origin,
    metastudioJobs,
    iceJobs,
    encodePortrait: async (drawing) => new Uint8Array([...pngMagic, ...new TextEncoder().encode(drawing)]),
    ...(seed !== undefined && { seed }),
  })
  const accounts = toAccounts(clouds, origin)
  const log: LogEntry[] = []
  const proxy = createProxy({
    sources: createWatchedSources(options.sources?.(accounts) ?? accounts, {
      demo: true,
      now: clock.now,
      fetch: async (url, init) => {
        const answer = await clouds.fetch(new Request(url, init))
        if (options.tamper === undefined || !answer.ok) return answer
        const body: unknown = await answer.json()
        return Response.json(typeof body === 'object' && body !== null ? options.tamper(body) : body, { headers: answer.headers })
      },
      sleep: clock.hurriedSleep,
      random: () => 0.5,
      requestsPerSecond: 10_000,
    }),
    now: clock.now,
    sleep: clock.sleep,
    openCover: async (url, signal) => {
      const answer = await clouds.fetch(new Request(url, { signal }))
      return { status: answer.status, body: [new Uint8Array(await answer.arrayBuffer())] }
    },
    resizeCover: async (picture) => picture,
    log: (entry) => void log.push(entry),
    ...options.proxy,
  })
  const get: World['get'] = (path, headers = {}) => proxy.fetch(new Request(`http://localhost${path}`, { headers }))
  return {
    proxy,
    clouds,
    clock,
    log,
    get,
    json: async (path) => {
      const response = await get(path)
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    calls: (cloud) => clouds.requests.filter(({ to }) => to === cloud).length,
  }
}

const pngMagic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function toAccounts({ credentials }: Clouds, endpoint: string): SourceConfig[] {
  const { accessKey, secretKey, projectId, region } = credentials.metastudio
  const { accessKeyId, accessKeySecret, region: iceRegion } = credentials.ice
  return [
    {
      id: `metastudio-${region}`,
      label: `MetaStudio ${region}`,
      cloud: 'metastudio',
      region,
      endpoint,
      projectId,
      credentials: { kind: 'aksk', accessKey, secretKey },
    },
    { id: `ice-${iceRegion}`, label: `ICE ${iceRegion}`, cloud: 'ice', region: iceRegion, endpoint, credentials: { accessKeyId, accessKeySecret } },
  ]
}
