import { jobIdPattern } from '#contract/job.ts'

const hexId = /^[0-9a-f]{32}$/i

/** Behind it stands a job; `avatar-jobs` is the place of one. */
const jobWord = /^(?:jobs?|job[_-]?ids?)$/i
/** Behind it stands an id of something else. */
const otherWord = /project|tenant|asset|domain|agency/i

/**
 * The job that an address leads to, of this product or of a cloud’s console: what stands behind the last word for jobs, else the last
 * id in it that is not said to be another thing’s. `undefined`: the text is no address, or holds no such id; then it may be a list’s.
 */
export function pastedId(text: string): string | undefined {
  const address = text.trim()
  if (!/^https?:\/\/\S+$/i.test(address)) return undefined
  const words = address.replace(/^https?:\/\/[^/?#]*/i, '').split(/[/?#&=]/).filter((word) => jobIdPattern.test(word))
  const before = (index: number) => words[index - 1] ?? ''
  const named = words.findLast((word, index) => /\d/.test(word) && word.length >= 8 && jobWord.test(before(index)))
  return named ?? words.findLast((word, index) => hexId.test(word) && !otherWord.test(before(index)))
}
