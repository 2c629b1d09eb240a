/** The words of the pages of the list, in English. The other languages have this shape. */
export const pagerEn = {
  rows: (from: number, to: number, count: number) => `${from.toLocaleString('en')}–${to.toLocaleString('en')} of ${count.toLocaleString('en')}`,
  perPage: (count: number) => `${count} per page`,
  perPageLabel: 'Rows per page',
  pages: 'Pages',
  page: (page: number) => `Page ${page.toLocaleString('en')}`,
  pageOf: (page: number, pages: number) => `${page.toLocaleString('en')} / ${pages.toLocaleString('en')}`,
  first: 'First page', previous: 'Previous page', next: 'Next page', last: 'Last page',
}
