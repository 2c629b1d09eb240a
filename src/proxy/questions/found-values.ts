import type { FoundValue } from '#contract/find.ts'

const mostValues = 5
const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign) && !/\p{Script=Han}/u.test(sign)

/** Whether a word of the value begins with the needle, which is in small letters. Han signs stand each for themselves. */
function hasWordFrom(value: string, needle: string): boolean {
  const text = value.toLocaleLowerCase('en')
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    if (!isWordSign(text[at - 1]) || !isWordSign(needle[0])) return true
  }
  return false
}

/** The values in which a word begins with the text, as often as jobs carry them; at most five, the most frequent first. */
export function foundValues(valuesOfJobs: readonly (readonly string[])[], text: string): FoundValue[] {
  const needle = text.toLocaleLowerCase('en')
  const jobs = new Map<string, number>()
  for (const values of valuesOfJobs) for (const value of new Set(values)) jobs.set(value, (jobs.get(value) ?? 0) + 1)
  return [...jobs]
    .filter(([value]) => hasWordFrom(value, needle))
    .sort(([a, many], [b, fewer]) => fewer - many || a.localeCompare(b, 'en'))
    .slice(0, mostValues)
    .map(([value, count]) => ({ value, jobs: count }))
}
