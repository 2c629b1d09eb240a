import type { orderEn } from './order.en.ts'

export const orderZhCN: typeof orderEn = {
  title: '排序方式',
  assetOrder: '资产顺序',
  newest: (name) => `${name}：最新在前`,
  oldest: (name) => `${name}：最早在前`,
  ascending: (name) => `${name}：升序`,
  descending: (name) => `${name}：降序`,
}
