import { jobIdPattern } from '#contract/job.ts'

const hexId = /^[0-9a-f]{32}$/i

/**
 * The job that an address leads to, of this product or of a cloud’s console: what stands behind a word for jobs, else the last id in
 * it. `undefined`: the text is no address, or holds no id.
 */
export function pastedId(text: string): string | undefined {
  const address = text.trim()
  if (!/^https?:\/\/\S+$/i.test(address)) return undefined
  const words = address.replace(/^https?:\/\/[^/?#]*/i, '').split(/[/?#&=]/).filter((word) => jobIdPattern.test(word))
  const named = words.find((word, index) => /\d/.test(word) && word.length >= 8 && /job/i.test(words[index - 1] ?? ''))
  return named ?? words.findLast((word) => hexId.test(word))
}
