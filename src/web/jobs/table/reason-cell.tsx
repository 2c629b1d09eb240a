import type { Reason } from '#contract/reasons.ts'
import type { Job } from '#contract/job.ts'
import { useMessages } from '../../messages/messages.tsx'
import { isBroken, wantsReason } from '../job-queries.ts'
import { nextStep } from '../next-step.ts'
import { reasonText, standing } from './reason-text.ts'
import { moveLooks } from './state-cell.tsx'
import { textLanguage } from '../state-text.ts'

interface ReasonCellProps {
  job: Job
  /** `undefined`: not read yet; `null`: the cloud gave none. */
  reason: Reason | null | undefined
  /** A row of one line: whose move it is has no room below the state and goes before its reason. */
  isCompact: boolean
}

/** Why a broken job broke, in the cloud's own words; of a job that waits for a person, what that person must do. */
export function ReasonCell({ job, reason, isCompact }: ReasonCellProps) {
  const { messages, language } = useMessages()
  const move = isCompact && <span lang={language} className={`me-1.5 ${moveLooks[job.actor]}`}>{`${messages.moves[job.actor]} `}</span>
  if (!isBroken(job)) {
    const step = messages.list.nextSteps[nextStep(job)]
    return step === undefined ? move || null : <p title={step} className="next-step reason line-clamp-2 pt-px text-note text-ink-3">{move}{step}</p>
  }
  const code = standing(reason)?.error_code
  const text = reasonText(job, reason, messages)
  if (text !== undefined && text !== '') {
    return (
      <p lang={textLanguage(text)} title={text} className="reason line-clamp-2 pt-px text-note text-pretty text-ink-2">
        {move}{text}
      </p>
    )
  }
  if (wantsReason(job) && reason === undefined) {
    const bar = <span className={`h-2 w-4/5 rounded-box bg-sunk ${isCompact ? 'inline-block' : 'mt-2 block'}`} title={messages.list.reasonComing} />
    return isCompact ? <p className="reason pt-px text-note">{move}{bar}</p> : bar
  }
  return (
    <p className="reason pt-px text-note text-ink-3">
      {move}{messages.list.noReason}
      {code !== undefined && <span className="ms-2 font-mono text-id">{code}</span>}
    </p>
  )
}
