import type { JobDetail } from '#contract/job-detail.ts'
import { stateFacts } from '#contract/job-states.ts'
import type { Phase } from '#contract/job-states.ts'
import type { DrawerMessages } from '../../messages/drawer.en.ts'
import type { Language } from '../../ui/time-text.ts'
import { customerQuote, oneLine, quoteLanguage } from './customer-quote.ts'
import { ownEntry } from './own-entry.ts'

/**
 * One polite paragraph for the customer, by phase and reason.
 *
 * The cloud's own words are passed on where the customer may have to do something about them (`customerQuote`), with the
 * language they are in where it is another one; what the vendor documents for an error code is added to them, never put in
 * their place. What broke inside the provider's machines is for the provider; a customer would only be alarmed by it. It says
 * only what the cloud told: no ticket was opened and nothing was promised by anybody.
 */
export function toCustomerText({ job, reason }: Pick<JobDetail, 'job' | 'reason'>, drawer: DrawerMessages, language: Language): string {
  const { customer } = drawer
  const facts = stateFacts(job.cloud, job.state)
  const step = customer.steps[job.stage ?? 'train']
  const isTheirs = facts?.actor === 'provider'

  // Chinese sets no space between sentences.
  const gap = language === 'en' ? ' ' : ''

  const provider = drawer.providers[job.cloud]
  const quote = customerQuote({ job, reason })
  const said = quote === undefined ? undefined : toSaid(quote, drawer, provider, language)
  const meaning = ownEntry(drawer.errorCodes, reason?.past === false ? reason.error_code : undefined)
  const failedYours = (): string => {
    if (said !== undefined) return customer.failedYours(meaning === undefined ? said : `${said}${gap}${customer.documented(provider, meaning)}`)
    return meaning === undefined ? customer.failedUnexplained : customer.failedYours(meaning)
  }
  const stories: Record<Phase, () => string> = {
    draft: () => (job.cloud === 'ice' ? customer.submit : customer.draft),
    review: () => customer.review,
    training: () => (isTheirs ? customer.trainingStaff(step, provider) : customer.training(step)),
    failed: () => (isTheirs ? customer.failedTheirs(step, provider, said) : failedYours()),
    stopped: () => customer.stopped(step, provider, said),
    confirm: () => customer.confirm,
    rejected: () => customer.rejected(provider),
    suspended: () => customer.suspended,
    done: () => customer.done,
    unknown: () => customer.unknown,
  }
  const sentences = [customer.hello(customer.name(oneLine(job.name), job.job_id)), stories[job.phase](), customer.bye]
  return sentences.join(gap)
}

/** The quote with whose it is, and with its language where that is another than the text's. A sentence of its own. */
function toSaid(quote: string, { customer }: DrawerMessages, provider: string, language: Language): string {
  const other = quoteLanguage(quote)
  const said = customer.said(provider, quote, other === language ? undefined : other)
  return /[.!?。！？…]$/u.test(quote) ? said : `${said}${language === 'en' ? '.' : '。'}`
}
