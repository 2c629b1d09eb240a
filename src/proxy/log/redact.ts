/** A text without what may not be told. */
export type Redact = (text: string) => string

/** Survives every form a word may take: a header value, a code, a sentence. */
export const redacted = '****'

/**
 * What is never told, whosever it is: from the name of a signature on, everything, since clouds repeat what they signed to explain
 * a refusal; and pairs of a name and something secret, in clear and URL-encoded.
 */
const patterns: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/(?:SDK|ACS3)-HMAC-SHA256[\s\S]*/i, redacted],
  [/(?:string[\s_-]*to[\s_-]*sign|canonical[\s_-]*(?:request|string|query|headers?|uri))[\s\S]*/i, redacted],
  [/\b(?:x-(?:sdk|acs|auth|subject|security)-[a-z0-9-]{1,40}|authorization)["'\s]{0,3}(?:[:=]|%3[AD])[\s\S]*/i, redacted],
  [/\b(Signature|Access|Credential|(?:OSS)?AccessKey(?:Id|Secret)?|Security-?Token)(=|%3D)[^\s&,;"'<>]*/gi, `$1$2${redacted}`],
  [/\b(?:LTAI|STS\.)[A-Za-z0-9]{10,40}/g, redacted],
  [/[0-9a-f]{64,}/gi, redacted],
]

/** Takes out the given secrets, in every spelling an address or a page may give them, and what is secret by its form. */
export function createRedactor(secrets: readonly string[]): Redact {
  const spellings = [...new Set(secrets.filter((secret) => secret.trim() !== '').flatMap(toSpellings))]
  // The longest first: one may be a part of another.
  const words = spellings.sort((one, other) => other.length - one.length).map(toPattern)
  const all = words.length === 0 ? undefined : new RegExp(words.join('|'), 'gi')
  return (text) => {
    const without = all === undefined ? text : text.replace(all, redacted)
    return patterns.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), without)
  }
}

/** The same for every string in a value that came as JSON, which is no deeper than `parseJson` allows. */
export function redactJson(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value === 'number') {
    const digits = String(value)
    return redact(digits) === digits ? value : redacted
  }
  if (Array.isArray(value)) return value.map((member) => redactJson(member, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redactJson(member, redact)]))
}

function toSpellings(secret: string): string[] {
  // A lone half of a character has no encoding, and no header carries it.
  const whole = secret.trim().replace(/\p{Cs}/gu, '')
  const encoded = encodeURIComponent(whole)
  const strictly = encoded.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
  const marked = whole.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&apos;')
  const inJson = JSON.stringify(whole).slice(1, -1)
  return [whole, encoded, strictly, strictly.replace(/%20/g, '+'), encodeURIComponent(encoded), encodeURIComponent(strictly), marked, inJson]
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function toPattern(word: string): string {
  // Blanks match any blanks: they are levelled when a sentence is shown.
  const whole = escaped(word).replace(/\s+/g, '\\s+')
  // Of a long token clouds quote the beginning.
  return word.length > 48 ? `${whole}|${escaped(word.slice(0, 24))}\\S*` : whole
}
