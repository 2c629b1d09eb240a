import type { LanguageCode } from '../messages/messages.tsx'
import { useMessages } from '../messages/messages.tsx'
import { signInEn } from '../messages/sign-in.en.ts'
import type { SignInMessages } from '../messages/sign-in.en.ts'
import { signInZhCN } from '../messages/sign-in.zh-CN.ts'

/** These catalogues travel with the parts that need them: the first row does not wait for them. */
const signInMessages: Readonly<Record<LanguageCode, SignInMessages>> = { en: signInEn, 'zh-CN': signInZhCN }

/** The words of signing in and out, in the language of the page. */
export function useSignInWords(): SignInMessages {
  return signInMessages[useMessages().language]
}
