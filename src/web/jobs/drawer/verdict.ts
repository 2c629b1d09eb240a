/** What is wrong with a job and who must do what, as keys of words and as words. */
import type { Job } from '#contract/job.ts'
import type { DrawerMessages } from '../../messages/drawer.en.ts'
import type { Messages } from '../../messages/en.ts'
import { nextStep } from '../next-step.ts'
import { stateText } from '../state-text.ts'
import type { Since } from './since.ts'

/** A sentence in one piece, or around the raw code of a state that is in no catalogue. */
export type Sentence = { text: string } | { before: string; code: string; after: string }

export interface VerdictWords {
  messages: Messages
  drawer: DrawerMessages
  /** How long, in words. */
  span: (ms: number) => string
}

/**
 * The state in one sentence.
 *
 * @param since absent while the detail is on its way
 * @param now epoch ms
 */
export function verdictSentence(job: Job, since: Since | undefined, now: number, { messages, drawer, span }: VerdictWords): Sentence {
  const { text: label, isCode } = stateText(messages, job.cloud, job.state)
  const { verdict } = drawer
  if (isCode) return { before: verdict.unknown[0], code: label, after: verdict.unknown[1] }
  if (job.hidden_failure && job.console_group !== undefined) {
    return { text: verdict.hidden(label, messages.consoleGroups[job.console_group]) }
  }
  const isOnItsWay = job.phase === 'review' || job.phase === 'training'
  if (isOnItsWay && since?.kind === 'exact') return { text: verdict.lasting(label, span(Math.max(0, now - since.at))) }
  return { text: verdict.plain(label) }
}

/**
 * The mover with its name, and what it must do.
 *
 * @param quote the cloud's words that may be for the customer. Where the provider must move, they come first: they may ask
 * something of us.
 */
export function moveText(job: Job, drawer: DrawerMessages, quote?: string): { who: string; step: string } {
  const mover = drawer.movers[job.actor]
  return {
    who: typeof mover === 'string' ? mover : mover(drawer.providers[job.cloud]),
    step: job.actor === 'provider' && quote !== undefined ? drawer.readFirst[job.phase === 'stopped' ? 'stopped' : 'failed'] : drawer.nextSteps[nextStep(job)],
  }
}

/** Whether a missing reason must be named: only a job that fell owes one. */
export function owesReason(job: Pick<Job, 'phase'>): boolean {
  return job.phase === 'failed' || job.phase === 'stopped' || job.phase === 'rejected'
}
