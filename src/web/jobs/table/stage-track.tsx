import type { CSSProperties } from 'react'
import { stageFacts } from './stage-facts.ts'
import type { Job } from '#contract/job.ts'

/** How far a job is in its pipeline, as a line of 70 × 10 px. It repeats what the words beside it say. */
export function StageTrack({ job }: { job: Pick<Job, 'cloud' | 'state' | 'stage'> }) {
  const { of, at, mark } = stageFacts(job)
  // React sets custom properties through the style object's own interface, which a strict policy allows.
  const style: CSSProperties & Record<'--of' | '--at', number> = { '--of': of, '--at': at }
  return <span className="track" data-of={of} data-mark={mark} style={style} aria-hidden="true" />
}
