import type { HistogramMessages } from './histogram.en.ts'

const number = (value: number) => value.toLocaleString('zh-CN')

/** Every word of the picture above the list, in Simplified Chinese. */
export const histogramZhCN: HistogramMessages = {
  title: '创建量',
  per: { hour: '每小时创建', day: '每天创建', week: '每周创建' },
  label: { hour: '每小时创建的任务数', day: '每天创建的任务数', week: '每周创建的任务数' },
  end: { hour: '现在', day: '今天', week: '本周' },
  count: (count) => `${number(count)} 个任务`,
  failed: (failed) => `${number(failed)} 个失败`,
  failedUnknown: '失败数尚未统计',
  summary: (range, count, failed, peak) =>
    `${range}创建 ${number(count)} 个任务${failed === undefined ? '' : `，其中 ${number(failed)} 个失败`}。峰值：${peak}。`,
  range: (range) => `${range}期间`,
  keys: '用方向键逐个查看，同时按住 Shift 选择一段时间，按 Enter 显示其中的任务，按 Esc 放弃选择。',
  none: '这段时间内没有创建任务。',
  broken: '无法读取统计数据。',
  inexact: '不精确',
  table: '表格',
  tableLabel: '以表格查看数量',
  columns: { range: '创建时间', count: '任务数', failed: '失败' },
  unknown: '尚未统计',
  allDates: '全部时间',
  allDatesHint: '重新显示所有时间创建的任务',
  why: {
    counting: '有的任务尚未计入，或没有创建时间。',
    scanned: (jobs, of) => `仅统计了 ${number(of)} 个任务中能读取到的 ${number(jobs)} 个。`,
    stale: '上次刷新失败，显示的是较早的数据。',
    cut: '所选时间过长，开头部分未显示。',
  },
  hide: '隐藏创建量图',
  hideHint: '隐藏后可在显示设置中恢复。',
  setting: '创建量图',
  settings: { shown: '显示', hidden: '隐藏' },
}
