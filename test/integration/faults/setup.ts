import { onTestFinished } from 'vitest'
import iceList from '../../fixtures/ice-list.json'
import metastudioList from '../../fixtures/metastudio-list.json'
import { Problem } from '#contract/problem.ts'
import { Sources, type Health } from '#contract/source.ts'
import { createProxy } from '#proxy/app.ts'
import type { SourceConfig } from '#proxy/config/accounts.ts'
import { createCloudFetch, type CloudFetchOptions } from '#proxy/node/cloud-fetch.ts'
import type { LogEntry } from '#proxy/log/request-log.ts'
import type { AttemptSeen } from '#proxy/upstream/call.ts'
import { createWatchedSources } from '#proxy/sources/watched-sources.ts'
import { createClock } from '../clock.ts'
import { replyJson, startMisbehavingServer, type MisbehavingServer, type Script } from './misbehaving-server.ts'

export const good: Record<'metastudio' | 'ice', Script> = {
  metastudio: replyJson(200, metastudioList.answer),
  ice: replyJson(200, iceList.answer),
}
/** Both clouds, by the name of their source. */
export const both = ['metastudio', 'ice'] as const
export type SourceId = (typeof both)[number] | 'iam'

/** What the accounts are made of, and what nobody may ever read. */
export const secrets = ['TESTAK-m', 'test-sk-m', 'TESTLTAI-i', 'test-sk-i', 'test-password']
const startOfTests = Date.parse('2026-03-14T08:00:00Z')

interface Options {
  /** Where the clouds are, if not where the server is. */
  endpoint?: string
  network?: CloudFetchOptions
  /** A server that never reads what comes. */
  deaf?: boolean
  /** Changes the accounts. */
  accounts?: (accounts: SourceConfig[]) => SourceConfig[]
  /** Where the end of the test is heard of: one of several that run at once says it itself. */
  atEnd?: (tidy: () => Promise<void>) => void
}

/** The whole proxy with one account of each kind, and the network between it and a server that misbehaves. */
export async function setUp({ endpoint, network, deaf = false, accounts: change = (same) => same, atEnd = onTestFinished }: Options = {}) {
  const server: MisbehavingServer = await startMisbehavingServer({ deaf })
  const clock = createClock(startOfTests)
  const way = createCloudFetch(network)
  atEnd(async () => {
    await way.close()
    await server.close()
  })
  const at = endpoint ?? server.origin
  const place = (id: SourceId) => ({ id, label: id, region: 'r', endpoint: at })
  const accounts = change([
    { ...place('metastudio'), cloud: 'metastudio', projectId: 'p', credentials: { kind: 'aksk', accessKey: 'TESTAK-m', secretKey: 'test-sk-m' } },
    { ...place('ice'), cloud: 'ice', credentials: { accessKeyId: 'TESTLTAI-i', accessKeySecret: 'test-sk-i' } },
    { ...place('iam'), cloud: 'metastudio', projectId: 'p', credentials: { kind: 'iam', user: 'u', password: 'test-password', domain: 'd', endpoint: at } },
  ])
  const attempts: AttemptSeen[] = []
  const log: LogEntry[] = []
  const proxy = createProxy({
    sources: createWatchedSources(accounts, {
      demo: false,
      fetch: way.fetch,
      now: clock.now,
      sleep: clock.hurriedSleep,
      random: () => 0.5,
      requestsPerSecond: 10_000,
      onAttempt: (_source, seen) => void attempts.push(seen),
    }),
    now: clock.now,
    sleep: clock.sleep,
    openCover: () => Promise.reject(new Error('no covers here')),
    resizeCover: (picture) => Promise.resolve(picture),
    log: (entry) => void log.push(entry),
  })
  const get = (path: string, headers: Record<string, string> = {}) => proxy.fetch(new Request(`http://localhost/api/${path}`, { headers }))
  return {
    server,
    clock,
    attempts,
    routes: proxy.routes,
    get,
    list: (source: SourceId, query = '') => get(`sources/${source}/jobs${query}`),
    job: (source: SourceId, id = '55d86f7f4587943ce7734d6b00000001') => get(`sources/${source}/jobs/${id}`),
    problem: async (response: Promise<Response>) => {
      const body: unknown = await (await response).json()
      return Problem.parse(body)
    },
    health: async (source: SourceId): Promise<Health | undefined> => {
      const body: unknown = await (await get('sources')).json()
      return Sources.parse(body).sources.find(({ id }) => id === source)?.health
    },
    /** Everything that was told to somebody, besides the answers. */
    told: () => JSON.stringify([log, attempts]),
  }
}
