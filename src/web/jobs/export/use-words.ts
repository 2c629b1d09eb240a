import { exportEn } from '../../messages/export.en.ts'
import type { ExportMessages } from '../../messages/export.en.ts'
import type { Messages } from '../../messages/en.ts'
import { exportZhCN } from '../../messages/export.zh-CN.ts'
import { useMessages } from '../../messages/messages.tsx'
import type { Written } from './write-file.ts'

const catalogues = { en: exportEn, 'zh-CN': exportZhCN } as const

/** The words of the export; they travel with it, for the first row does not wait for them. */
export function useExportWords(): ExportMessages {
  const { language } = useMessages()
  return catalogues[language]
}

/** What became of an export, and what is missing from its file. */
export function writtenText({ count, pending, scanned }: Written, words: ExportMessages, { between }: Messages): string {
  return [words.done(count), ...(pending === 0 ? [] : [words.pending(pending)]), ...(scanned === undefined ? [] : [words.scanned(scanned.jobs, scanned.of)])].join(between.sentences)
}
