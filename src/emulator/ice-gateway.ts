import type { Credentials } from './credentials.ts'
import type { Received } from './verify.ts'
import { clockToleranceMs, toAcsClaim, toAcsSignature, toAcsSignedHeaders, toSha256, toUtcTime } from './verify.ts'

/** Why ICE turns a request away. */
export interface IceRefusal {
  status: number
  code: string
  message: string
}

const bad = (code: string, message: string, status = 400): IceRefusal => ({ status, code, message })

/** How long a nonce is remembered: longer than any date it could come with is accepted. */
const nonceLifeMs = 2 * clockToleranceMs

/** The gate before ICE: ACS3-HMAC-SHA256, clock, nonce, STS token. `undefined` lets a request through. */
export function createIceGateway({ now, credentials }: { now: () => number; credentials: Credentials['ice'] }) {
  const { temporary } = credentials
  const nonces = new Map<string, number>()

  return async (received: Received): Promise<IceRefusal | undefined> => {
    const { headers } = received
    const authorization = headers.get('authorization')
    if (authorization === undefined) return bad('MissingParameter', 'Authorization is mandatory for this action.')
    const claim = toAcsClaim(authorization)
    if (!claim) return bad('IncompleteSignature', 'The request signature does not conform to the standards.')
    for (const name of ['x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256']) {
      if (!headers.has(name)) return bad('MissingParameter', `${name} is mandatory for this action.`)
    }
    if (claim.signedHeaders.join(';') !== toAcsSignedHeaders(headers).join(';')) {
      return bad(
        'IncompleteSignature',
        'SignedHeaders must name host, content-type if sent, every x-acs-* header, and nothing else.',
      )
    }
    const date = toUtcTime(headers.get('x-acs-date') ?? '')
    if (date === undefined) return bad('InvalidTimeStamp.Format', 'The format of x-acs-date must be yyyy-MM-ddTHH:mm:ssZ.')
    if (Math.abs(date - now()) > clockToleranceMs) {
      return bad('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired: more than 15 minutes off.')
    }
    const isTemporary = claim.key === temporary.accessKeyId
    if (!isTemporary && claim.key !== credentials.accessKeyId)
      return bad('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404)
    const token = headers.get('x-acs-security-token')
    if (isTemporary ? token !== temporary.securityToken : token !== undefined) {
      return bad('InvalidSecurityToken.MismatchWithAccessKey', 'The security token does not match the access key.')
    }
    if (isTemporary && temporary.expiresAt <= now())
      return bad('InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.')
    const stated = headers.get('x-acs-accesskey-id')
    if (stated !== undefined && stated !== claim.key)
      return bad('IncompleteSignature', 'x-acs-accesskey-id differs from the credential.')
    const secret = isTemporary ? temporary.accessKeySecret : credentials.accessKeySecret
    const { stringToSign, signature } = await toAcsSignature(received, secret)
    const isWhole = headers.get('x-acs-content-sha256') === (await toSha256(received.body))
    if (!isWhole || signature !== claim.signature) {
      return bad(
        'SignatureDoesNotMatch',
        `Specified signature is not matched with our calculation. server string to sign is:${stringToSign}`,
      )
    }
    const nonce = headers.get('x-acs-signature-nonce') ?? ''
    for (const [old, at] of nonces) {
      if (at + nonceLifeMs > now()) break
      nonces.delete(old)
    }
    if (nonces.has(nonce)) return bad('SignatureNonceUsed', 'Specified signature nonce was used already.')
    nonces.set(nonce, now())
    return undefined
  }
}
