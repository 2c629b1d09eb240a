import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { DrawerHeader } from './drawer-header.tsx'
import type { Place } from './drawer-header.tsx'
import { DrawerProblem } from './drawer-problem.tsx'
import { JobFields } from './fields-section.tsx'
import { JobIdentity } from './job-identity.tsx'
import { jobQuery } from './job-query.ts'
import { RawAnswer } from './raw-answer.tsx'
import { IdentitySkeleton, StorySkeleton } from './skeleton.tsx'
import './timeline.css'
import { Verdict } from './verdict-section.tsx'
import { WhatHappened } from './what-happened.tsx'

interface JobDrawerProps {
  source: Source
  jobId: string
  /** The job as the list knows it, shown until the detail arrives. */
  listed?: Job
  /** Neighbours in the visible order, for previous and next; absent when unknown. */
  place?: Place
  /** Led from the list, which keeps the focus. */
  isPeek: boolean
  onOpen: (jobId: string) => void
  onClose: () => void
}

/** One job over the list, which stays in reach: what is wrong, whose move it is, what happened. */
export function JobDrawer({ source, jobId, listed, place, isPeek, onOpen, onClose }: JobDrawerProps) {
  const { data, error, isFetching, refetch } = useQuery(jobQuery(source, jobId))
  const drawer = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  const detail = data?.body
  const job = detail?.job ?? listed
  useFocusWithin(drawer, heading, jobId, isPeek, job !== undefined || error !== null)
  useEscape(drawer, onClose)

  return (
    <div
      ref={drawer}
      role="dialog"
      aria-labelledby={headingId}
      aria-busy={detail === undefined && error === null}
      className="job-drawer fixed top-(--bar-height) right-0 bottom-0 z-5 flex w-[max(440px,60%)] flex-col bg-raised shadow-side [--cell:var(--raised)] wide:w-[max(440px,44%)] max-tablet:inset-0 max-tablet:w-auto max-tablet:shadow-none"
    >
      <DrawerHeader
        source={source}
        jobId={jobId}
        {...(place === undefined ? {} : { place })}
        {...(data !== undefined && (error !== null || data.body.stale === true) ? { answeredAt: data.answeredAt } : {})}
        onOpen={onOpen}
        onClose={onClose}
      />
      <div key={jobId} className="scroll-thin min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain px-7 pt-[18px] pb-8 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-24">
        {job === undefined ? <IdentitySkeleton jobId={jobId} headingId={headingId} headingRef={heading} /> : <JobIdentity job={job} headingId={headingId} headingRef={heading} />}
        {detail === undefined && error !== null ? (
          <DrawerProblem error={error} source={source} isTrying={isFetching} onRetry={() => void refetch()} />
        ) : (
          <>
            {job !== undefined && <Verdict source={source} job={job} detail={detail} />}
            {detail === undefined ? (
              <StorySkeleton withVerdict={job === undefined} />
            ) : (
              <>
                <WhatHappened detail={detail} />
                <JobFields detail={detail} source={source} />
                <RawAnswer raw={detail.raw} />
              </>
            )}
          </>
        )}
      </div>
    </div>
  )
}

/** Focus follows a person into the drawer: when it opens, and when another row is opened while it stands open. */
function useFocusWithin(
  drawer: React.RefObject<HTMLElement | null>,
  heading: React.RefObject<HTMLElement | null>,
  jobId: string,
  isPeek: boolean,
  isThere: boolean,
) {
  const focusedFor = useRef<string>(undefined)
  useEffect(() => {
    if (!isThere || focusedFor.current === jobId) return
    if (isPeek && document.activeElement?.closest('[data-row]') != null) return
    focusedFor.current = jobId
    // A page that was opened by its address leaves the focus where the browser put it.
    const byPerson = navigator.userActivation?.hasBeenActive ?? true
    const isInside = drawer.current?.contains(document.activeElement) === true
    // Stepping on with previous and next keeps the focus on the button.
    if (byPerson && !isInside) heading.current?.focus({ preventScroll: true })
  }, [drawer, heading, jobId, isPeek, isThere])
}

/** Escape closes the drawer unless something above it, or a field being typed into, takes the key. */
function useEscape(drawer: React.RefObject<HTMLElement | null>, onClose: () => void) {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      // A press beside what stands in a dialog falls on the body, and is still the dialog's.
      if (document.querySelector('dialog[open]') !== null) return
      const target = event.target instanceof Element ? event.target : null
      const isElsewhere = target !== null && drawer.current?.contains(target) !== true
      if (isElsewhere && target.closest('input, textarea, select, [contenteditable], dialog') !== null) return
      onClose()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [drawer, onClose])
}
