import { useMessages } from '../../messages/messages.tsx'
import type { LanguageCode } from '../../messages/messages.tsx'
import type { FiltersMessages } from '../../messages/filters.en.ts'
import { panelEn } from '../../messages/panel.en.ts'
import type { PanelMessages } from '../../messages/panel.en.ts'
import { panelZhCN } from '../../messages/panel.zh-CN.ts'

/** The panel's own catalogues travel with its chunk: the first row does not wait for them. */
const panelMessages: Readonly<Record<LanguageCode, PanelMessages>> = { en: panelEn, 'zh-CN': panelZhCN }

/** The words of the panel of filters, in the language of the page. */
export function usePanelWords(): PanelMessages & FiltersMessages['panel'] {
  const { messages, language } = useMessages()
  return { ...messages.panel, ...panelMessages[language] }
}
