import type { RefObject } from 'react'
import type { Job } from '#contract/job.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Cover } from '../table/cover.tsx'
import { textLanguage } from '../state-text.ts'
import { useDrawerMessages } from './drawer-messages.ts'

interface JobIdentityProps {
  job: Job
  headingId: string
  headingRef: RefObject<HTMLHeadingElement | null>
}

/** Which job this is: portrait, name, id, cloud. The name is the drawer's heading and takes the focus. */
export function JobIdentity({ job, headingId, headingRef }: JobIdentityProps) {
  const { messages } = useDrawerMessages()
  const name = job.name === '' ? messages.list.noName : job.name
  return (
    <div className="grid grid-cols-[40px_minmax(0,1fr)] items-center gap-x-3">
      <Cover job={job} size={40} className="row-span-2" />
      <h2
        ref={headingRef}
        id={headingId}
        tabIndex={-1}
        lang={textLanguage(job.name)}
        title={job.name}
        className={`cut -mx-1 w-fit max-w-full px-1 text-title max-[299px]:whitespace-normal font-semibold tracking-[-0.005em] outline-none ${job.name === '' ? 'text-ink-3' : ''}`}
      >
        {name}
      </h2>
      <p className="flex min-h-6 min-w-0 items-center gap-1 text-small text-ink-3 max-[299px]:flex-wrap">
        <span className="cut font-mono text-id" title={job.job_id}>{job.job_id}</span>
        <CopyButton text={job.job_id} label={messages.list.copyId} />
        <span className="ms-1 flex-none border-s border-line ps-2">{messages.clouds[job.cloud]}</span>
      </p>
    </div>
  )
}
