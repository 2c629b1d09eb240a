import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { JobList } from '#contract/job-list.ts'
import type { Source } from '#contract/source.ts'
import type { HeldRow } from './list/held-list.ts'
import { jobListQuery, reasonsQuery, sourcesQuery, whereaboutsQuery } from './job-queries.ts'
import { asksWhenFailed } from './job-search.ts'
import type { JobSearch } from './job-search.ts'
import { newRowFocus, showTop } from './list/list-focus.ts'
import { isWaiting } from './list/held-list.ts'
import { useHeldList } from './list/use-held-list.ts'
import { useTrouble } from './list/use-trouble.ts'

/**
 * One page of jobs as its reader sees it: rows that hold still, what waits, the reasons of what broke, and what is wrong.
 *
 * @param list the element that scrolls, with the rows in it
 * @param isHeld the reader is in the middle of something: not even a list that is still being searched for may grow
 */
export function useJobList(source: Source, search: JobSearch, list: RefObject<HTMLElement | null>, isHeld: boolean) {
  const query = jobListQuery(source, search)
  const asked = useQuery(query)
  const isOld = asked.isPlaceholderData
  const answer = asked.data?.body
  const key = query.queryKey.join(' ')
  const { held, letInNow } = useHeldList(key, isOld ? undefined : answer, asksWhenFailed(search, source) && !isHeld)
  const reasons = useQuery(reasonsQuery(source, held?.rows.map((row) => row.job) ?? []))
  const whereabouts = useQuery(whereaboutsQuery(source, (held?.rows ?? []).filter((row) => row.left).map((row) => row.job.job_id)))
  const rows = useMemo(
    () =>
      (held?.rows ?? []).map((row): HeldRow => {
        const now = row.left ? whereabouts.data?.find((job) => job.job_id === row.job.job_id) : undefined
        return now === undefined || now.state === row.job.state ? row : { ...row, now }
      }),
    [held, whereabouts.data],
  )
  const isStale = answer?.stale === true
  const trouble = useTrouble(key, asked, isStale)
  // Why the cloud's rows are old stands with the health of its source.
  const client = useQueryClient()
  useEffect(() => {
    if (isStale) void client.invalidateQueries({ queryKey: sourcesQuery().queryKey, exact: true })
  }, [client, isStale])

  // Another page or question begins at its top. To ask for it where nobody has scrolled would lay out the page before its time.
  const hasScrolled = useRef(false)
  useEffect(() => {
    const rows = list.current
    const note = () => void (hasScrolled.current = true)
    rows?.addEventListener('scroll', note, { passive: true })
    return () => rows?.removeEventListener('scroll', note)
  }, [list])
  const shown = held?.key
  const shownBefore = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (hasScrolled.current && shown !== shownBefore.current) {
      showTop(list.current)
      hasScrolled.current = false
    }
    shownBefore.current = shown
  }, [list, shown])

  // The next page is read ahead, once this one is there; nothing here is drawn from it.
  const hasNext = answer !== undefined && !isOld && search.page * search.limit < answer.count
  useQuery({ ...jobListQuery(source, { ...search, page: search.page + 1 }), enabled: hasNext, refetchInterval: false, notifyOnChangeProps: [] })

  /** Shows what waits, or a newer answer: from the top, with the cursor on the first row that is new. */
  const show = (newest?: JobList) => {
    const focusNew = list.current === null ? undefined : newRowFocus(list.current)
    flushSync(() => letInNow(newest))
    focusNew?.()
  }

  return {
    answer,
    answeredAt: asked.data?.answeredAt,
    held,
    /** Something waits to be let into the rows, and they answer what is asked now. */
    hasWaiting: held !== undefined && held.key === key && isWaiting(held),
    rows,
    reasons: reasons.data?.body.reasons,
    trouble,
    /** The rows are another question's, shown until the answer comes. */
    isOld,
    isFirstLoad: asked.isPending && trouble === undefined,
    show,
    refetch: asked.refetch,
  }
}
