import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { toAddress } from '../../address.ts'
import { serverNow } from '../../server-clock.ts'
import { useCommands } from '../../use-keys.tsx'
import { emptySearch } from '../job-search.ts'
import { toCaseFile } from './case-file.ts'
import { CopyNote } from './copy-note.tsx'
import { useDrawerMessages } from './drawer-messages.ts'
import { DrawerProblem } from './drawer-problem.tsx'
import { JobFields } from './fields-section.tsx'
import { JobIdentity } from './job-identity.tsx'
import { jobQuery } from './job-query.ts'
import { RawAnswer } from './raw-answer.tsx'
import { IdentitySkeleton, StorySkeleton } from './skeleton.tsx'
import { useJobCopy } from './use-job-copy.ts'
import { Verdict } from './verdict-section.tsx'
import { WhatHappened } from './what-happened.tsx'

interface JobContentProps {
  source: Source
  jobId: string
  listed: Job | undefined
  headingId: string
  headingRef: RefObject<HTMLHeadingElement | null>
}

/** What the drawer tells of one job, from what the list knows of it to all that the cloud sent. */
export function JobContent({ source, jobId, listed, headingId, headingRef }: JobContentProps) {
  const { messages, drawer, logLabels } = useDrawerMessages()
  const { data, error, isFetching, refetch } = useQuery(jobQuery(source, jobId))
  const caseFile = useJobCopy(source, jobId)
  const detail = data?.body
  const job = detail?.job ?? listed
  const hasFailed = detail === undefined && error !== null
  const copyCase = () => {
    const link = new URL(toAddress(source.id, emptySearch, jobId), document.baseURI).href
    void caseFile.copy((loaded) => toCaseFile(loaded, source, link, serverNow(), { messages, drawer, logLabels }))
  }
  useCommands({ 'copy-case': copyCase })

  return (
    <div className="job-content scroll-thin min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain px-7 pt-[18px] pb-8 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-24">
      {job !== undefined && <JobIdentity job={job} headingId={headingId} headingRef={headingRef} />}
      {job === undefined && !hasFailed && <IdentitySkeleton jobId={jobId} headingId={headingId} headingRef={headingRef} />}
      {/* Without the buttons that tell it, the key says by itself what became of it. */}
      {(hasFailed || job === undefined) && <div className="pt-2"><CopyNote state={caseFile.state} /></div>}
      {hasFailed ? (
        <DrawerProblem error={error} source={source} jobId={jobId} {...(job === undefined ? { heading: { id: headingId, ref: headingRef } } : {})} isTrying={isFetching} onRetry={() => void refetch()} />
      ) : (
        <>
          {job !== undefined && <Verdict source={source} job={job} detail={detail} caseFile={caseFile.state} onCopyCase={copyCase} />}
          {detail === undefined ? (
            <StorySkeleton withVerdict={job === undefined} />
          ) : (
            <>
              <WhatHappened detail={detail} />
              <div className="job-answer">
                <JobFields detail={detail} source={source} />
                <RawAnswer raw={detail.raw} />
              </div>
            </>
          )}
        </>
      )}
    </div>
  )
}
