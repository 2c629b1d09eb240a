import type { Reason } from '#contract/reasons.ts'
import type { Job } from '#contract/job.ts'
import { useMessages } from '../../messages/messages.tsx'
import { wantsReason } from '../job-queries.ts'
import { nextStep } from '../next-step.ts'
import { reasonText } from './reason-text.ts'
import { textLanguage } from '../state-text.ts'

/** Why a broken job broke, in the cloud's own words; of a job that waits for a person, what that person must do. `undefined`: not read yet; `null`: the cloud gave none. */
export function ReasonCell({ job, reason }: { job: Job; reason: Reason | null | undefined }) {
  const { messages } = useMessages()
  const isBroken = job.phase === 'failed' || job.phase === 'stopped' || job.phase === 'rejected'
  if (!isBroken) {
    const step = messages.list.nextSteps[nextStep(job)]
    return step === undefined ? null : <p title={step} className="next-step reason line-clamp-2 pt-px text-note text-ink-3">{step}</p>
  }
  const code = reason?.error_code
  const text = reasonText(job, reason, messages)
  if (text !== undefined && text !== '') {
    return (
      <p lang={textLanguage(text)} title={text} className="reason line-clamp-2 pt-px text-note text-pretty text-ink-2">
        {text}
      </p>
    )
  }
  if (wantsReason(job) && reason === undefined) {
    return <span className="mt-2 block h-2 w-4/5 rounded-box bg-sunk" title={messages.list.reasonComing} />
  }
  return (
    <p className="reason pt-px text-note text-ink-3">
      {messages.list.noReason}
      {code !== undefined && <span className="ms-2 font-mono text-id">{code}</span>}
    </p>
  )
}
