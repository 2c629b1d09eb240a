import { use } from 'react'
import type { Job } from '#contract/job.ts'
import { useMessages } from '../../messages/messages.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { RowContext } from './row-context.ts'
import { shortId, textLanguage } from '../state-text.ts'

/** The name, which is the row's link, and below it the id with a way to copy it. */
export function NameCell({ job, to }: { job: Job; to: string }) {
  const { messages } = useMessages()
  const { isNear } = use(RowContext)
  const name = job.name.trim() === '' ? messages.list.noName : job.name
  return (
    <>
      {/* Name and button share the row's height: each is 24 px high for a finger, and the words stay on their lines. */}
      <a id={`name-${job.job_id}`} href={to} data-job={job.job_id} lang={textLanguage(name)} dir="auto" title={name} className="cut -mt-[5px] mb-px block h-6 w-fit max-w-full pt-[5px] font-medium text-ink">
        {name.slice(0, 200)}
      </a>
      <div className="second-line flex h-4 w-fit gap-1 font-mono text-id text-ink-3" title={job.job_id}>
        {shortId(job.job_id)}
        {isNear && <CopyButton text={job.job_id} label={messages.list.copyId} className="near -mt-px items-start! pt-0.5 hover:bg-transparent" />}
      </div>
    </>
  )
}
