import { RevealRequest, whyLength, type Revealed } from '#contract/session.ts'
import type { Audit, AuditEntry } from '../log/audit.ts'
import { maskText } from '../masks/masks.ts'
import { RequestError } from '../problem.ts'
import { readParameters } from '../query.ts'
import { createRateLimit } from '../callers/rate-limit.ts'
import { readBody } from '../request-body.ts'
import type { Identity } from '../sign-in/door.ts'
import { requireRole } from '../sign-in/guard.ts'
import type { SourceReader } from '../sources/source-reader.ts'

export interface RevealVisit {
  identity: Identity
  requestId: string
  /** Takes what is no fault of the caller, for the log. */
  note: (fault: unknown) => void
}

const body = `{ "field": "contact", "why": a reason of ${whyLength.min} to ${whyLength.max} characters without line ends }`
/** Ten at once, then one every half minute: enough for a morning of calls, too few to copy a list. */
const perPerson = { perSecond: 1 / 30, burst: 10 }

/**
 * `POST /api/sources/{source}/jobs/{job_id}/reveal`: a contact in clear, the one exception to masking. The line of the audit log is
 * written before the number leaves; where it cannot be written, no number does. Who may not, or not so many, leaves a line too.
 */
export function createRevealRoute({ now, audit }: { now: () => number; audit: Audit }) {
  const limit = createRateLimit({ now, ...perPerson })
  // Whoever knocks for ever fills no disk.
  const limitRefused = createRateLimit({ now, ...perPerson })
  const write = (entry: Omit<AuditEntry, 'at' | 'field'>) =>
    audit({ at: now(), field: 'contact', ...entry }).catch((cause: unknown) => {
      throw new RequestError('audit_unwritable', 'Nothing is revealed: no line can be added to the audit log. The log of Understudy says why.', {}, cause)
    })
  return async (request: Request, reader: SourceReader, jobId: string, { identity, requestId, note }: RevealVisit): Promise<Response> => {
    readParameters(new URL(request.url), [])
    const { source } = reader
    const entry = { user: identity.id, name: identity.name, source: source.id, jobId, requestId }
    const writeRefused = async (more: Pick<AuditEntry, 'because' | 'why'>) => {
      // A refusal stays one, whether or not it can be written down.
      if (limitRefused(identity.id) === undefined) await write({ event: 'reveal_refused', ...entry, ...more }).catch(note)
    }
    if (!identity.roles.includes('support')) await writeRefused({ because: 'role' })
    requireRole(identity, 'support')
    const asked = await readBody(request, RevealRequest, body)
    // A reason is written by people, who write numbers into it.
    const why = maskText(asked.why)
    const retryAfterSeconds = limit(identity.id)
    if (retryAfterSeconds !== undefined) {
      await writeRefused({ because: 'limit', why })
      throw new RequestError('throttled', 'Too many contacts were revealed at once.', { retryAfterSeconds })
    }
    const contact = await source.cloud.getContact(jobId, { caller: identity.id })
    if (contact === undefined) throw new RequestError('not_found', 'The cloud gives no contact of this job.')
    await write({ event: 'reveal', ...entry, why })
    const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }
    return new Response(JSON.stringify({ contact } satisfies Revealed), { headers })
  }
}
