/** What is wrong with a job and who must do what, as keys of words and as words. */
import type { JobDetail } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'
import type { DrawerMessages } from '../../messages/drawer.en.ts'
import type { Messages } from '../../messages/en.ts'
import { nextStep } from '../next-step.ts'
import { stateText } from '../state-text.ts'
import { customerQuote } from './customer-quote.ts'
import type { Since } from '#contract/since.ts'
import { awaitsSubmission } from './submission.ts'

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
 * @param detail absent while it is on its way: then the state alone tells
 */
export function moveText(job: Job, drawer: DrawerMessages, detail?: JobDetail): { who: string; step: string } {
  if (detail !== undefined && awaitsSubmission(detail)) return { who: drawer.movers.youByLog, step: drawer.unsubmitted }
  const mover = drawer.movers[job.actor]
  return {
    who: typeof mover === 'string' ? mover : mover(drawer.providers[job.cloud]),
    step: detail !== undefined && mayAskUs(detail) ? drawer.readFirst[job.phase === 'stopped' ? 'stopped' : 'failed'] : drawer.nextSteps[nextStep(job)],
  }
}

/**
 * The provider must move, and its own words may ask something of us before it does: what staff wrote when they stopped the job, and
 * why the footage could not be prepared. Later failures are of its machines.
 */
const mayAskUs = (detail: JobDetail): boolean =>
  detail.job.actor === 'provider' && (detail.job.phase === 'stopped' || detail.job.stage === 'preprocess') && (customerQuote(detail) ?? detail.reason?.comment) !== undefined

/** Whether a missing reason must be named: only a job that fell owes one. */
export function owesReason(job: Pick<Job, 'phase'>): boolean {
  return job.phase === 'failed' || job.phase === 'stopped' || job.phase === 'rejected'
}
