import type { displayEn } from './display.en.ts'

export const displayZhCN: typeof displayEn = {
  language: '语言',
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  zone: '时区',
  clockBehind: (span) => `本机时钟慢了 ${span}，相对时间按服务器时间计算。`,
  clockAhead: (span) => `本机时钟快了 ${span}，相对时间按服务器时间计算。`,
  density: '行高',
  densities: { comfortable: '宽松', compact: '紧凑' },
  keys: '快捷键',
  keyChoices: { on: '开启', off: '关闭' },
  timeHint: '点击复制 UTC 时间',
  timeCopied: (iso) => `已复制：${iso}`,
}
