import type { JobDetail } from '#contract/job-detail.ts'
import type { LanguageCode } from '../../messages/messages.tsx'

/** Outside text on one line, without signs that cannot be seen. */
export const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()

/**
 * The cloud's own sentence of why the job failed or was stopped and stands, on one line. `undefined`: there is none. What staff wrote
 * in the discussion is none, although the drawer shows it as theirs: it may be about something else.
 */
export function customerQuote({ job, reason }: Pick<JobDetail, 'job' | 'reason'>): string | undefined {
  if (job.phase !== 'failed' && job.phase !== 'stopped') return undefined
  const said = reason?.past === false ? reason.text : undefined
  const text = oneLine(said ?? (job.cloud === 'ice' ? job.message : undefined) ?? '')
  return text === '' ? undefined : text
}

/** The language that words from a cloud are in: clouds write Chinese and English. `undefined`: neither, or too little to tell. */
export function quoteLanguage(text: string): LanguageCode | undefined {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)) return undefined
  const signs = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/[a-z]{2,}/gi)?.length ?? 0
  if (signs > words) return 'zh-CN'
  return words > 1 ? 'en' : undefined
}
