import type { copiedEn } from './copied.en.ts'

export const copiedZhCN: typeof copiedEn = {
  list: '已复制此列表的链接',
  movingList: '已复制此列表的链接。其中的时间范围是相对的，会随打开链接的时间变化。',
  zonedList: '已复制此列表的链接。其中的时间范围是相对的，会随打开链接的时间和时区变化。',
  job: '已复制此任务的链接',
  refused: '此浏览器不允许在此处复制。',
}
