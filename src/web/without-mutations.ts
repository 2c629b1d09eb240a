/**
 * What the build puts in the place of two parts of TanStack Query that its client always brings along, 1.4 kB of the first file: mutations
 * and lists without end. The page has neither: what it changes it sends by itself, and its lists have pages.
 */
export class MutationCache {
  resumePausedMutations = async (): Promise<void> => {}
  clear = (): void => {}
}

export function infiniteQueryBehavior(): never {
  throw new TypeError('the page is built without lists that have no end')
}
export const hasNextPage = () => false
export const hasPreviousPage = () => false
