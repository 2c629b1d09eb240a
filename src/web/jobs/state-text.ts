import { stateFacts } from '#contract/job-states.ts'
import type { Cloud } from '#contract/job-states.ts'
import type { Messages } from '../messages/en.ts'

/** The label of a state, or the raw code of one that is in no catalogue; `isCode` says which, for the typeface. */
export function stateText(messages: Messages, cloud: Cloud, state: string): { text: string; isCode: boolean } {
  const label = stateFacts(cloud, state) === undefined ? undefined : messages.states[cloud][state]
  return label === undefined ? { text: state, isCode: true } : { text: label, isCode: false }
}

/** `5a20c7d8…a6f1`: enough of an id to tell it from its neighbours. */
export function shortId(jobId: string): string {
  return jobId.length <= 16 ? jobId : `${jobId.slice(0, 8)}…${jobId.slice(-4)}`
}

/** The language of a text that came from outside, for fonts and screen readers: Chinese when it has Chinese signs. */
export function textLanguage(text: string): 'zh-CN' | undefined {
  return /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined
}
