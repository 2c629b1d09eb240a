const counted = (count: number, one: string, many: string) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** The words of a list without a row. */
export const noRowsEn = {
  emptyTitle: 'No training jobs here yet',
  emptyText: 'The first one will appear by itself within a minute of its creation.',
  otherSource: (source: string) => `Look at another source: ${source}`,
  noMatchTitle: (filters: number) => (filters === 1 ? 'No job matches this filter' : `No job matches all ${filters} filters`),
  noMatchText: 'Drop one of them:',
  brings: (count: number) => (count === 0 ? 'brings none' : `brings ${counted(count, 'job', 'jobs')}`),
  nearBatches: 'Batches with a similar name:',
  pastEndTitle: 'There is no such page',
  pastEndText: (count: number, pages: number) => `${counted(count, 'job', 'jobs')} on ${counted(pages, 'page', 'pages')}.`,
  lastPage: 'Go to the last page',
}
