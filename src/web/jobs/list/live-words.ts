import { liveEn } from '../../messages/live.en.ts'
import { liveZhCN } from '../../messages/live.zh-CN.ts'
import { useMessages } from '../../messages/messages.tsx'

const liveWords = { en: liveEn, 'zh-CN': liveZhCN } as const

/** The words for what happens to a list; they travel with what tells of it, for the first row does not wait for them. */
export const useLiveWords = (): typeof liveEn => liveWords[useMessages().language]

/** What waits to be let in. Beyond the first page rows only move from page to page: nothing there is new. */
export const waitingText = ({ added, failed }: { added: number; failed: number }, page: number, words: typeof liveEn): string =>
  page === 1 && added > 0 ? words.waiting(added, failed) : words.hasChanged
