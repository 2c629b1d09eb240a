import { copiedEn } from '../../messages/copied.en.ts'
import { copiedZhCN } from '../../messages/copied.zh-CN.ts'
import type { LanguageCode } from '../../messages/messages.tsx'

/** What became of the copying that a key asked for. */
export type CopyOutcome = keyof typeof copiedEn

export const copiedWords: Readonly<Record<LanguageCode, typeof copiedEn>> = { en: copiedEn, 'zh-CN': copiedZhCN }
