import { exportEn } from '../../messages/export.en.ts'
import type { ExportMessages } from '../../messages/export.en.ts'
import { exportZhCN } from '../../messages/export.zh-CN.ts'
import { useMessages } from '../../messages/messages.tsx'

const catalogues = { en: exportEn, 'zh-CN': exportZhCN } as const

/** The words of the export; they travel with it, for the first row does not wait for them. */
export function useExportWords(): ExportMessages {
  const { language } = useMessages()
  return catalogues[language]
}
