/** One thing that somebody did or tried, and must be able to answer for. */
export interface AuditEntry {
  /** Epoch ms. */
  at: number
  event: 'reveal' | 'reveal_refused'
  /** Why it was refused: the person lacks the role, or asked for too many at once. */
  because?: 'role' | 'limit'
  /** The id of the person: the provider's own, which never changes, or what the reverse proxy in front says, which may be an address. The name is for people to read. */
  user: string
  name: string
  source: string
  jobId: string
  field: string
  /** Absent where nobody came to be asked. */
  why?: string
  /** As in the log of requests. */
  requestId: string
}

/** Writes an entry. Settles when it is written, and rejects when it is not: then what it is about must not happen. */
export type Audit = (entry: AuditEntry) => Promise<void>

/** The entry as a line of JSON, with its line end. */
export function toAuditLine({ at, event, because, user, name, source, jobId, field, why, requestId }: AuditEntry): string {
  return `${JSON.stringify({ audit: event, time: new Date(at).toISOString(), because, user, name, source, job_id: jobId, field, why, request_id: requestId })}\n`
}
