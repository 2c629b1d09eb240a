import { intentHeader, type Role } from '#contract/session.ts'
import { RequestError } from '../problem.ts'
import type { Identity } from './door.ts'

/** Throws unless somebody is known who may read. */
export function requireViewer(identity: Identity | undefined): asserts identity is Identity {
  if (identity === undefined) throw new RequestError('unauthenticated', 'Sign in first: whoever asks must be known.')
  if (identity.roles.length === 0) throw new RequestError('forbidden', 'This account has no role here. It needs viewer or support.')
}

/** Throws unless the person has the role. */
export function requireRole(identity: Identity, role: Role): void {
  if (!identity.roles.includes(role)) throw new RequestError('forbidden', `This needs the role ${role}.`)
}

/**
 * Throws unless a request that changes something was sent by the page itself: the browser says that it comes from this origin, or it
 * names the origin exactly; it carries a header that a page of another site may not send without asking; and it is JSON. Each refusal names the header it is for,
 * which tells it from one that is for want of a role.
 */
export function requireIntent({ headers }: Request, origin: string | undefined): void {
  const site = headers.get('Sec-Fetch-Site')
  const isOurs = site === null ? origin !== undefined && headers.get('Origin') === origin : site === 'same-origin'
  if (!isOurs) throw new RequestError('forbidden', 'Only the page itself may send this: it comes from elsewhere, or does not say from where.', { parameter: 'Sec-Fetch-Site' })
  if (headers.get(intentHeader.name) !== intentHeader.value) {
    throw new RequestError('forbidden', `Only the page itself may send this: the header ${intentHeader.name}: ${intentHeader.value} is missing.`, { parameter: intentHeader.name })
  }
  if (!/^application\/json(?:;\s*charset=utf-8)?$/i.test(headers.get('Content-Type') ?? '')) {
    throw new RequestError('bad_request', 'The body must be JSON, and the header Content-Type: application/json must say so.', { parameter: 'Content-Type' })
  }
}
