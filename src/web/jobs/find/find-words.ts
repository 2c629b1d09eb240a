import { findEn } from '../../messages/find.en.ts'
import type { FindMessages } from '../../messages/find.en.ts'
import { findZhCN } from '../../messages/find.zh-CN.ts'
import { useMessages } from '../../messages/messages.tsx'

const catalogues = { en: findEn, 'zh-CN': findZhCN } as const

/** The words of the search; they travel with it, for the first row does not wait for them. */
export function useFindWords(): FindMessages {
  const { language } = useMessages()
  return catalogues[language]
}
