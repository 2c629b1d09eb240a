import { createContext, use } from 'react'
import { tellMissing } from '../missing-parts.ts'
import type { Preferences } from '../preferences.ts'
import { en } from './en.ts'
import type { Messages } from './en.ts'

export type LanguageCode = Preferences['language']

/** The catalogue of a language. English is in the first chunk, every other is fetched when it is chosen. */
export async function loadMessages(language: LanguageCode): Promise<Messages> {
  if (language === 'en') return en
  try {
    return (await import('./zh-CN.ts')).zhCN
  } catch (error) {
    tellMissing()
    throw error
  }
}

export const MessagesContext = createContext<{ messages: Messages; language: LanguageCode }>({ messages: en, language: 'en' })

/** The words of the page, in the language that was chosen. */
export function useMessages(): { messages: Messages; language: LanguageCode } {
  return use(MessagesContext)
}
