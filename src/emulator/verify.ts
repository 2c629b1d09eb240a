/**
 * The two signature schemes, read from the vendors' documents from the side of the one who checks.
 * Nothing here is shared with the part that signs: a misreading on one side must show.
 */

const encoder = new TextEncoder()
const hex = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Hexadecimal SHA-256 of text (as UTF-8) or bytes. */
export async function toSha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', typeof content === 'string' ? encoder.encode(content) : content))
}

/** HMAC-SHA256 of a text under a text key, as bytes. */
export async function toHmac(key: string, text: string): Promise<ArrayBuffer> {
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return crypto.subtle.sign('HMAC', imported, encoder.encode(text))
}

/** A request as a gateway sees it. */
export interface Received {
  method: string
  /** As on the wire, percent-encoded. */
  pathname: string
  /** As on the wire, without the question mark. */
  search: string
  /** Lower-case names. */
  headers: ReadonlyMap<string, string>
  body: Uint8Array<ArrayBuffer>
}

const unreserved = /[A-Za-z0-9\-._~]/

/** RFC 3986 percent-encoding of a text: every UTF-8 byte outside the unreserved set, upper-case digits. */
export function encodeRfc3986(text: string): string {
  let encoded = ''
  for (const character of text) {
    if (unreserved.test(character) && character.length === 1) encoded += character
    else for (const byte of encoder.encode(character)) encoded += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return encoded
}

/** The names and values of a query or form as a gateway decodes them; `undefined` when an escape is broken. */
export function decodeParameters(text: string): [string, string][] | undefined {
  if (text === '') return []
  try {
    return text.split('&').map((part) => {
      const at = part.indexOf('=')
      const decode = (piece: string) => decodeURIComponent(piece.replaceAll('+', ' '))
      return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]
    })
  } catch {
    return undefined
  }
}

const byCodePoint = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function canonicalQuery(search: string): string {
  return (decodeParameters(search) ?? [])
    .toSorted(([nameA, valueA], [nameB, valueB]) => byCodePoint(nameA, nameB) || byCodePoint(valueA, valueB))
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .join('&')
}

function canonicalHeaders(headers: ReadonlyMap<string, string>, names: readonly string[]): string {
  return names.map((name) => `${name}:${(headers.get(name) ?? '').trim()}\n`).join('')
}

function canonicalPath(pathname: string): string {
  const path = pathname
    .split('/')
    .map((segment) => encodeRfc3986(decodeURIComponent(segment)))
    .join('/')
  return path.endsWith('/') ? path : `${path}/`
}

/** What an `Authorization` header of either scheme says. */
export interface Claim {
  key: string
  signedHeaders: string[]
  signature: string
}

/** Reads `SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…`; `undefined` for any other form. */
export function toSdkClaim(authorization: string): Claim | undefined {
  const found = /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([a-z0-9;_-]+), Signature=([0-9a-f]{64})$/.exec(
    authorization,
  )
  return found ? { key: found[1] ?? '', signedHeaders: (found[2] ?? '').split(';'), signature: found[3] ?? '' } : undefined
}

/** Reads `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…` (no blanks); `undefined` for any other form. */
export function toAcsClaim(authorization: string): Claim | undefined {
  const found = /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([a-z0-9;_-]+),Signature=([0-9a-f]{64})$/.exec(
    authorization,
  )
  return found ? { key: found[1] ?? '', signedHeaders: (found[2] ?? '').split(';'), signature: found[3] ?? '' } : undefined
}

/** The names in a signed-headers list are sorted, unique, and each stands in the request. */
export function isSignedHeaderList(names: readonly string[], headers: ReadonlyMap<string, string>): boolean {
  return names.every((name, at) => headers.has(name) && (at === 0 || (names[at - 1] ?? '') < name))
}

/** The signature that SDK-HMAC-SHA256 expects for a request, hexadecimal, with the text it was made over. */
export async function toSdkSignature(request: Received, signedHeaders: readonly string[], secretKey: string) {
  const payload = request.headers.get('x-sdk-content-sha256') ?? (await toSha256(request.body))
  const canonical = [
    request.method,
    canonicalPath(request.pathname),
    canonicalQuery(request.search),
    canonicalHeaders(request.headers, signedHeaders),
    signedHeaders.join(';'),
    payload,
  ].join('\n')
  const stringToSign = ['SDK-HMAC-SHA256', request.headers.get('x-sdk-date') ?? '', await toSha256(canonical)].join('\n')
  return { canonical, stringToSign, signature: hex(await toHmac(secretKey, stringToSign)) }
}

/** The header names that ACS3 wants signed: host, content-type if present, every x-acs-* header, and nothing else. */
export function toAcsSignedHeaders(headers: ReadonlyMap<string, string>): string[] {
  return [...headers.keys()]
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .toSorted(byCodePoint)
}

/** The signature that ACS3-HMAC-SHA256 expects for a request, hexadecimal, with the text it was made over. */
export async function toAcsSignature(request: Received, accessKeySecret: string) {
  const signedHeaders = toAcsSignedHeaders(request.headers)
  const canonical = [
    request.method,
    request.pathname,
    canonicalQuery(request.search),
    canonicalHeaders(request.headers, signedHeaders),
    signedHeaders.join(';'),
    request.headers.get('x-acs-content-sha256') ?? '',
  ].join('\n')
  const stringToSign = ['ACS3-HMAC-SHA256', await toSha256(canonical)].join('\n')
  return { canonical, stringToSign, signature: hex(await toHmac(accessKeySecret, stringToSign)) }
}

const formOf = (form: RegExp, text: string) => {
  const found = form.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second] = found
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at) ? undefined : at
}

/** Epoch ms of `20260115T080910Z`; `undefined` for any other form. */
export const toSdkTime = (text: string) => formOf(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, text)

/** Epoch ms of `2026-01-15T08:09:10Z`: UTC, whole seconds, `Z`; `undefined` for any other form. */
export const toUtcTime = (text: string) => formOf(/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/, text)

/** How far the clocks of client and cloud may differ, in both schemes. */
export const clockToleranceMs = 15 * 60_000
