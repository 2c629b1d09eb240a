import type { JobDetail } from '#contract/job-detail.ts'
import { stateFacts } from '#contract/job-states.ts'
import type { Cloud, Phase } from '#contract/job-states.ts'
import type { DrawerMessages } from '../../messages/drawer.en.ts'
import { clockText, dateFormat } from '../../ui/time-text.ts'
import type { Language, Zone } from '../../ui/time-text.ts'
import { offsetText } from '../../ui/zone-time.ts'
import { customerQuote, oneLine, quoteLanguage } from './customer-quote.ts'
import { ownEntry } from './own-entry.ts'
import { toSince } from '#contract/since.ts'
import { isUnsubmitted } from './submission.ts'

/** What the text is written with: all of it in the customer's language, times in the zone that the reader chose. */
export interface CustomerWords {
  drawer: DrawerMessages
  /** Labels of states by code. */
  states: Record<Cloud, Readonly<Record<string, string>>>
  language: Language
  zone: Zone
}

/**
 * One polite paragraph for the customer, by phase and reason.
 *
 * The state is named by its own label, with the day on which it failed or was stopped. The cloud's own words are passed on
 * (`customerQuote`), with the language they are in where it is another one; what the vendor documents for an error code is added
 * to them, never put in their place. It says only what is known: no ticket was opened and nothing was promised by anybody.
 */
export function toCustomerText(detail: JobDetail, { drawer, states, language, zone }: CustomerWords): string {
  const { job, reason } = detail
  const { customer } = drawer
  const isTheirs = stateFacts(job.cloud, job.state)?.actor === 'provider'
  const since = toSince(detail)
  const when = since.kind === 'exact' ? toWhen(since.at, drawer, language, zone) : undefined
  const label = ownEntry(states[job.cloud], job.state) ?? job.state
  const status = customer.status(label, when)

  // Chinese sets no space between sentences.
  const gap = language === 'en' ? ' ' : ''

  const provider = drawer.providers[job.cloud]
  const quote = customerQuote({ job, reason })
  const meaning = ownEntry(drawer.errorCodes, reason?.past === false ? reason.error_code : undefined)
  const said = [
    quote === undefined ? undefined : toSaid(quote, drawer, provider, language),
    meaning === undefined ? undefined : quote === undefined ? meaning : customer.documented(provider, meaning),
  ].filter((part) => part !== undefined).join(gap)
  const known = said === '' ? undefined : said
  const stories: Record<Phase, () => string> = {
    draft: () => (job.cloud === 'ice' ? customer.submit : customer.draft),
    review: () => (!isUnsubmitted(detail) ? customer.review : job.state === 'VIDEO_ANALYZE_SUCCESS' ? customer.checked : customer.checking),
    training: () => (isTheirs ? customer.trainingStaff(label, provider) : customer.training(label)),
    failed: () => (isTheirs ? customer.failedTheirs(status, provider, known) : customer.failedYours(status, known)),
    stopped: () => customer.stopped(status, provider, known),
    confirm: () => customer.confirm,
    rejected: () => customer.rejected(provider, when),
    suspended: () => customer.suspended,
    done: () => customer.done,
    unknown: () => customer.unknown,
  }
  const sentences = [customer.hello(customer.name(oneLine(job.name), job.job_id)), stories[job.phase](), customer.bye]
  return sentences.join(gap)
}

/** Day, time of day and how far the zone is ahead of UTC: the customer may be in another one than the reader. */
function toWhen(at: number, { customer }: DrawerMessages, language: Language, zone: Zone): string {
  const day = dateFormat(language, zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
  return customer.when(day, clockText(at, zone), offsetText(at, zone))
}

/** The quote with whose it is, and with its language where that is another than the text's. A sentence of its own. */
function toSaid(quote: string, { customer }: DrawerMessages, provider: string, language: Language): string {
  const other = quoteLanguage(quote)
  const said = customer.said(provider, quote, other === language ? undefined : other)
  return /[.!?。！？…]$/u.test(quote) ? said : `${said}${language === 'en' ? '.' : '。'}`
}
