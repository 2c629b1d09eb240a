import type { columnsEn } from './columns.en.ts'

export const columnsZhCN: typeof columnsEn = {
  title: '列',
  earlier: (name) => `将“${name}”左移`,
  later: (name) => `将“${name}”右移`,
  narrower: (name) => `缩窄“${name}”`,
  wider: (name) => `加宽“${name}”`,
  placed: (name, place, of) => `“${name}”：第 ${place} 列，共 ${of} 列。`,
  wide: (name, px) => `“${name}”：宽 ${px} 像素。`,
  rest: '占用剩余宽度。',
  hint: '保存在此浏览器中。',
  reset: '恢复默认',
}
