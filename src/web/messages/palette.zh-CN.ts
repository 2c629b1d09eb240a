import type { PaletteMessages } from './palette.en.ts'

const number = (value: number) => value.toLocaleString('zh-CN')

/** Every word of the command palette, in Simplified Chinese. */
export const paletteZhCN: PaletteMessages = {
  label: '查找命令、视图、状态、数据源、设置或任务',
  short: '命令、视图、状态或任务',
  results: '结果',
  groups: { recent: '最近使用', view: '视图', action: '操作', source: '数据源', state: '阶段', display: '显示' },
  kinds: { view: '视图', action: '操作', source: '数据源', phase: '阶段', state: '状态', display: '显示' },
  actions: { filters: '转到筛选条件', 'copy-link': '复制链接' },
  setting: (setting, value) => `${setting}：${value}`,
  isOn: '当前',
  close: '关闭',
  count: (count) => `${number(count)} 个结果。`,
  keys: { move: '移动', choose: '选择', close: '关闭' },
}
