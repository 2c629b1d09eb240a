import { isFilterName } from '#contract/job-filters.ts'
import type { Cloud } from '#contract/job-states.ts'
import { ApiError } from '../../api.ts'
import type { Messages } from '../../messages/en.ts'
import { problemsEn } from '../../messages/problems.en.ts'
import { problemsZhCN } from '../../messages/problems.zh-CN.ts'
import { filterText } from '../filters/filter-text.ts'
import { plainText } from './faces.tsx'

const words = { en: problemsEn, 'zh-CN': problemsZhCN } as const

/**
 * What an error means to a person, in words.
 *
 * @param isSessionOver see `useIsSessionOver`: who was turned away has to sign in again
 */
export function errorText(error: Error, cloud: Cloud | undefined, messages: Messages, isSessionOver = false): { title: string; text: string } {
  if (!(error instanceof ApiError) || error.problem === undefined) return plainText(error, messages, isSessionOver)
  const { problems, refused } = words[messages.language]
  const { code, parameter, detail } = error.problem
  const { title, text } = problems[code]
  const told = typeof title === 'string' ? title : title(cloud === undefined ? '' : messages.clouds[cloud])
  if (code !== 'bad_request') return { title: told, text }
  const filter = parameter !== undefined && isFilterName(parameter) ? filterText(parameter, cloud, messages) : parameter
  return { title: told, text: refused(filter, detail) }
}
