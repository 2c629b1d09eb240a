import type { noRowsEn } from './no-rows.en.ts'

const number = (value: number) => value.toLocaleString('zh-CN')

export const noRowsZhCN: typeof noRowsEn = {
  emptyTitle: '这里还没有训练任务',
  emptyText: '首个任务创建后，一分钟内会自动显示在这里。',
  otherSource: (source) => `查看其他数据源：${source}`,
  noMatchTitle: (filters) => (filters === 1 ? '没有任务符合此条件' : `没有任务同时符合这 ${filters} 个条件`),
  noMatchText: '可以去掉其中一个：',
  brings: (count) => (count === 0 ? '去掉后仍无任务' : `去掉后有 ${number(count)} 个任务`),
  nearBatches: '名称相近的批次：',
  pastEndTitle: '没有这一页',
  pastEndText: (count, pages) => `共 ${number(count)} 个任务，${number(pages)} 页。`,
  lastPage: '转到末页',
}
