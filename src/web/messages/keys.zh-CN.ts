import type { KeysMessages } from './keys.en.ts'

/** Every word of the sheet of keys, in Simplified Chinese. */
export const keysZhCN: KeysMessages = {
  close: '关闭',
  groups: { list: '任务列表', job: '已打开的任务', find: '查找与筛选', go: '跳转' },
  keys: {
    down: '下一个任务',
    up: '上一个任务',
    open: '打开任务',
    peek: '预览：打开任务，焦点留在列表',
    tick: '勾选任务；按住 Shift：从上次勾选处连选',
    'previous-page': '上一页',
    'next-page': '下一页',
    load: '加载更新，或刷新列表',
    'copy-link': '复制链接',
    'copy-case': '复制工单材料',
    close: '关闭最上层的窗口',
    find: '查找任务',
    filters: '转到筛选条件',
    phase: '只看该阶段，顺序与列表上方一致；再按一次恢复全部',
    all: '全部阶段',
    'go-jobs': '此数据源的全部任务，不筛选',
    'go-failed': '此数据源的失败任务',
    help: '显示快捷键',
  },
  or: '或',
  next: '再按',
  to: '至',
  caps: { Space: '空格', Enter: 'Enter', Escape: 'Esc' },
  note: '输入文字时快捷键不生效。可在显示设置中关闭快捷键。',
  off: '快捷键已关闭。',
  switchOn: '开启',
}
