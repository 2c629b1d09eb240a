import pino, { type DestinationStream } from 'pino'
import type { Config } from '../config/config.ts'
import type { LogEntry } from '../log/request-log.ts'
import type { AttemptSeen } from '../upstream/call.ts'

export interface Log {
  request: (entry: LogEntry) => void
  attempt: (source: { id: string }, seen: AttemptSeen) => void
  /** A cloud sent something that could not be read: names of fields, no values. */
  unreadable: (source: string, seen: { rows: number; fields: string[]; times: number }) => void
  /** It was told to stop: by which signal, and how long it still answers before it takes no more. */
  stopping: (told: { signal: string; drainMs: number }) => void
  /** It has stopped: how long that took, and how many requests it answered meanwhile, those who ask whether it is ready not counted. */
  stopped: (done: { durationMs: number; requests: number }) => void
}

const quietRoutes = new Set(['/*', '/healthz', '/readyz', '/metrics'])

/** JSON lines, on standard output unless told otherwise. Only the fields named here are ever written, so nothing else can slip in. */
export function createLog(level: Config['logLevel'], destination: DestinationStream = pino.destination(1)): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // The usual serializers write whole headers; none is needed for flat entries.
    serializers: {},
  }, destination)
  return {
    request({ requestId, method, route, host, status, durationMs, user, source, code, cloudCode, cloudRequestId, signIn, systemCode, trace }) {
      const entry = { requestId, method, route, host, status, durationMs, user, source, code, cloudCode, cloudRequestId, signIn, systemCode, trace }
      if (status >= 500 && code !== 'draining') logger[code === 'internal' || code === 'audit_unwritable' ? 'error' : 'warn'](entry, 'request')
      // The page's files and those who look whether it lives: many, and nothing to learn from one that went well.
      else if (quietRoutes.has(route) && status < 400) logger.debug(entry, 'request')
      else logger.info(entry, 'request')
    },
    attempt({ id: source }, { operation, attempt, durationMs, outcome, cloudStatus, cloudCode, cloudRequestId, cloudHost, networkCode }) {
      const code = outcome === 'ok' ? undefined : outcome
      const entry = { source, operation, attempt, durationMs, cloudStatus, code, cloudCode, cloudRequestId, cloudHost, networkCode }
      logger[outcome === 'ok' || outcome === 'not_found' ? 'debug' : 'warn'](entry, 'call to a cloud')
    },
    unreadable(source, { rows, fields, times }) {
      logger.warn({ source, rows, fields: fields.slice(0, 20), times }, 'unreadable parts of an answer')
    },
    stopping: ({ signal, drainMs }) => logger.info({ signal, drainMs }, 'stopping'),
    stopped: ({ durationMs, requests }) => logger.info({ durationMs, requests }, 'stopped'),
  }
}
