import { histogramEn } from '../../messages/histogram.en.ts'
import type { HistogramMessages } from '../../messages/histogram.en.ts'
import { histogramZhCN } from '../../messages/histogram.zh-CN.ts'
import { useMessages } from '../../messages/messages.tsx'

const catalogues = { en: histogramEn, 'zh-CN': histogramZhCN } as const

/** The words of the picture; they travel with it, for the first row does not wait for them. */
export function useHistogramWords(): HistogramMessages {
  const { language } = useMessages()
  return catalogues[language]
}
