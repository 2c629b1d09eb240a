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
 * machines is for the provider; a customer would only be alarmed by it.
 */
export function toCustomerText({ job, reason }: Pick<JobDetail, 'job' | 'reason'>, drawer: DrawerMessages, language: Language): string {
  const { customer } = drawer
  const facts = stateFacts(job.cloud, job.state)
  const step = customer.steps[job.stage ?? 'train']
  const isTheirs = facts?.actor === 'provider'

  const said = (): string => {
    const current = reason?.past === false ? reason : undefined
    const text = current?.text ?? (job.cloud === 'ice' ? job.message : undefined)
    const meaning = ownEntry(drawer.errorCodes, current?.error_code)
    if (meaning !== undefined) return meaning
    return text === undefined || text.trim() === '' ? customer.noReason : customer.said(oneLine(text))
  }
  const stories: Record<Phase, () => string> = {
    draft: () => (job.cloud === 'ice' ? customer.submit : customer.draft),
    review: () => customer.review,
    training: () => (isTheirs ? customer.trainingStaff(step) : customer.training(step)),
    failed: () => (isTheirs ? customer.failedTheirs(step) : customer.failedYours(said())),
    stopped: () => customer.stopped(step),
    confirm: () => customer.confirm,
    rejected: () => customer.rejected,
    suspended: () => customer.suspended,
    done: () => customer.done,
    unknown: () => customer.unknown,
  }
  // Where nobody but us and the provider can act, the customer will hear from us.
  const end = facts === undefined || facts.actor === 'provider' || facts.actor === 'nobody' ? customer.update : customer.bye
  const sentences = [customer.hello(customer.name(oneLine(job.name), job.job_id)), stories[job.phase](), end]
  // Chinese sets no space between sentences.
  return sentences.join(language === 'en' ? ' ' : '')
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()
