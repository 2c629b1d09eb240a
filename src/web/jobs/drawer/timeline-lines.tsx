import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Phase } from '#contract/job-states.ts'
import { Icon } from '../../ui/icon.tsx'
import { Moment } from '../../ui/time.tsx'
import { textLanguage } from '../state-text.ts'
import { isFoldable } from './attempts.ts'
import type { AttemptRow } from './attempts.ts'
import { commentBy, ownTitle } from './comment-facts.ts'
import { useDrawerMessages } from './drawer-messages.ts'
import { LongText } from './long-text.tsx'
import { ownEntry } from './own-entry.ts'
import type { CommentRow, EntryRow } from './story.ts'
import { foldedDays } from './timeline-days.ts'
import { useMoments } from './use-moments.ts'
import type { Wait } from './waits.ts'

const dayMs = 86_400_000

/** Where the line of the log begins and ends. */
export type Edge = 'first' | 'last' | 'only' | undefined

function At({ at, day }: { at: number | undefined; day: string | undefined }) {
  const { clock } = useMoments()
  if (at === undefined) return <span className="log-at" />
  return (
    <Moment at={at} className="log-at">
      {day !== undefined && <><b>{day}</b> </>}
      {clock(at)}
    </Moment>
  )
}

function Mark({ phase }: { phase?: Phase | undefined }) {
  return phase === undefined ? <span className="log-mark" data-dot="" /> : <span className="log-mark" data-phase={phase}><Icon name={phase} className="text-phase" /></span>
}

/** Somebody's own words, in quotation marks and in their language. */
function Say({ texts, lead }: { texts: readonly string[]; lead?: string }) {
  const { drawer, language } = useDrawerMessages()
  const quoted = texts.map((text) => `${drawer.story.quote[0]}${text}${drawer.story.quote[1]}`).join(' ')
  return (
    <blockquote lang={textLanguage(quoted)} dir="auto" className="log-say">
      <LongText length={quoted.length}>
        {lead !== undefined && <span lang={language} className="me-1 text-ink-3">{lead}</span>}
        {quoted}
      </LongText>
    </blockquote>
  )
}

const rowPhase = (row: EntryRow): Phase | undefined => {
  if (row.entry.kind === 'failure') return 'failed'
  if (row.entry.kind === 'stop') return 'stopped'
  return row.entry.log_type === 'SYSTEM_JOB_SUCCESS' ? 'done' : undefined
}

export function EntryLine({ row, day, edge }: { row: EntryRow; day: string | undefined; edge?: Edge }) {
  const { messages, drawer, logLabels } = useDrawerMessages()
  const { entry } = row
  const label = row.withNewVideo ? drawer.story.withNewVideo : ownEntry(logLabels, entry.log_type)
  const isTrouble = entry.kind === 'failure' || entry.kind === 'stop'
  const look = isTrouble ? `font-medium ${entry.kind === 'failure' && !row.past ? 'text-phase-failed' : 'text-ink'}` : row.change ? '' : 'text-ink-2'
  const meaning = ownEntry(drawer.errorCodes, entry.error_code)
  const by = entry.log_type.startsWith('ADMIN_VERIFY_') ? drawer.story.reviewer : drawer.story.by[entry.by]
  const redoReasons = (entry.redo_reasons ?? []).filter((reason) => reason.trim() !== '')
  const hasText = entry.text !== undefined && entry.text.trim() !== ''
  const says = hasText || meaning !== undefined || redoReasons.length > 0
  return (
    <li data-edge={edge} data-say={says || undefined}>
      <At at={row.at} day={day} />
      <Mark phase={rowPhase(row)} />
      <span className={`log-text ${look}`} title={entry.log_type}>
        {label ?? <code className="font-mono text-id">{entry.log_type}</code>}
        {entry.error_code !== undefined && <code className="ms-2 font-mono text-id font-normal text-ink-3">{entry.error_code}</code>}
      </span>
      <span className="log-by">{by}</span>
      {says && (
        <span className="log-wide">
          {hasText && <Say texts={[entry.text ?? '']} />}
          {meaning !== undefined && <span className="my-1 block text-small text-ink-3">{drawer.documented}{messages.between.sentences}{meaning}</span>}
          {redoReasons.length > 0 && <Say texts={redoReasons} lead={drawer.story.redo} />}
        </span>
      )}
    </li>
  )
}

export function CommentLine({ row, day, edge }: { row: CommentRow; day: string | undefined; edge?: Edge }) {
  const { drawer } = useDrawerMessages()
  const { comment_type: type, comment_message: message } = row.comment
  const says = message !== undefined && message.trim() !== ''
  const title = ownTitle(row.comment)
  return (
    <li data-edge={edge} data-say={says || undefined}>
      <At at={row.at} day={day} />
      <Mark phase={type === 'USER_REJECT' ? 'rejected' : undefined} />
      <span className="log-text">
        {ownEntry(drawer.story.comments, type) ?? drawer.story.comment}
        {title !== undefined && <span lang={textLanguage(title)} className="ms-2 text-ink-2">{title}</span>}
      </span>
      <span className="log-by">{drawer.story.by[commentBy(row.comment)]}</span>
      {says && <span className="log-wide"><Say texts={[message]} /></span>}
    </li>
  )
}

/** Entries that changed nothing, behind one button. */
export function FoldLine({ entries, day, edge }: { entries: readonly EntryRow[]; day: string | undefined; edge: Edge }) {
  const { drawer } = useDrawerMessages()
  const { day: dayOf } = useMoments()
  const [isOpen, setIsOpen] = useState(false)
  const days = foldedDays(entries, dayOf, day !== undefined)
  const toggle = (
    <li data-edge={isOpen ? undefined : edge}>
      <span className="log-at" />
      <span className="log-mark" />
      <button type="button" aria-expanded={isOpen} className="log-text inline-flex items-center gap-1 justify-self-start text-small text-ink-3 hover:text-ink" onClick={() => setIsOpen(!isOpen)}>
        <Icon name={isOpen ? 'down' : 'right'} size={12} />
        {isOpen ? drawer.story.fewer : drawer.story.more(entries.length)}
      </button>
    </li>
  )
  return (
    <>
      {toggle}
      {isOpen && entries.map((row, index) => <EntryLine key={index} row={row} day={days[index]} />)}
    </>
  )
}

/** When a wait began, where other things are told between that and its end. */
function From({ at }: { at: number | undefined }) {
  const { drawer } = useDrawerMessages()
  const { stamp } = useMoments()
  if (at === undefined) return null
  const [before, after] = drawer.story.from
  return <>{before}<Moment at={at}>{stamp(at)}</Moment>{after}</>
}

/** A span between two changes; a day or more is bold. */
export function SpanLine({ wait, ms, from }: { wait: Wait; ms: number; from: number | undefined }) {
  const { drawer } = useDrawerMessages()
  const { span } = useMoments()
  const [before, after] = drawer.story.waits[wait]
  const words: ReactNode = ms >= dayMs ? <b>{span(ms)}</b> : span(ms)
  return (
    <li data-row="span" data-line={wait === 'run' ? 'solid' : 'dashed'}>
      <span className="log-at" />
      <span className="log-mark" />
      <span className="log-text log-wide">{before}{words}{after}<From at={from} /></span>
    </li>
  )
}

/** What the job waits for now. */
export function NowLine({ wait, ms, isBound, from, edge }: { wait: Wait; ms: number; isBound: boolean; from: number | undefined; edge: Edge }) {
  const { drawer, language } = useDrawerMessages()
  const { span } = useMoments()
  const { story } = drawer
  return (
    <li data-row="now" data-line={wait === 'run' ? 'solid' : 'dashed'} data-edge={edge}>
      <span className="log-at">{story.now}</span>
      <span className="log-mark" />
      <span className="log-text log-wide">
        {story.open[wait]}{language === 'en' ? ', ' : '，'}<b>{isBound ? story.sinceLast(span(ms)) : story.soFar(span(ms))}</b><From at={from} />
      </span>
    </li>
  )
}

export function HeadLine({ children }: { children: ReactNode }) {
  return (
    <li data-row="head" data-line="none">
      <span className="log-at" />
      <span className="log-mark" />
      <span className="log-text log-wide">{children}</span>
    </li>
  )
}

/** The head of an attempt: which of how many, how long it took and, of one that is folded, what brought it down. */
export function AttemptLine({ row, isUnfolded, onToggle }: { row: AttemptRow; isUnfolded: boolean; onToggle: () => void }) {
  const { drawer, logLabels } = useDrawerMessages()
  const { span } = useMoments()
  const { story } = drawer
  const title = story.attempt(row.number, row.of)
  const note = story.attemptSpans[row.end](span(row.ms))
  if (!isFoldable(row)) return <HeadLine>{title}<span>{note}</span></HeadLine>
  const why = row.failure?.text ?? ownEntry(drawer.errorCodes, row.failure?.error_code) ?? ownEntry(logLabels, row.failure?.log_type)
  return (
    <HeadLine>
      <button type="button" aria-expanded={isUnfolded} className="-ms-1 inline-flex max-w-full items-center gap-1 rounded-control px-1 text-start hover:text-ink" onClick={onToggle}>
        <Icon name={isUnfolded ? 'down' : 'right'} size={12} className="text-ink-3" />
        <span className="ms-0! flex-none font-semibold! whitespace-nowrap text-inherit!">{title}</span>
        <span className="cut">{note}{!isUnfolded && why !== undefined && <> · <q lang={textLanguage(why)} className="[quotes:none]">{why}</q></>}</span>
      </button>
    </HeadLine>
  )
}
