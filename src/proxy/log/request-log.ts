import type { Problem } from '#contract/problem.ts'
import { RequestError } from '../problem.ts'
import { toTrace } from './trace.ts'

/** One request, as the log may know it: no query, no header but a name that is not ours, no body, no address. */
export interface LogEntry {
  requestId: string
  method: string
  /** The pattern, not the path. */
  route: string
  /** The name it came by, where that is none of ours; without what no name has. */
  host?: string | undefined
  status: number
  durationMs: number
  /** A word for the person who asked, where people sign in: not the name, nor the id. */
  user?: string | undefined
  source?: string | undefined
  /** That of the problem; `draining` where it only says that it stops. */
  code?: string | undefined
  cloudCode?: string | undefined
  cloudRequestId?: string | undefined
  /** How a sign-in or sign-out ended, or why somebody could not sign in, in one word. */
  signIn?: string | undefined
  /** What the system said where a file could not be written: `ENOSPC`, `EACCES` and the like. */
  systemCode?: string | undefined
  /** Where a fault of ours was thrown; without its message, which may quote anything. */
  trace?: string | undefined
}

/** What a request left behind on its way, for the log. */
export interface Trail {
  route: string
  host?: string
  user?: string
  source?: string
  problem?: Problem
  signIn?: string
  /** It was asked whether it takes requests while it is told to stop: no trouble, and no problem in the log. */
  isDraining?: true
  /** What was thrown and is no fault of the caller. */
  fault?: unknown
  /** The cloud's own id of what was answered. */
  cloudRequestId?: string | undefined
}

/** The entry of a request that was answered, of what is measured about it and what it left on its way. */
export function toLogEntry(
  entry: Pick<LogEntry, 'requestId' | 'method' | 'status' | 'durationMs'>,
  { route, host, user, source, problem, signIn, isDraining, fault, cloudRequestId }: Trail,
): LogEntry {
  return {
    route,
    host,
    user,
    source,
    code: isDraining ? 'draining' : problem?.code,
    cloudCode: problem?.cloud_code,
    cloudRequestId: problem?.request_id ?? cloudRequestId,
    signIn,
    systemCode: toSystemCode(fault),
    trace: fault instanceof RequestError ? undefined : toTrace(fault),
    ...entry,
  }
}

/** The system's own word for what kept us from writing; nothing else of an error is written down. */
function toSystemCode(fault: unknown): string | undefined {
  const cause = fault instanceof RequestError ? fault.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /^E[A-Z0-9]{2,20}$/.test(code) ? code : undefined
}
