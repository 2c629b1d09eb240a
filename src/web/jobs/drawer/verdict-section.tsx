import type { ReactNode } from 'react'
import type { JobDetail } from '#contract/job-detail.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { Icon } from '../../ui/icon.tsx'
import { Moment } from '../../ui/time.tsx'
import { textLanguage } from '../state-text.ts'
import { CopyActions } from './copy-actions.tsx'
import { customerQuote } from './customer-quote.ts'
import { useDrawerMessages } from './drawer-messages.ts'
import { LongText } from './long-text.tsx'
import { ownEntry } from './own-entry.ts'
import { toSince } from '#contract/since.ts'
import type { Since } from '#contract/since.ts'
import { ReasonSkeleton } from './skeleton.tsx'
import type { CopyState } from './use-job-copy.ts'
import { useMoments } from './use-moments.ts'
import { moveText, owesReason, verdictSentence } from './verdict.ts'

interface VerdictProps {
  source: Source
  job: Job
  /** Absent while it is on its way: then the list's knowledge is shown. */
  detail: JobDetail | undefined
  /** What became of copying the case file. */
  caseFile: CopyState
  onCopyCase: () => void
}

/** What is wrong in one sentence, the cloud's own words, whose move, since when, and the one button that helps. */
export function Verdict({ source, job, detail, caseFile, onCopyCase }: VerdictProps) {
  const { messages, drawer } = useDrawerMessages()
  const { now, span } = useMoments()
  const since = detail === undefined ? undefined : toSince(detail)
  const sentence = verdictSentence(job, since, now, { messages, drawer, span })
  const quote = detail === undefined ? undefined : customerQuote(detail)
  const move = moveText(job, drawer, detail)
  // A Chinese line breaks behind its marks, as an English one does between words: no phrase is torn.
  return (
    <section data-phase={job.phase} aria-label={drawer.verdict.title} className="mt-[18px]">
      <h3 className="grid grid-cols-[20px_minmax(0,1fr)] gap-3 text-lead font-semibold tracking-[-0.012em] text-balance break-keep max-tablet:gap-2.5">
        <Icon name={job.phase} size={20} className="mt-0.5 text-phase" />
        <span className="min-w-0 wrap-anywhere">
          {'text' in sentence ? sentence.text : <>{sentence.before}<code className="font-mono text-[0.9em]">{sentence.code}</code>{sentence.after}</>}
        </span>
      </h3>
      <div className="ms-8 max-tablet:ms-0">
        <CloudWords job={job} detail={detail} />
        <dl className="mt-3.5 grid grid-cols-[calc(var(--label)-32px)_minmax(0,1fr)] max-tablet:grid-cols-[var(--label)_minmax(0,1fr)] text-pretty break-keep wrap-anywhere [&>*]:py-[3px] [&>dd]:text-ink-2 [&>dt]:text-ink-3">
          <dt>{drawer.verdict.whoseMove}</dt>
          <dd><b className="font-medium text-ink">{move.who}</b>{messages.between.sentences}{move.step}</dd>
          <dt>{drawer.verdict.since}</dt>
          <dd>{since === undefined ? <span className="my-1.5 block h-2 w-3/5 rounded-box bg-sunk" /> : <SinceText since={since} />}</dd>
        </dl>
        <CopyActions source={source} jobId={job.job_id} quote={quote} caseFile={caseFile} onCopyCase={onCopyCase} />
      </div>
    </section>
  )
}

/** `lead`: whose it is, where that does not go without saying. */
function Words({ text, lead, className = '' }: { text: string; lead?: string | undefined; className?: string }) {
  return (
    <>
      {lead !== undefined && <p className="mt-1.5 text-small text-ink-3">{lead}</p>}
      <blockquote lang={textLanguage(text)} dir="auto" className={`text-read text-pretty wrap-anywhere whitespace-pre-line text-ink-2 ${lead === undefined ? 'mt-1.5' : ''} ${className}`}>
        <LongText length={text.length}>{text}</LongText>
      </blockquote>
    </>
  )
}

/** What the vendor documents for the error code. */
function Documented({ meaning, className = '' }: { meaning: string; className?: string }) {
  const { drawer } = useDrawerMessages()
  return (
    <>
      <p className="mt-1.5 text-small text-ink-3">{drawer.documented}</p>
      <p className={`text-ink-2 ${className}`}>{meaning}</p>
    </>
  )
}

/** The cloud's sentence about the state. A reason that the job has left behind is told as past. */
function CloudWords({ job, detail }: { job: Job; detail: JobDetail | undefined }): ReactNode {
  const { messages, drawer, logLabels } = useDrawerMessages()
  const { moment } = useMoments()
  const reason = detail?.reason
  const own = job.cloud === 'ice' ? job.message : undefined
  const owes = owesReason(job)
  if (detail === undefined && own === undefined) return owes ? <ReasonSkeleton /> : null
  const meaning = ownEntry(drawer.errorCodes, reason?.error_code)
  const code = meaning === undefined && reason?.error_code !== undefined ? reason.error_code : undefined
  if (reason?.past === true) {
    // Failures and stops are entries of the log; a customer's rejection is none.
    const label = ownEntry(logLabels, reason.log_type) ?? reason.log_type ?? drawer.story.comments.USER_REJECT
    const at = reason.at === undefined ? undefined : Date.parse(reason.at)
    return (
      <>
        {own !== undefined && <Words text={own} />}
        <p className="mt-1.5 text-ink-3">
          {at === undefined ? drawer.verdict.earlier(label) : <>{drawer.verdict.earlierAt[0]}<Moment at={at}>{moment(at)}</Moment>{drawer.verdict.earlierAt[1](label)}</>}
        </p>
        {reason.text !== undefined && <Words text={reason.text} lead={meaning === undefined ? undefined : drawer.ownWords} className="mt-0! text-body!" />}
        {meaning !== undefined && <Documented meaning={meaning} />}
      </>
    )
  }
  const text = reason?.text ?? own
  return (
    <>
      {text !== undefined && text !== '' && <Words text={text} lead={meaning === undefined ? undefined : drawer.ownWords} />}
      {meaning !== undefined && <Documented meaning={meaning} className="text-read" />}
      {owes && (text === undefined || text === '') && meaning === undefined && (
        <p className="mt-1.5 text-read text-ink-3">
          {messages.list.noReason}
          {code !== undefined && <code className="ms-2 font-mono text-id">{code}</code>}
        </p>
      )}
      {reason?.comment !== undefined && <Words text={reason.comment} lead={drawer.staffWrote} />}
    </>
  )
}

function SinceText({ since }: { since: Since }) {
  const { drawer } = useDrawerMessages()
  const { now, span, moment } = useMoments()
  const { verdict } = drawer
  if (since.kind === 'none') return verdict.sinceUnknown[since.why]
  const passed = span(Math.max(0, now - since.at))
  const isExact = since.kind === 'exact'
  return (
    <Moment at={since.at}>
      <b className="font-medium text-ink">{isExact ? verdict.ago(passed) : verdict.atMost(passed)}</b>
      {isExact ? verdict.agoAt(moment(since.at)) : verdict.atMostFrom(moment(since.at))}
    </Moment>
  )
}
