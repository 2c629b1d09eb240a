import { useDisplayWords } from '../display-words.ts'
import { useHistogramWords } from '../jobs/histogram/use-words.ts'
import { useExportWords } from '../jobs/export/use-words.ts'
import { useFindWords } from '../jobs/find/find-words.ts'
import { usePanelWords } from '../jobs/filters/panel-words.ts'
import { columnsEn } from '../messages/columns.en.ts'
import { columnsZhCN } from '../messages/columns.zh-CN.ts'
import { keysEn } from '../messages/keys.en.ts'
import { keysZhCN } from '../messages/keys.zh-CN.ts'
import { useMessages } from '../messages/messages.tsx'
import { paletteEn } from '../messages/palette.en.ts'
import { paletteZhCN } from '../messages/palette.zh-CN.ts'

const own = { en: { palette: paletteEn, keys: keysEn, columns: columnsEn }, 'zh-CN': { palette: paletteZhCN, keys: keysZhCN, columns: columnsZhCN } } as const

/** The words of the palette, and of what it leads to: each thing is called here as it is called there. */
export function usePaletteWords() {
  const { messages, language } = useMessages()
  return { messages, ...own[language], panel: usePanelWords(), histogram: useHistogramWords(), display: useDisplayWords(), find: useFindWords(), exports: useExportWords() }
}

export type PaletteWords = ReturnType<typeof usePaletteWords>
