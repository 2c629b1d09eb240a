import { displayEn } from './messages/display.en.ts'
import { displayZhCN } from './messages/display.zh-CN.ts'
import { useMessages } from './messages/messages.tsx'
import type { LanguageCode } from './messages/messages.tsx'

/** The words of the display settings; they travel with what shows them, for the first row does not wait for them. */
export const displayWords: Readonly<Record<LanguageCode, typeof displayEn>> = { en: displayEn, 'zh-CN': displayZhCN }

/** These, in the language that was chosen. */
export const useDisplayWords = () => displayWords[useMessages().language]
