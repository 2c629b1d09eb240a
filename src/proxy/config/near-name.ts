/**
 * The name that was probably meant: one that is the same, else one that is one slip away, else the one that shares the most pairs of letters,
 * where it shares more than half of them (Dice's coefficient).
 *
 * @param toOwn gives the part of a name that counts
 */
export function nearName(name: string, known: readonly string[], toOwn: (name: string) => string = (whole) => whole): string | undefined {
  const own = toOwn(name)
  const slipped = known.find((other) => toOwn(other) === own) ?? known.find((other) => isOneSlip(toOwn(other), own))
  if (slipped !== undefined) return slipped
  const pairs = toPairs(own)
  const [best] = known
    .map((other) => ({ other, theirs: toPairs(toOwn(other)) }))
    .map(({ other, theirs }) => ({ other, likeness: (2 * theirs.filter((pair) => pairs.includes(pair)).length) / (theirs.length + pairs.length) }))
    .toSorted((one, another) => another.likeness - one.likeness)
  return best !== undefined && best.likeness > 0.6 ? best.other : undefined
}

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

const toPairs = (own: string): string[] => Array.from({ length: Math.max(0, own.length - 1) }, (_, at) => own.slice(at, at + 2))
