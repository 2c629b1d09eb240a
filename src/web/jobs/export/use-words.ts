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

/** The rows of the screen are read anew so often; where they are no older than that nobody need be told. */
const usualAgeMs = 120_000

/** What became of an export, and what its file lacks. */
export function writtenText({ count, pending, scanned, oldMs, isOfScreen }: Written, words: ExportMessages, { messages, language }: ReturnType<typeof useMessages>): string {
  const sentences = [
    words.done(count),
    ...(oldMs === undefined || (isOfScreen && oldMs < usualAgeMs) ? [] : [words[isOfScreen ? 'oldScreen' : 'old'](durationText(oldMs, language))]),
    ...(pending === 0 ? [] : [words.pending(pending)]),
    ...(scanned === undefined ? [] : [words.scanned(scanned.jobs, scanned.of)]),
  ]
  return sentences.join(messages.between.sentences)
}
