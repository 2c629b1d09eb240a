import { configVariables, type ConfigVariable } from './variables.ts'

const variables: readonly ConfigVariable[] = configVariables
const known = new Set(variables.flatMap(({ name, orFile }) => (orFile === true ? [name, `${name}_FILE`] : [name])))

/** Mistakes: names with our own prefix that nobody reads. Whoever mistypes one would believe in a setting that does nothing. */
export function unknownNames(names: readonly string[]): string[] {
  const unknown = names.filter((name) => name.startsWith('UNDERSTUDY_') && !known.has(name))
  return unknown.map((name) => `${toShown(name)}: there is no such variable.${near(name) ?? ' --help lists those there are.'}`)
}

/** The vendors' prefixes: their other tools read variables of their own, so a name we do not know is only probably a slip. */
const cloudPrefix = /^(?:HUAWEICLOUD|METASTUDIO|ALIBABA_CLOUD|ICE)_/

/** Warnings: names of a vendor that nobody reads here, `named` by no file of accounts either. */
export function unreadNames(names: readonly string[], named: ReadonlySet<string>): string[] {
  const unread = names.filter((name) => cloudPrefix.test(name) && !known.has(name) && !named.has(name))
  return unread.map((name) => `${toShown(name)} is not a variable that Understudy reads.${near(name) ?? ' --help lists those it does.'}`)
}

const toShown = (name: string) => name.replace(/[^A-Za-z0-9_]/g, '?').slice(0, 60)

/** The known name that is one slip away, else the one that shares the most pairs of letters, where it shares more than half of them (Dice's coefficient). */
function near(name: string): string | undefined {
  const slipped = [...known].find((other) => isOneSlip(toOwn(other), toOwn(name)))
  if (slipped !== undefined) return ` Is it ${slipped}?`
  const pairs = toPairs(toShown(name))
  const [best] = [...known]
    .map((other) => ({ other, likeness: (2 * toPairs(other).filter((pair) => pairs.includes(pair)).length) / (toPairs(other).length + pairs.length) }))
    .toSorted((one, another) => another.likeness - one.likeness)
  return best !== undefined && best.likeness > 0.6 ? ` Is it ${best.other}?` : undefined
}

/** Without our prefix, which all of ours share; people also put it before those that have none. */
const toOwn = (name: string) => name.replace(/^UNDERSTUDY_/, '')

/** Whether two names differ by one letter, or by two that changed places. In short names that leaves hardly a pair alike. */
function isOneSlip(one: string, other: string): boolean {
  let front = 0
  while (front < one.length && one[front] === other[front]) front += 1
  let back = 0
  const rest = Math.min(one.length, other.length) - front
  while (back < rest && one.at(-1 - back) === other.at(-1 - back)) back += 1
  const [mine, theirs] = [one, other].map((name) => name.slice(front, name.length - back))
  if (mine === undefined || theirs === undefined) return false
  return (mine.length <= 1 && theirs.length <= 1) || (mine.length === 2 && theirs === `${mine[1]}${mine[0]}`)
}

function toPairs(name: string): string[] {
  const own = toOwn(name)
  return Array.from({ length: Math.max(0, own.length - 1) }, (_, at) => own.slice(at, at + 2))
}
