import type { FindMessages } from './find.en.ts'

const number = (value: number) => value.toLocaleString('zh-CN')

/** The words of the search, in Simplified Chinese. */
export const findZhCN: FindMessages = {
  label: '按任务 ID、名称或批次片段、手机号后几位查找任务，也可查找批次或标签',
  short: '任务 ID、名称、批次、手机号后几位',
  filterBy: (name) => [`按${name}“`, '”筛选'],
  jobs: (count) => `${number(count)} 个任务`,
  asking: '正在各数据源中查找…',
  none: '没有找到任务。可输入手机号后四位加批次（如 1889 spring）、名称片段或任务 ID。',
  shown: (shown, of) => `显示 ${number(of)} 个中的 ${number(shown)} 个，多输入几个字可缩小范围。`,
  scanned: (source, jobs, of) => `${source}：共 ${number(of)} 个任务，已查找 ${number(jobs)} 个。`,
  problem: (source, words) => `${source}：${words}。`,
  minimum: '请至少输入两个字符。',
  meant: (text) => `按“${text}”查找。`,
  wholeNumber: (lastFour) => `手机号在此处均已脱敏，按后四位 ${lastFour} 查找。`,
}
