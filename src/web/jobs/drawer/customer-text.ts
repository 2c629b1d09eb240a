import type { JobDetail } from '#contract/job-detail.ts'
import { stateFacts } from '#contract/job-states.ts'
import type { Phase } from '#contract/job-states.ts'
import type { DrawerMessages } from '../../messages/drawer.en.ts'
import type { Language } from '../../ui/time-text.ts'
import { ownEntry } from './own-entry.ts'

/**
 * One polite paragraph for the customer, by phase and reason.
 *
 * The cloud's own words are passed on where the customer can do something about them. What broke inside the provider's
 * machines is for the provider; a customer would only be alarmed by it. It says only what the cloud told: no ticket was opened
 * and nothing was promised by anybody.
 */
export function toCustomerText({ job, reason }: Pick<JobDetail, 'job' | 'reason'>, drawer: DrawerMessages, language: Language): string {
  const { customer } = drawer
  const facts = stateFacts(job.cloud, job.state)
  const step = customer.steps[job.stage ?? 'train']
  const isTheirs = facts?.actor === 'provider'

  const provider = drawer.providers[job.cloud]
  const failedYours = (): string => {
    const current = reason?.past === false ? reason : undefined
    const text = current?.text ?? (job.cloud === 'ice' ? job.message : undefined)
    const meaning = ownEntry(drawer.errorCodes, current?.error_code)
    if (meaning !== undefined) return customer.failedYours(meaning)
    return text === undefined || text.trim() === '' ? customer.failedUnexplained : customer.failedYours(customer.said(oneLine(text)))
  }
  const stories: Record<Phase, () => string> = {
    draft: () => (job.cloud === 'ice' ? customer.submit : customer.draft),
    review: () => customer.review,
    training: () => (isTheirs ? customer.trainingStaff(step, provider) : customer.training(step)),
    failed: () => (isTheirs ? customer.failedTheirs(step, provider) : failedYours()),
    stopped: () => customer.stopped(step, provider),
    confirm: () => customer.confirm,
    rejected: () => customer.rejected(provider),
    suspended: () => customer.suspended,
    done: () => customer.done,
    unknown: () => customer.unknown,
  }
  const sentences = [customer.hello(customer.name(oneLine(job.name), job.job_id)), stories[job.phase](), customer.bye]
  // Chinese sets no space between sentences.
  return sentences.join(language === 'en' ? ' ' : '')
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()
