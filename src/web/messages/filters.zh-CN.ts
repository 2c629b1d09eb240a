import type { FiltersMessages } from './filters.en.ts'

const number = (value: number) => value.toLocaleString('zh-CN')

/** The words of the filters, their chips and the search box, in Simplified Chinese. */
export const filtersZhCN: FiltersMessages = {
  panel: {
    title: '筛选',
    open: (count) => (count === 0 ? '筛选' : `筛选（${count}）`),
    close: '关闭',
    show: (count) => (count === undefined ? '查看任务' : `查看 ${number(count)} 个任务`),
    created: '创建时间',
    yes: '是', no: '否',
  },

  chips: {
    label: '已启用的筛选条件',
    remove: (chip) => `移除筛选条件：${chip}`,
    clear: '全部清除',
    notRecognised: '无法识别',
    notHere: '此数据源不支持',
    failed: '失败时间',
    last: (range) => `最近 ${range}`,
    ranges: { m: '分钟', h: '小时', d: '天', w: '周' },
    rangeOne: { m: '分钟', h: '小时', d: '天', w: '周' },
    include: '是', exclude: '不是',
    makeExclude: (chip) => `改为排除：${chip}`,
    makeInclude: (chip) => `改为包含：${chip}`,
    until: (from, to) => `${from} 至 ${to}`,
    since: (from) => `${from} 起`,
    before: (to) => `截至 ${to}`,
    brings: (count) => `可得 ${number(count)} 个任务`,
    bringsNone: '仍无任务',
  },

  find: {
    label: '按任务 ID、名称片段或手机号后几位查找任务',
    short: '任务 ID、名称、手机号后几位',
    asking: '正在各数据源中查找…',
    none: '没有找到任务。',
    shown: (shown, of) => `显示 ${number(of)} 个中的 ${number(shown)} 个，多输入几个字可缩小范围。`,
    scanned: (source, jobs, of) => `${source}：共 ${number(of)} 个任务，已查找 ${number(jobs)} 个。`,
    problem: (source, words) => `${source}：${words}。`,
    minimum: '请至少输入两个字符。',
    wholeNumber: (lastFour) => `手机号在此处均已脱敏，按后四位 ${lastFour} 查找。`,
  },
}
