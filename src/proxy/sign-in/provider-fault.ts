import * as client from 'openid-client'
import { toProxyRefusal } from '../upstream/faults.ts'

/**
 * What it means for the person: `refused` by the provider; `lost`: this attempt cannot be finished, another one can; `unfit`: provider
 * and configuration do not fit, so that no attempt can be finished; `unreachable`: later, perhaps.
 */
export type FaultKind = 'refused' | 'lost' | 'unfit' | 'unreachable'

/** What went wrong at the provider; `reason` is a short word for logs, never a token or a sentence of somebody else's. */
export class ProviderFault extends Error {
  readonly kind: FaultKind
  readonly reason: string

  constructor(kind: FaultKind, reason: string, cause?: unknown) {
    super(`the provider: ${reason}`, { cause })
    this.name = 'ProviderFault'
    this.kind = kind
    this.reason = reason
  }
}

/** Answers to the question who it is, by OpenID Connect Core, 3.1.2.6: all others say that the question was wrong. */
const refusals = new Set(['access_denied', 'login_required', 'interaction_required', 'consent_required', 'account_selection_required'])
const troubles = new Set(['server_error', 'temporarily_unavailable'])

export function toFault(error: unknown): ProviderFault {
  if (error instanceof ProviderFault) return error
  if (error instanceof client.AuthorizationResponseError) {
    const kind = refusals.has(error.error) ? 'refused' : troubles.has(error.error) ? 'unreachable' : 'unfit'
    return new ProviderFault(kind, toReason(error.error), error)
  }
  if (error instanceof client.ResponseBodyError) {
    const isTheirs = error.status >= 500 || troubles.has(error.error)
    return new ProviderFault(isTheirs ? 'unreachable' : error.error === 'invalid_grant' ? 'lost' : 'unfit', toReason(error.error), error)
  }
  if (error instanceof client.WWWAuthenticateChallengeError) return new ProviderFault('unfit', toChallenged(error), error)
  const network = error instanceof TypeError ? codeIn(error) : undefined
  if (network !== undefined) return new ProviderFault('unreachable', network, error)
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code.toLowerCase().replace(/^oauth_/, '') : ''
  if (code === 'json_attribute_comparison_failed' && isAboutIssuer(error)) return new ProviderFault('unfit', 'issuer_mismatch', error)
  const isUnreachable = error instanceof TypeError || /timeout|response_is_not|network/.test(code)
  return new ProviderFault(isUnreachable ? 'unreachable' : 'unfit', toReason(code), error)
}

/** Words of the standard only: nobody knows what else a provider, or whoever forged its answer, may say. */
const toReason = (word: string) => (/^[a-z_]{1,40}$/.test(word) ? word : 'unnamed')

/** Who is asked to say who he is: with Basic that is Understudy (RFC 6749, 5.2), with Bearer the token of a person. */
function toChallenged({ cause }: client.WWWAuthenticateChallengeError): string {
  const [challenge] = cause
  return toReason(challenge?.parameters.error ?? (challenge?.scheme === 'basic' ? 'invalid_client' : 'invalid_token'))
}

const isAboutIssuer = (error: unknown) =>
  error instanceof Error && (isNamed(error.cause) || (error.cause instanceof Error && isNamed(error.cause.cause)))
const isNamed = (cause: unknown) => typeof cause === 'object' && cause !== null && 'attribute' in cause && cause.attribute === 'issuer'

/** The platform's own word for why no connection came about, such as `ECONNREFUSED` or `DEPTH_ZERO_SELF_SIGNED_CERT`; `PROXY_407` where an outbound proxy said so. */
function codeIn(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(error.code) ? error.code : undefined
  return toProxyRefusal(error) ?? code ?? codeIn(error.cause, depth + 1)
}
