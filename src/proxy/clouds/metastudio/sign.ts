import { encodeRfc3986, hmacSha256Hex, sha256Hex, toCanonicalHeaders, toCanonicalQuery } from '../encode.ts'
import type { QueryPairs } from '../encode.ts'

export const sdkHmac = 'SDK-HMAC-SHA256'

export interface SdkHmacRequest {
  method: string
  /** Not encoded, as it is sent: without a final slash. */
  path: string
  query: QueryPairs
  /** All of them are signed; `host` and `x-sdk-date` must be among them. */
  headers: Readonly<Record<string, string>>
  body: string
}

export interface SdkHmacSignature {
  canonicalRequest: string
  stringToSign: string
  /** The value of the header `Authorization`. */
  authorization: string
}

/** `X-Sdk-Date` of an instant in epoch milliseconds: `20260115T080910Z`. */
export function toSdkDate(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** The path as it is signed: segments encoded, and a final slash that the address itself does not have. */
function toCanonicalUri(path: string): string {
  const encoded = path.split('/').map(encodeRfc3986).join('/')
  return encoded.endsWith('/') ? encoded : `${encoded}/`
}

const header = (headers: SdkHmacRequest['headers'], wanted: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1]

/**
 * SDK-HMAC-SHA256 by Huawei Cloud's API request signing guide. No derived key, no scope.
 * Throws when the request carries no `x-sdk-date`: an undated signature is refused, and refusals lock the key.
 */
export async function signSdkHmac(
  request: SdkHmacRequest,
  keys: { accessKey: string; secretKey: string },
): Promise<SdkHmacSignature> {
  const date = header(request.headers, 'x-sdk-date')
  if (date === undefined) throw new TypeError('a request to sign needs the header x-sdk-date')
  const { lines, names } = toCanonicalHeaders(request.headers)
  const payloadHash = header(request.headers, 'x-sdk-content-sha256') ?? (await sha256Hex(request.body))
  const canonicalRequest = [
    request.method,
    toCanonicalUri(request.path),
    toCanonicalQuery(request.query),
    lines,
    names,
    payloadHash,
  ].join('\n')
  const stringToSign = [sdkHmac, date, await sha256Hex(canonicalRequest)].join('\n')
  const signature = await hmacSha256Hex(keys.secretKey, stringToSign)
  return {
    canonicalRequest,
    stringToSign,
    authorization: `${sdkHmac} Access=${keys.accessKey}, SignedHeaders=${names}, Signature=${signature}`,
  }
}
