/** The words of the order of a list. */
export const orderEn = {
  title: 'Sort by',
  assetOrder: 'Asset order',
  newest: (name: string) => `${name}, newest first`,
  oldest: (name: string) => `${name}, oldest first`,
  ascending: (name: string) => `${name}, ascending`,
  descending: (name: string) => `${name}, descending`,
}
