/**
 * Masks for what a person must not read by accident. Pure, and linear in the length of the text.
 *
 * A Chinese mobile number has eleven digits and begins with 13 to 19 (numbering plan of the ministry, MIIT).
 */

/** Between the groups of a number people write blanks, dashes or dots. */
const gap = '[ \\u00A0\\u3000.\\-\\u2010-\\u2014]{1,3}'
const optionalGap = `(?:${gap})?`
const mobile = [
  `1[3-9]\\d${optionalGap}\\d{4}${optionalGap}\\d{4}`,
  `1[3-9]\\d\\d${gap}\\d{3}${gap}\\d{4}`,
  `1[3-9]\\d${gap}\\d{3}${gap}\\d{5}`,
  `1[3-9]\\d{3}${gap}\\d{6}`,
].join('|')
/** Country codes in use: +86, 0086, 86. */
const countryCode = `(?:\\+|00)?86${optionalGap}`
const uuid = '(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])'
const uuidOrMobile = new RegExp(`(${uuid})|(?<!\\d)(${countryCode})?(${mobile})(?!\\d)`, 'g')

/** From here on a run of hexadecimal characters is an id: no prefix of letters makes a number that long. */
const shortestHexId = 16
const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isHex = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
const isAlphanumeric = (code: number): boolean =>
  isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/** Whether the digits from `start` to `end` are a part of a hexadecimal id. Looks no farther than ids are long. */
function isInHexId(text: string, start: number, end: number): boolean {
  const farthest = 64
  let from = start
  while (start - from < farthest && isHex(text.charCodeAt(from - 1))) from -= 1
  let to = end
  while (to - end < farthest && isHex(text.charCodeAt(to))) to += 1
  const hasLetter = from < start || to > end
  const endsThere = (edge: number, distance: number) => distance === farthest || !isAlphanumeric(text.charCodeAt(edge))
  return hasLetter && to - from >= shortestHexId && endsThere(from - 1, start - from) && endsThere(to, to - end)
}

const starred = (digits: string): string => `${digits.slice(0, 3)}****${digits.slice(-4)}`

function maskMobiles(text: string): string {
  return text.replace(
    uuidOrMobile,
    (whole: string, id: string | undefined, code: string | undefined, number: string, offset: number) => {
      if (id !== undefined) return whole
      if (isInHexId(text, offset, offset + whole.length)) return whole
      return `${code ?? ''}${starred(number.replace(/\D/g, ''))}`
    },
  )
}

/** Addresses end at a blank, a quote, an angle bracket or Chinese punctuation. */
const addressEnd = '\\s"\'<>\\u3000-\\u303F\\uFF01-\\uFF0F\\uFF1A-\\uFF20'
const address = new RegExp(`\\b([a-z][a-z0-9+.-]{0,15}:\\/\\/)([^${addressEnd}?#]*)([?#][^${addressEnd}]*)?`, 'gi')
const looseSignature = new RegExp(
  `[?&](?:x-(?:amz|obs|oss|acs)-[a-z-]{1,32}|[a-z]{0,12}accesskeyid|signature|expires|security-token|token)=[^${addressEnd}]*`,
  'gi',
)

/** Who may read a thing often stands behind the question mark, and sometimes before the @. */
function cutAddresses(text: string): string {
  return text
    .replace(address, (_whole, scheme: string, rest: string, query: string | undefined) => {
      const slash = rest.indexOf('/')
      const authority = slash === -1 ? rest : rest.slice(0, slash)
      const host = authority.slice(authority.lastIndexOf('@') + 1)
      return `${scheme}${host}${slash === -1 ? '' : rest.slice(slash)}${query === undefined ? '' : '?…'}`
    })
    .replace(looseSignature, '?…')
}

/**
 * The text with every Chinese mobile number masked (`153****0046`; with or without +86, 0086 or 86, with blanks or dashes
 * between the groups) and every address cut before its query. Hexadecimal ids and longer runs of digits stay as they are.
 */
export function maskText(text: string): string {
  return maskMobiles(cutAddresses(text))
}

/**
 * A contact, made unreadable: a phone number keeps its first three and last four digits (`153****0046`), an e-mail its
 * first letter and domain (`a****@example.com`), anything else its first letter. What is already starred stays.
 */
export function maskContact(contact: string): string {
  const trimmed = contact.trim()
  if (trimmed === '') return ''
  // Stars beside a number that is whole hide nothing.
  if (trimmed.includes('*') && !/\d{8}/.test(trimmed)) return trimmed
  const at = trimmed.lastIndexOf('@')
  if (at > 0) return `${Array.from(trimmed.slice(0, at))[0] ?? ''}****${maskText(trimmed.slice(at))}`
  const masked = maskMobiles(trimmed)
  if (masked !== trimmed && !/\d{8}/.test(masked)) return masked
  const digits = trimmed.replace(/\D/g, '')
  // With fewer digits, three and four of them would be nearly all.
  if (digits.length >= 10) return starred(digits)
  if (digits.length >= 7) return `****${digits.slice(-4)}`
  return digits.length > 0 ? '****' : `${Array.from(trimmed)[0] ?? ''}****`
}
