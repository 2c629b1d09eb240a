import { exportEn } from '../../messages/export.en.ts'
import type { ExportMessages } from '../../messages/export.en.ts'
import { exportZhCN } from '../../messages/export.zh-CN.ts'
import { useMessages } from '../../messages/messages.tsx'
import { durationText } from '../../ui/time-text.ts'
import type { Written } from './write-file.ts'

const catalogues = { en: exportEn, 'zh-CN': exportZhCN } as const

/** The words of the export; they travel with it, for the first row does not wait for them. */
export function useExportWords(): ExportMessages {
  const { language } = useMessages()
  return catalogues[language]
}

/** What became of an export, and what its file lacks. */
export function writtenText({ count, pending, scanned, oldMs }: Written, words: ExportMessages, { messages, language }: ReturnType<typeof useMessages>): string {
  const sentences = [
    words.done(count),
    ...(oldMs === undefined ? [] : [words.old(durationText(oldMs, language))]),
    ...(pending === 0 ? [] : [words.pending(pending)]),
    ...(scanned === undefined ? [] : [words.scanned(scanned.jobs, scanned.of)]),
  ]
  return sentences.join(messages.between.sentences)
}
