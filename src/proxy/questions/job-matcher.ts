import type { Job } from '#contract/job.ts'

/** What people write between the words of a search; around the text it means nothing. */
const betweenWords = '[\\s,;，；、]+'
const wordGap = new RegExp(betweenWords)
export const searchEdges = new RegExp(`^${betweenWords}|${betweenWords}$`, 'g')

/** Whether a job is meant by the text as a whole, or by each of its words: `0279, spring` is a phone's end and a part of a batch. */
export function toMatcher(text: string): (job: Job) => boolean {
  const isWhole = toWordMatcher(text)
  const words = text.split(wordGap).filter((word) => word !== '')
  if (words.length < 2) return isWhole
  const areWords = words.map(toWordMatcher)
  return (job) => isWhole(job) || areWords.every((isWord) => isWord(job))
}

/** An id as the list shows it: its begin, dots of either sort, its end. */
const shortId = /^([\da-z-]{4,})(?:…|⋯|\.{2,})([\da-z-]{3,})$/i

/** By id, by name or batch (without regard to case), or by the digits its masked contact shows; those may be written as it shows them. */
function toWordMatcher(text: string): (job: Job) => boolean {
  const needle = text.toLocaleLowerCase('en')
  const phone = toPhone(text)
  const [, begin, end] = shortId.exec(needle) ?? []
  return (job) =>
    job.job_id === text ||
    (begin !== undefined && end !== undefined && job.job_id.toLowerCase().startsWith(begin) && job.job_id.toLowerCase().endsWith(end)) ||
    (needle.length >= 6 && job.job_id.toLowerCase().includes(needle)) ||
    job.name.toLocaleLowerCase('en').includes(needle) ||
    (job.batch_name?.toLocaleLowerCase('en').includes(needle) ?? false) ||
    (phone !== undefined && job.contact !== undefined && isShown(job.contact, phone))
}

/** The digits before and after the stars, as the page writes a number (`138****5599`, `*5599`); without stars all of them are the end. */
function toPhone(text: string): { start: string; end: string } | undefined {
  const [start = '', tail, ...more] = text.split(/[*＊]+/)
  const end = toPhoneDigits(tail ?? start)
  if (end === undefined || more.length > 0) return undefined
  if (tail === undefined) return { start: '', end }
  return /^\+?[\d\s()-]*$/.test(start) ? { start: start.replace(/\D/g, '').replace(/^(?:00)?86(?=1|$)/, ''), end } : undefined
}

/** The digits of what may be a phone number or its end, without country code; `undefined` for anything else. */
export function toPhoneDigits(text: string): string | undefined {
  if (!/^\+?[\d\s()-]+$/.test(text)) return undefined
  const digits = text.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '')
  return digits.length >= 4 ? digits : undefined
}

/** Whether the text is a whole Chinese mobile number, of which the masks show only a part. */
export const isWholePhone = (text: string): boolean => /^1[3-9]\d{9}$/.test(toPhoneDigits(text) ?? '')

/**
 * Whether a masked contact may begin and end with these digits: the last four must be shown and equal; of the others those that are
 * shown are compared, and a star may be any digit.
 */
function isShown(contact: string, { start, end }: { start: string; end: string }): boolean {
  const shown = contact.replace(/^\+?86[\s-]?(?=1)/, '').replace(/[\s-]/g, '')
  if (!/\d{4}$/.test(shown) || start.length + end.length > shown.length) return false
  const isLike = (part: string, digits: string) => Array.from(part).every((character, index) => character === '*' || character === digits[index])
  return isLike(shown.slice(0, start.length), start) && isLike(shown.slice(-end.length), end)
}
