import type { liveEn } from './live.en.ts'
import { numberText as number } from './number-text.ts'

/** What happens to a list while it is read, in Simplified Chinese. */
export const liveZhCN: typeof liveEn = {
  waiting: (added, failed) => {
    const all = `新增 ${number(added)} 个`
    if (failed === 0) return all
    return added === 1 ? `${all}，已失败` : failed === added ? `${all}，均已失败` : `${all}，其中 ${number(failed)} 个失败`
  },
  waitingHint: '加载更新',
  hasChanged: '列表有变化',
  announced: (what) => `${what}。`,
  changed: (count) => `本页有 ${number(count)} 个任务的状态已变化。`,
}
