/** What both signature schemes share: the RFC 3986 encoder, SHA-256 and HMAC. On Web Crypto, so that it signs in a page too. */

const utf8 = new TextEncoder()

/** A query before encoding: names and values in any order, a name as often as it has values. */
export type QueryPairs = readonly (readonly [name: string, value: string])[]

/** The text as UTF-8 can carry it: half a surrogate pair becomes U+FFFD. */
const toWellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD')

/** Percent-encoding of the UTF-8 bytes; `A-Z a-z 0-9 - . _ ~` stay, hex is upper case. Half a surrogate pair becomes U+FFFD. */
export function encodeRfc3986(text: string): string {
  // `encodeURIComponent` leaves these five, and throws on half a surrogate pair.
  return encodeURIComponent(toWellFormed(text)).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

const byCodeUnit = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/**
 * The canonical query: encoded, sorted by name, then by value, as they arrive. It stands in the address and in the signed text alike, so
 * that the bytes sent are the bytes signed.
 */
export function toCanonicalQuery(query: QueryPairs): string {
  return query
    .map(([name, value]) => [toWellFormed(name), toWellFormed(value)] as const)
    .toSorted(([name, value], [otherName, otherValue]) => byCodeUnit(name, otherName) || byCodeUnit(value, otherValue))
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .join('&')
}

/** Lower-case names with trimmed values, sorted by code point: `lines` for the signed text, `names` joined by `;`. */
export function toCanonicalHeaders(headers: Readonly<Record<string, string>>): { lines: string; names: string } {
  const sorted = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .toSorted(([one], [other]) => byCodeUnit(one, other))
  return {
    lines: sorted.map(([name, value]) => `${name}:${value}\n`).join(''),
    names: sorted.map(([name]) => name).join(';'),
  }
}

const toHex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Of no bytes at all, which is the body of every read. */
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Lower-case hex SHA-256 of the UTF-8 bytes. */
export async function sha256Hex(text: string): Promise<string> {
  if (text === '') return emptySha256
  return toHex(await crypto.subtle.digest('SHA-256', utf8.encode(text)))
}

/** Lower-case hex HMAC-SHA256 of the UTF-8 bytes. An empty key is refused by Web Crypto. */
export async function hmacSha256Hex(key: string, text: string): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', utf8.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return toHex(await crypto.subtle.sign('HMAC', imported, utf8.encode(text)))
}
