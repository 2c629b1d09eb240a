import { toPlainText } from './plain-text.ts'

/**
 * Masks for what a person must not read by accident. Pure, and linear in the length of the text.
 *
 * A Chinese mobile number has eleven digits and begins with 13 to 19 (numbering plan of the ministry, MIIT).
 */

/** What people write between the groups of a number, as it looks in a plain text. */
const gap = '[ \\t\\r\\n.,/_()\\-\\u00B7\\u2010-\\u2015\\u2022\\u2027\\u2212\\u3001\\u30FB]{1,3}'
const optionalGap = `(?:${gap})?`
/** The ways to group eleven digits. Any gap anywhere would take dates and times for numbers. */
const mobile = [
  `1[3-9]\\d${optionalGap}\\d{4}${optionalGap}\\d{4}`,
  `1[3-9]\\d${gap}\\d{4}${gap}\\d\\d${gap}\\d\\d`,
  `1[3-9]\\d${gap}\\d{3}${gap}\\d{5}`,
  `1[3-9]\\d\\d${gap}\\d{3}${gap}\\d{4}`,
  `1[3-9]\\d\\d${gap}\\d{4}${gap}\\d{3}`,
  `1[3-9]\\d{3}${gap}\\d{6}`,
  `1[3-9]\\d{4}${gap}\\d{5}`,
  `1${gap}[3-9]\\d\\d${optionalGap}\\d{3}${optionalGap}\\d{4}`,
  `1[3-9](?:${gap}\\d\\d){4}${gap}\\d`,
  `1${gap}[3-9](?:${gap}\\d){9}`,
].join('|')
/** The codes in use, +86, 0086 and 86, and the zero that is dialled before a number from another place. */
const prefix = `(?:\\+|00|\\+00)?86${optionalGap}0?${optionalGap}|0${optionalGap}`
const uuid = '(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])'

/** An id or a number. Nothing in it repeats without a bound, so the work at each place of a text is bounded too. */
export const uuidOrMobile = new RegExp(`(${uuid})|(?<!\\d)(${prefix})?(${mobile})(?!\\d)`, 'g')

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
  // Most texts have fewer digits, of whatever script, than a number.
  if (text.length < 11 || !/^(?:\P{Nd}*\p{Nd}){11}/u.test(text)) return text
  const { plain, slice } = toPlainText(text)
  const parts: string[] = []
  let done = 0
  for (const match of plain.matchAll(uuidOrMobile)) {
    const [whole, id, code = '', number = ''] = match
    const end = match.index + whole.length
    if (id !== undefined || isInHexId(plain, match.index, end)) continue
    parts.push(slice(done, match.index), slice(match.index, match.index + code.length), starred(number.replace(/\D/g, '')))
    done = end
  }
  return done === 0 ? text : [...parts, slice(done, plain.length)].join('')
}

/** Addresses end at a blank, a quote, an angle bracket or Chinese punctuation. */
const addressEnd = '\\s"\'<>\\u3000-\\u303F\\uFF01-\\uFF0F\\uFF1A-\\uFF20'
const address = new RegExp(`\\b([a-z][a-z0-9+.-]{0,15}:\\/\\/)([^${addressEnd}?#]*)([?#][^${addressEnd}]*)?`, 'gi')
const looseSignature = new RegExp(
  `[?&](?:x-(?:amz|obs|oss|acs)-[a-z-]{1,32}|[a-z]{0,12}accesskeyid|signature|expires|security-token|token)=[^${addressEnd}]*`,
  'gi',
)

function withoutQuery(_whole: string, scheme: string, rest: string, query: string | undefined): string {
  const slash = rest.indexOf('/')
  const authority = slash === -1 ? rest : rest.slice(0, slash)
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  return `${scheme}${host}${slash === -1 ? '' : rest.slice(slash)}${query === undefined ? '' : '?…'}`
}

/** Who may read a thing often stands behind the question mark, and sometimes before the @. */
function cutAddresses(text: string): string {
  // Both patterns look at every place; what each of them needs is quickly seen to be missing.
  const cut = text.includes('://') ? text.replace(address, withoutQuery) : text
  return /[?&]/.test(cut) ? cut.replace(looseSignature, '?…') : cut
}

/**
 * The text with every Chinese mobile number masked (`153****0046`; with or without +86, 0086, 86 or 0, in digits of any width, in the
 * groups that people write, with blanks, line ends, dashes and the like between them) and every address cut before its query.
 * Hexadecimal ids and longer runs of digits stay as they are.
 */
export function maskText(text: string): string {
  return maskMobiles(cutAddresses(text))
}

/** An id of the cloud's own. Digits in it are no phone number; words where an id should stand are a text like any other. */
export function maskId(id: string): string {
  return /^[\w.-]+$/.test(id) ? id : maskText(id)
}

/**
 * A contact, made unreadable: a phone number keeps its first three and last four digits (`153****0046`), an e-mail its
 * first letter and domain (`a****@example.com`), anything else its first letter. What is already starred stays; an address loses its query.
 */
export function maskContact(contact: string): string {
  const trimmed = cutAddresses(contact).trim()
  if (trimmed === '') return ''
  // Nearly every contact is this, and a list has a hundred.
  if (/^1[3-9]\d{9}$/.test(trimmed)) return starred(trimmed)
  // What cannot be seen may stand before a blank: without it that blank is at the edge.
  const plain = toPlainText(trimmed).plain.trim()
  const masked = maskMobiles(trimmed)
  if (masked === trimmed && isStarred(plain)) return trimmed
  const at = plain.lastIndexOf('@')
  if (at > 0) return `${Array.from(plain)[0] ?? ''}****${maskText(plain.slice(at)).trim()}`
  if (masked !== trimmed && isStarred(toPlainText(masked).plain)) return masked.trim()
  const digits = plain.replace(/\D/g, '')
  // With fewer digits, three and four of them would be nearly all.
  if (digits.length >= 10) return starred(digits)
  if (digits.length >= 7) return `****${digits.slice(-4)}`
  return digits.length > 0 ? '****' : `${Array.from(plain)[0] ?? ''}****`
}

/** Whether stars stand for something. Beside a number that is whole they hide nothing. */
function isStarred(plain: string): boolean {
  return plain.includes('**') && plain.split('*').every((part) => !/\d{8}/.test(part) && part.replace(/\D/g, '').length < 10)
}
