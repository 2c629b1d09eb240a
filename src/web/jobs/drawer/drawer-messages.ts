import type { Cloud } from '#contract/job-states.ts'
import { drawerEn } from '../../messages/drawer.en.ts'
import type { DrawerMessages } from '../../messages/drawer.en.ts'
import { drawerZhCN } from '../../messages/drawer.zh-CN.ts'
import { logLabels as logLabelsEn } from '../../messages/log-labels.en.ts'
import { logLabels as logLabelsZhCN } from '../../messages/log-labels.zh-CN.ts'
import { iceLabels, metastudioLabels } from '../../messages/state-labels.zh-CN.ts'
import { useMessages } from '../../messages/messages.tsx'
import type { LanguageCode } from '../../messages/messages.tsx'
import { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/en.ts'

/** The drawer's catalogues. Both travel with its chunk: the text for a customer is written in either language. */
export const drawerMessages: Readonly<Record<LanguageCode, DrawerMessages>> = { en: drawerEn, 'zh-CN': drawerZhCN }
const logLabels: Readonly<Record<LanguageCode, Readonly<Record<string, string>>>> = { en: logLabelsEn, 'zh-CN': logLabelsZhCN }

/** Labels of states by code, in either language: the text for a customer names the state of the job. */
export const stateLabels: Readonly<Record<LanguageCode, Record<Cloud, Readonly<Record<string, string>>>>> = {
  en: en.states,
  'zh-CN': { metastudio: metastudioLabels, ice: iceLabels },
}

export interface DrawerWords {
  messages: Messages
  drawer: DrawerMessages
  /** Labels of log entries by code; a code that is not in it is shown as it is. */
  logLabels: Readonly<Record<string, string>>
  language: LanguageCode
}

/** The words of the drawer, in the language of the page. */
export function useDrawerMessages(): DrawerWords {
  const { messages, language } = useMessages()
  return { messages, language, drawer: drawerMessages[language], logLabels: logLabels[language] }
}
