import type { LanguageCode } from '../../messages/messages.tsx'
import { noticeEn } from '../../messages/notice.en.ts'
import { noticeZhCN } from '../../messages/notice.zh-CN.ts'

/** The words of trouble; they travel with what tells of it, for the first row does not wait for them. */
export const noticeWords: Readonly<Record<LanguageCode, typeof noticeEn>> = { en: noticeEn, 'zh-CN': noticeZhCN }
