import { useMessages } from '../../messages/messages.tsx'
import { pagerEn } from '../../messages/pager.en.ts'
import { pagerZhCN } from '../../messages/pager.zh-CN.ts'

const catalogues = { en: pagerEn, 'zh-CN': pagerZhCN } as const

/** The words of the pages of the list; they travel with what shows them, for the first row does not wait for them. */
export const usePagerWords = () => catalogues[useMessages().language]
