import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { useCoverage, useEscape, useFocusWithin } from './drawer-focus.ts'
import { DrawerHeader } from './drawer-header.tsx'
import type { Place } from './drawer-header.tsx'
import { JobContent } from './job-content.tsx'
import { jobQuery } from './job-query.ts'
import { OldAnswer } from './old-answer.tsx'
import './job-page.css'
import './timeline.css'

interface JobDrawerProps {
  source: Source
  jobId: string
  /** The job as the list knows it, shown until the detail arrives. */
  listed?: Job
  /** Neighbours in the visible order, for previous and next; absent when unknown. */
  place?: Place
  /** On a page of its own, without the list. */
  isPage: boolean
  /** Led from the list, which keeps the focus. */
  isPeek: boolean
  onOpen: (jobId: string) => void
  onClose: () => void
}

/** One job over the list, which stays in reach where there is room for it: what is wrong, whose move it is, what happened. */
export function JobDrawer({ source, jobId, listed, place, isPage, isPeek, onOpen, onClose }: JobDrawerProps) {
  const { data, error } = useQuery(jobQuery(source, jobId))
  const drawer = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  const { isWhole, isOverBar } = useCoverage(drawer)
  useFocusWithin(drawer, heading, jobId, isPeek && !isWhole, data !== undefined || listed !== undefined || error !== null)
  useEscape(drawer, onClose)
  // A job that gets a page of its own is read from its beginning: how far the narrow drawer was scrolled says nothing there.
  useEffect(() => {
    const content = drawer.current?.querySelector('.job-content')
    if (isPage && content != null) content.scrollTop = 0
  }, [isPage])

  return (
    <div
      ref={drawer}
      role="dialog"
      aria-modal={(isOverBar && !isPage) || undefined}
      aria-labelledby={headingId}
      aria-busy={data === undefined && error === null}
      data-page={isPage}
      className="job-drawer fixed top-(--bar-height) right-0 bottom-0 z-5 flex w-(--drawer) flex-col bg-raised data-[page=true]:w-full max-beside:w-full shadow-side [--cell:var(--raised)] max-tablet:inset-0 max-tablet:w-auto max-tablet:shadow-none"
    >
      <DrawerHeader source={source} jobId={jobId} isPage={isPage} {...(place === undefined ? {} : { place })} onOpen={onOpen} onClose={onClose}>
        {data !== undefined && (error !== null || data.body.stale === true) && <OldAnswer source={source} answeredAt={data.answeredAt} error={error} />}
      </DrawerHeader>
      <JobContent key={jobId} source={source} jobId={jobId} listed={listed} headingId={headingId} headingRef={heading} />
    </div>
  )
}
