import type { FiltersMessages } from './filters.en.ts'
import { numberText as number } from './number-text.ts'

/** The words of the filters and their chips, in Simplified Chinese. */
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
    empty: '空值',
    notHere: '此数据源不支持',
    failed: '失败时间',
    last: (range) => `最近 ${range}`,
    sinceYesterday: '昨日以来',
    ownMidnight: (zone) => `从各人所用时区的零点起算，此处为${zone}。`,
    ranges: { m: '分钟', h: '小时', d: '天', w: '周' },
    rangeOne: { m: '分钟', h: '小时', d: '天', w: '周' },
    include: '是', exclude: '不是', or: '或',
    makeExclude: (chip) => `改为排除：${chip}`,
    makeInclude: (chip) => `改为包含：${chip}`,
    until: (from, to) => `${from} 至 ${to}`,
    since: (from) => `${from} 起`,
    before: (to) => `截至 ${to}`,
  },
}
