import type { ExportMessages } from './export.en.ts'
import { movers, providers } from './movers.zh-CN.ts'

/** The words of the export, in Simplified Chinese. */
export const exportZhCN: ExportMessages = {
  title: '导出',
  movers,
  providers,
  page: '本页',
  all: '全部符合条件的任务',
  hint: '包含原因，手机号保持脱敏。',
  progress: {
    jobs: (done: string, of: string) => `正在读取任务：${done} / ${of}`,
    reasons: (done: string, of: string) => `正在读取原因：${done} / ${of}`,
  },
  cancel: '取消',
  done: (count) => `已导出 ${count.toLocaleString('zh-CN')} 个任务。`,
  old: (age) => `部分数据可能是 ${age}前的：云端未及时返回更新的数据。`,
  oldScreen: (age) => `数据为页面上已读取的内容，其中最早的读取于 ${age}前。`,
  pending: (count) => `其中 ${count.toLocaleString('zh-CN')} 个缺少原因：云端未及时返回。`,
  scanned: (jobs, of) => `共 ${of.toLocaleString('zh-CN')} 个任务，仅读取了 ${jobs.toLocaleString('zh-CN')} 个，可能还有符合条件的任务未导出。`,
  failed: (why) => `未导出任何内容。${why}。`,
  ticks: {
    bar: '已勾选的任务',
    count: (count) => `已勾选 ${count.toLocaleString('zh-CN')} 个`,
    copyIds: '复制 ID',
    copyTable: '复制为表格',
    clear: '取消全部勾选',
  },
}
