import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { SubmitEvent } from 'react'
import type { Job } from '#contract/job.ts'
import type { ProblemCode } from '#contract/problem.ts'
import { Revealed, RevealRequest, sessionPaths, whyLength } from '#contract/session.ts'
import { ApiError } from '../../api.ts'
import type { Messages } from '../../messages/en.ts'
import type { SignInMessages } from '../../messages/sign-in.en.ts'
import { send } from '../../sign-in/send.ts'
import { sessionQuery } from '../../sign-in/session-query.ts'
import { useSignInWords } from '../../sign-in/sign-in-words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useMessages } from '../../messages/messages.tsx'
import { errorText } from '../list/error-text.ts'

/** How long a contact stays in clear. */
export const shownMs = 60_000

interface Shown {
  contact: string
  /** Epoch ms. */
  until: number
}

interface View {
  /** The reason is asked for. */
  isOpen: boolean
  /** The contact that was given, in clear or starred by the cloud. */
  shown?: Shown
  /** What is to be told of the last change. */
  said?: 'revealed' | 'onlyThis' | 'maskedAgain'
  /** What had the focus went with the last change. */
  takesFocus: boolean
}

/**
 * The contact of a job. Whoever has the role may have it in clear for a minute, once he said why: it is held here alone, never among
 * the answers that are kept, and is gone with the drawer.
 */
export function RevealContact({ job }: { job: Job }) {
  const words = useSignInWords()
  const { data } = useQuery(sessionQuery())
  const [view, setView] = useState<View>({ isOpen: false, takesFocus: false })
  const { isOpen, shown, said } = view
  const own = useRef<HTMLDivElement>(null)
  const isFocusHere = () => own.current?.contains(document.activeElement) === true
  // The first thing that can be pressed takes it, else the contact itself.
  useLayoutEffect(() => {
    if (view.takesFocus) (own.current?.querySelector('button') ?? own.current?.querySelector('span'))?.focus()
  }, [view])
  const canReveal = data?.body.user?.roles.includes('support') === true && job.contact?.includes('*') === true
  // The cloud stars some contacts itself: there is nothing behind them that could be asked for again.
  const isAll = said === 'onlyThis'
  return (
    <div ref={own}>
      {shown === undefined || isAll ? (
        <span tabIndex={-1} className="flex min-h-5 items-center gap-2 outline-none">
          {shown?.contact ?? job.contact}
          {canReveal && !isOpen && !isAll && (
            <button type="button" aria-label={words.revealLabel} className="rounded-box px-1 text-accent quick hover:bg-sunk" onClick={() => setView({ isOpen: true, takesFocus: false })}>
              {words.reveal}
            </button>
          )}
        </span>
      ) : (
        <InClear shown={shown} onOver={() => setView({ isOpen: false, said: 'maskedAgain', takesFocus: isFocusHere() })} />
      )}
      {canReveal && isOpen && (
        <WhyForm
          job={job}
          onCancel={() => setView({ isOpen: false, takesFocus: true })}
          onRevealed={(contact) => {
            setView({
              isOpen: false,
              shown: { contact, until: Date.now() + shownMs },
              said: contact.includes('*') ? 'onlyThis' : 'revealed',
              // Some browsers take it from a button that is switched off.
              takesFocus: isFocusHere() || document.activeElement === document.body,
            })
          }}
        />
      )}
      {/* It stands here before there is anything to say: words that come with their place are not always read out. */}
      <p role="status" className={isAll ? 'text-small text-ink-3' : 'sr-only'}>{said === undefined ? '' : words[said]}</p>
    </div>
  )
}

function InClear({ shown, onOver }: { shown: Shown; onOver: () => void }) {
  const words = useSignInWords()
  const left = Math.ceil((shown.until - useNow(1000)) / 1000)
  const isOver = left <= 0
  // Before it is painted, and while the buttons still have the focus that goes with them.
  useLayoutEffect(() => {
    if (isOver) onOver()
  }, [isOver, onOver])
  return (
    <span className="block">
      {/* The buttons need more height than a line, and what stands below must not run into them. */}
      <span className="-mt-0.5 flex min-h-6 items-center gap-1.5">
        <span className="font-medium tabular-nums select-all">{shown.contact}</span>
        <CopyButton text={shown.contact} label={words.copy} />
        <IconButton icon="close" label={words.hide} className="size-6!" onClick={onOver} />
      </span>
      <span className="block text-small text-ink-3" aria-hidden="true">{words.masksIn(Math.min(left, shownMs / 1000))}</span>
    </span>
  )
}

/** Why no contact was given, and what can be done about it. */
function refusalText(error: unknown, { cloud }: Job, words: SignInMessages, messages: Messages): string {
  const { problem } = error instanceof ApiError ? error : {}
  // A header is named where the request was not taken for the page's own; else it is the person who may not.
  if (problem?.code === 'forbidden') return problem.parameter === undefined ? words.notAllowed : words.notOurs
  if (problem?.code === 'audit_unwritable') return words.notWritten
  if (problem?.code === 'not_found') return words.noContact
  const { title, text } = errorText(error instanceof Error ? error : new Error('unknown'), cloud, messages)
  if (problem?.code === 'throttled' && problem.retry_after_seconds !== undefined) return words.tryIn(title, problem.retry_after_seconds)
  // Of all others the list says that it tries again by itself; this does not.
  return problem !== undefined && lasting.has(problem.code) ? words.because(title, text) : words.because(title, words.tryAgain)
}

/** What another attempt does not mend. */
const lasting: ReadonlySet<ProblemCode> = new Set(['unauthenticated', 'cloud_rejected_credentials', 'cloud_denied', 'unknown_source', 'method_not_allowed', 'wrong_host', 'bad_request'])

function WhyForm({ job, onCancel, onRevealed }: { job: Job; onCancel: () => void; onRevealed: (contact: string) => void }) {
  const { messages } = useMessages()
  const words = useSignInWords()
  const id = useId()
  const [why, setWhy] = useState('')
  const [trouble, setTrouble] = useState('')
  const [isAsking, setIsAsking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const asked = useRef<AbortController>(undefined)
  // Whoever goes away from the question does not want the answer any more.
  useEffect(() => () => asked.current?.abort(), [])
  const reveal = async (event: SubmitEvent) => {
    event.preventDefault()
    const request = RevealRequest.safeParse({ field: 'contact', why })
    if (!request.success) {
      setTrouble(words.whyBad(whyLength.min, whyLength.max))
      field.current?.focus()
      return
    }
    setIsAsking(true)
    setTrouble('')
    const { signal } = (asked.current = new AbortController())
    try {
      const { contact } = await send(sessionPaths.reveal(job.source, job.job_id), request.data, Revealed, signal)
      if (!signal.aborted) onRevealed(contact)
    } catch (error) {
      if (signal.aborted) return
      setTrouble(words.revealFailed(refusalText(error, job, words, messages)))
      setIsAsking(false)
    }
  }
  return (
    <form
      className="mt-1.5 mb-1 max-w-96 rounded-control border border-line bg-ground p-2.5"
      onSubmit={(event) => void reveal(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        // The drawer stays open.
        event.preventDefault()
        event.stopPropagation()
        onCancel()
      }}
    >
      <label htmlFor={id} className="block font-medium">{words.why}</label>
      <input
        id={id}
        ref={field}
        autoComplete="off"
        value={why}
        maxLength={whyLength.max}
        aria-describedby={`${id}-hint ${id}-trouble`}
        aria-invalid={trouble !== '' || undefined}
        className="mt-1 h-7 w-full rounded-control border border-control bg-surface px-2 max-tablet:h-9"
        onChange={(event) => setWhy(event.target.value)}
      />
      <p id={`${id}-hint`} className="mt-1.5 text-small text-pretty text-ink-3">{words.whyHint}</p>
      <p id={`${id}-trouble`} role="alert" className="text-small text-pretty text-warn-ink not-empty:mt-1">{trouble}</p>
      <div className="mt-2 flex items-center gap-1.5">
        <Button type="submit" look="edge" disabled={isAsking}>{isAsking ? words.asking : words.reveal}</Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
