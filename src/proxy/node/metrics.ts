import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Cloud } from '#contract/job-states.ts'
import type { LogEntry } from '../log/request-log.ts'
import type { AttemptSeen } from '../upstream/call.ts'

export interface MetricsKeeper {
  request: (entry: LogEntry) => void
  attempt: (source: { cloud: Cloud }, seen: AttemptSeen) => void
  cacheRead: (result: string) => void
  coverFetched: (outcome: string) => void
  coverRead: (result: string) => void
  /** An address that covers may not come from was refused. */
  addressRefused: () => void
  read: () => Promise<{ text: string; type: string }>
}

export interface MetricsDeps {
  version: string
  /** Absent where nobody said at the build. */
  commit?: string | undefined
  /** How each source stands at this moment. */
  sources: () => readonly { cloud: Cloud; isKeyResting: boolean; isDown: boolean }[]
}

const seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15]

/** Counts for Prometheus. Labels are words of small closed sets: no id, no name, no address. */
export function createMetrics({ version, commit, sources }: MetricsDeps): MetricsKeeper {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) => new Counter({ name, help, labelNames, registers })
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, registers, buckets: seconds })

  const requests = counter('http_requests_total', 'Requests answered', ['route', 'method', 'status'])
  const requestSeconds = histogram('http_request_duration_seconds', 'Time to the first byte of an answer', ['route'])
  const attempts = counter('upstream_requests_total', 'Attempts to call a cloud', ['cloud', 'operation', 'outcome'])
  const attemptSeconds = histogram('upstream_request_duration_seconds', 'Time of an attempt to call a cloud', ['cloud', 'operation'])
  const retries = counter('upstream_retries_total', 'Attempts after the first one', ['cloud'])
  const tokens = counter('token_refresh_total', 'Attempts to get a token', ['outcome'])
  const waits = histogram('upstream_budget_wait_seconds', 'Time that an attempt waited for its turn', ['cloud', 'priority'])
  const skew = new Gauge({ name: 'clock_skew_seconds', help: 'By how much a cloud’s clock is ahead of ours, by its last good answer', labelNames: ['cloud'], registers })
  const reveals = counter('pii_reveal_total', 'Requests to show a contact in clear', ['outcome'])
  const coverCache = counter('cover_cache_requests_total', 'Covers asked for, by where they came from', ['result'])
  const cache = counter('cache_requests_total', 'Questions to the caches', ['result'])
  const covers = counter('cover_fetch_total', 'Covers fetched from where they are', ['outcome'])
  const refused = counter('ssrf_blocked_total', 'Addresses that covers may not come from', ['reason'])
  const build = new Gauge({ name: 'build_info', help: 'The version that runs, and the commit it was built from', labelNames: ['version', 'commit'], registers })
  build.set({ version, ...(commit !== undefined && { commit }) }, 1)
  const resting = new Gauge({ name: 'upstream_circuit_state', help: 'Sources whose key rests after it was refused', labelNames: ['cloud'], registers })
  const down = new Gauge({ name: 'upstream_down', help: 'Sources whose cloud is down: calls failed in a row, and few are made until one is answered', labelNames: ['cloud'], registers })

  return {
    request({ route, method, status, durationMs }) {
      // What matched no route must not make a label of its own for every guess.
      const known = route === '' ? 'none' : route
      requests.inc({ route: known, method, status: String(status) })
      requestSeconds.observe({ route: known }, durationMs / 1000)
      if (known.endsWith('/reveal') && method === 'POST') reveals.inc({ outcome: status < 400 ? 'ok' : status < 500 ? 'refused' : 'failed' })
    },
    attempt({ cloud }, { operation, attempt, durationMs, outcome, background, waitedMs, clockSkewSeconds }) {
      attempts.inc({ cloud, operation, outcome })
      attemptSeconds.observe({ cloud, operation }, durationMs / 1000)
      waits.observe({ cloud, priority: background ? 'background' : 'interactive' }, waitedMs / 1000)
      if (clockSkewSeconds !== undefined) skew.set({ cloud }, clockSkewSeconds)
      if (attempt > 1) retries.inc({ cloud })
      if (operation === 'token') tokens.inc({ outcome })
    },
    cacheRead: (result) => cache.inc({ result }),
    coverFetched: (outcome) => covers.inc({ outcome }),
    coverRead: (result) => coverCache.inc({ result }),
    addressRefused: () => refused.inc({ reason: 'address' }),
    read: async () => {
      resting.reset()
      down.reset()
      for (const { cloud, isKeyResting, isDown } of sources()) {
        resting.inc({ cloud }, isKeyResting ? 1 : 0)
        down.inc({ cloud }, isDown ? 1 : 0)
      }
      return { text: await registry.metrics(), type: registry.contentType }
    },
  }
}
