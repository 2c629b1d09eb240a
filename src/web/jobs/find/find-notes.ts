import type { Found } from '#contract/find.ts'
import type { Source } from '#contract/source.ts'
import { ApiError } from '../../api.ts'
import type { Messages } from '../../messages/en.ts'
import type { FindMessages } from '../../messages/find.en.ts'
import { errorText } from '../list/error-text.ts'
import { pastedId } from './pasted-id.ts'
import { lastFourOf } from './use-find.ts'
import type { useFind } from './use-find.ts'

/** What a reader must know of a search over every source: that it goes on, failed, found none, or could not look everywhere. */
export function findNotes(text: string, { found, hits, error, isAsking, isTooShort }: ReturnType<typeof useFind>, mostShown: number, sources: readonly Source[], messages: Messages, words: FindMessages): string[] {
  if (isTooShort) return [words.minimum]
  if (error !== null) return [errorText(error, undefined, messages).title]
  const lastFour = lastFourOf(pastedId(text) ?? text)
  const hint = lastFour === undefined ? [] : [words.wholeNumber(lastFour)]
  if (isAsking || found === undefined) return [...hint, words.asking]
  return [
    ...(found.meant === undefined || found.meant === lastFour ? [] : [words.meant(found.meant)]),
    ...hint,
    ...(hits.length === 0 ? [words.none] : []),
    ...(found.matches.length > mostShown ? [words.shown(mostShown, found.matches.length)] : []),
    ...found.sources.flatMap((one) => sourceNotes(one, sources, messages, words)),
  ]
}

export const sourceLabel = (sources: readonly Source[], id: string): string => sources.find((one) => one.id === id)?.label ?? id

function sourceNotes({ id, problem, scanned }: Found['sources'][number], sources: readonly Source[], messages: Messages, words: FindMessages): string[] {
  const label = sourceLabel(sources, id)
  const cloud = sources.find((one) => one.id === id)?.cloud
  if (problem !== undefined) return [words.problem(label, errorText(new ApiError('problem', { problem }), cloud, messages).title)]
  return scanned === undefined || scanned.jobs >= scanned.of ? [] : [words.scanned(label, scanned.jobs, scanned.of)]
}
