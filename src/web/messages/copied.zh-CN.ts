import type { copiedEn } from './copied.en.ts'

export const copiedZhCN: typeof copiedEn = {
  list: '已复制此列表的链接',
  movingList: '已复制此列表的链接。其中的时间范围会移动：取决于打开链接的时间和时区。',
  job: '已复制此任务的链接',
  refused: '此浏览器不允许在此处复制。',
}
