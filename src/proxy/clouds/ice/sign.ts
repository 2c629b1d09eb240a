import { hmacSha256Hex, sha256Hex, toCanonicalHeaders, toCanonicalQuery } from '../encode.ts'
import type { QueryPairs } from '../encode.ts'

export const acs3Hmac = 'ACS3-HMAC-SHA256'

export interface Acs3Request {
  method: string
  /** `/` for RPC style; signed as it is. */
  path: string
  query: QueryPairs
  /** `host`, `content-type` and all `x-acs-*` are signed, others are not. `x-acs-content-sha256` must be among them. */
  headers: Readonly<Record<string, string>>
}

export interface Acs3Signature {
  canonicalRequest: string
  stringToSign: string
  /** The value of the header `Authorization`. */
  authorization: string
}

/** `x-acs-date` of an instant in epoch milliseconds: `2026-01-15T08:09:10Z`. */
export function toAcsDate(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

const isSigned = (name: string): boolean => /^(?:x-acs-.*|host|content-type)$/i.test(name)

/**
 * ACS3-HMAC-SHA256 by Alibaba Cloud's "V3 request syntax and signature". The date stands in the headers only.
 * Throws when the hash of the body is missing: the scheme takes it from its header.
 */
export async function signAcs3(
  request: Acs3Request,
  keys: { accessKeyId: string; accessKeySecret: string },
): Promise<Acs3Signature> {
  const signed = Object.fromEntries(Object.entries(request.headers).filter(([name]) => isSigned(name)))
  const payloadHash = Object.entries(signed).find(([name]) => name.toLowerCase() === 'x-acs-content-sha256')?.[1]
  if (payloadHash === undefined) throw new TypeError('a request to sign needs the header x-acs-content-sha256')
  const { lines, names } = toCanonicalHeaders(signed)
  const canonicalRequest = [
    request.method,
    request.path,
    toCanonicalQuery(request.query),
    lines,
    names,
    payloadHash.trim(),
  ].join('\n')
  const stringToSign = `${acs3Hmac}\n${await sha256Hex(canonicalRequest)}`
  const signature = await hmacSha256Hex(keys.accessKeySecret, stringToSign)
  return {
    canonicalRequest,
    stringToSign,
    authorization: `${acs3Hmac} Credential=${keys.accessKeyId},SignedHeaders=${names},Signature=${signature}`,
  }
}
