import type { pagerEn } from './pager.en.ts'

const number = (value: number) => value.toLocaleString('zh-CN')

export const pagerZhCN: typeof pagerEn = {
  rows: (from, to, count) => `第 ${number(from)}–${number(to)} 条，共 ${number(count)} 条`,
  perPage: (count) => `${count} 条/页`,
  perPageLabel: '每页条数',
  pages: '分页',
  page: (page) => `第 ${number(page)} 页`,
  pageOf: (page, pages) => `${number(page)} / ${number(pages)}`,
  first: '首页', previous: '上一页', next: '下一页', last: '末页',
}
