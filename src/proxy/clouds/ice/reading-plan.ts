/** What is remembered of a page of the list, to decide whether to read it again. */
export interface PageFacts {
  /** The round in which it was read last. */
  round: number
  /** Some job on it moves by itself. */
  isMoving: boolean
  /** Rows without an id that can be used. */
  unreadable: number
}

export interface ReadingPlan {
  /** What was read before, by the number of the page. */
  pages: ReadonlyMap<number, PageFacts>
  round: number
  /** How many pages there are to read. */
  last: number
  /** As many jobs are known as there should be, or as many fewer as a whole reading could not find either. */
  isSettled: boolean
}

/** Up to so many pages, 3,000 jobs, are read in every round; of longer lists that is what a round reads. */
export const roundPages = 30
/** A round's places for pages with jobs that move; the others are for those that were not read for longest. */
const movingPages = 10

/**
 * The page to read next in this round, or `undefined` when it is over. The order of the list is not documented, so a page may change
 * at any place; yet few do. Of a long list a round reads the first and the last page, where a list that is in the order of time
 * grows, some with jobs that move, and those that were not read for longest: every page comes within a few rounds. When the
 * total says that some job came or went elsewhere, the round goes on until it is met. Pure.
 */
export function nextPage({ pages, round, last, isSettled }: ReadingPlan): number | undefined {
  const numbers = Array.from({ length: last }, (_, index) => index + 1)
  const due = numbers.filter((number) => pages.get(number)?.round !== round)
  const [first] = due
  if (first === undefined || last <= roundPages || due.some((number) => !pages.has(number))) return due.find((number) => !pages.has(number)) ?? first
  const countRead = last - due.length
  if (countRead >= roundPages && isSettled) return undefined
  if (first === 1) return 1
  if (due.at(-1) === last) return last
  const roundOf = (number: number) => pages.get(number)?.round ?? 0
  const moving = countRead < 2 + movingPages ? due.filter((number) => pages.get(number)?.isMoving === true) : []
  return (moving.length > 0 ? moving : due).toSorted((one, other) => roundOf(one) - roundOf(other))[0]
}
