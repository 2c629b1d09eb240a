import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import type { Phase } from '#contract/job-states.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../address.ts'
import { useKeyHint } from '../key-hint.ts'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import { ChipRow } from './chip-row.tsx'
import { BrokenFace, EmptyFace, LoadingFace, NoMatchFace, PastEndFace } from './faces.tsx'
import { chipsOf } from './filter-chips.ts'
import { FilterSheet } from './filter-sheet.tsx'
import { countsQuery, jobListQuery, reasonsQuery } from './job-queries.ts'
import { filterCount, withFilters, withoutFilters } from './job-search.ts'
import type { JobSearch } from './job-search.ts'
import { columnsOf } from './job-columns.tsx'
import type { JobRow } from './job-columns.tsx'
import { JobTable } from './job-table.tsx'
import { ListNotice } from './list-notice.tsx'
import { Pager } from './pager.tsx'
import { PhaseStrip } from './phase-strip.tsx'
import { choiceOf, phaseTree, stripPhases } from './state-choice.ts'
import { useHeldList } from './use-held-list.ts'
import { useListKeys } from './use-list-keys.ts'

const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.tsx')).FilterPanel }))

const JobDrawer = lazy(async () => ({ default: (await import('./drawer/job-drawer.tsx')).JobDrawer }))

const ExportMenu = lazy(async () => ({ default: (await import('./export/export-menu.tsx')).ExportMenu }))

interface JobsPageProps {
  source: Source
  sources: readonly Source[]
  search: JobSearch
  jobId: string | undefined
}

/** The list of one source under its filters, and over it the job that is open. */
export function JobsPage({ source, sources, search, jobId }: JobsPageProps) {
  const { messages, language } = useMessages()
  const { zone, density } = usePreferences()
  const [unfolded, setUnfolded] = useState<readonly Phase[]>(['failed'])
  const [isSheetOpen, setIsSheetOpen] = useState(false)
  const body = useRef<HTMLTableSectionElement>(null)
  const rail = useRef<HTMLElement>(null)
  const hint = useKeyHint()
  const now = useNow(60_000)

  // A phase one of whose states is chosen is unfolded, so that what is on is in sight.
  const open = useMemo(() => {
    const chosen = phaseTree(source.cloud).filter(({ states }) => states.some((state) => choiceOf(search, { kind: 'state', value: state }) !== 'off'))
    return [...new Set<Phase>([...unfolded, ...chosen.map(({ phase }) => phase)])].toSorted()
  }, [source.cloud, search, unfolded])

  const listQuery = jobListQuery(source, search)
  const list = useQuery(listQuery)
  const counts = useQuery(countsQuery(source, search, open))
  const answer = list.data?.body
  const jobs = answer?.jobs
  const { held, letInNow } = useHeldList(listQuery.queryKey.join(' '), list.isPlaceholderData ? undefined : jobs)
  const reasons = useQuery(reasonsQuery(source, held?.rows.map((row) => row.job) ?? []))

  // The next page is read ahead, once this one is there; nothing here is drawn from it.
  const hasNext = answer !== undefined && !list.isPlaceholderData && search.page * search.limit < answer.count
  useQuery({ ...jobListQuery(source, { ...search, page: search.page + 1 }), enabled: hasNext, refetchInterval: false, notifyOnChangeProps: [] })

  const chips = chipsOf(search, source, { messages, language, zone, now })
  const rows: JobRow[] = (held?.rows ?? []).map((row) => ({
    ...row,
    reason: reasons.data?.body.reasons[row.job.job_id],
    toJob: toAddress(source.id, search, row.job.job_id),
    toBatch: toAddress(source.id, withFilters(search, { batch_name: row.job.batch_name })),
    toTag: (tag) => toAddress(source.id, withFilters(search, { tag })),
    coverSize: density === 'compact' ? 24 : 36,
  }))
  const count = answer?.count ?? 0
  const closeDrawer = () => {
    goTo(toAddress(source.id, search))
    // Focus goes back to the row that was open.
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-job="${jobId ?? ''}"]`)?.focus())
  }
  const load = () => {
    if (held !== undefined && held.added > 0) return letInNow()
    void counts.refetch()
    void list.refetch().then(({ data, isError }) => isError || letInNow(data?.body.jobs))
  }
  const { isPeeking, endPeek, copyNote } = useListKeys({
    source,
    search,
    jobId,
    count,
    phases: stripPhases(source.cloud, search, counts.data?.body),
    isOld: list.isPlaceholderData,
    body,
    rail,
    onFilters: () => setIsSheetOpen(true),
    onLoad: load,
    onClose: closeDrawer,
  })
  const panel = (
    <Suspense fallback={null}>
      <FilterPanel
        source={source}
        search={search}
        counts={counts.data?.body}
        jobs={jobs ?? noJobs}
        unfolded={open}
        onUnfold={(phase) => setUnfolded(open.includes(phase) ? open.filter((one) => one !== phase) : [...open, phase])}
      />
    </Suspense>
  )
  const position = rows.findIndex((row) => row.job.job_id === jobId)
  const openRow = rows[position]
  const previousId = rows[position - 1]?.job.job_id
  const nextId = rows[position + 1]?.job.job_id

  return (
    <>
      <nav ref={rail} aria-label={messages.panel.title} className="row-start-2 overflow-x-hidden overflow-y-auto border-e border-line bg-ground px-2 py-3 [scrollbar-width:none] max-wide:hidden">
        {panel}
      </nav>
      <main id="jobs" tabIndex={-1} className="list-page relative row-start-2 flex min-h-0 min-w-0 flex-col bg-surface outline-none wide:col-start-2">
        <h1 className="sr-only">{messages.list.title}: {source.label}</h1>
        <PhaseStrip source={source} search={search} counts={counts.data?.body} />
        <div className="flex min-h-11 flex-none items-center gap-1.5 ps-(--gutter) pe-3 max-tablet:min-h-12">
          <Button look="edge" icon="filter" className="wide:hidden max-tablet:h-8" aria-haspopup="dialog" onClick={() => setIsSheetOpen(true)}>
            {messages.panel.open(filterCount(search))}
          </Button>
          <ChipRow source={source} search={search} chips={chips}>
            {answer !== undefined && <p className="cut text-ink-3">{messages.list.everything(count)}</p>}
          </ChipRow>
          {held !== undefined && held.added > 0 && (
            <button
              type="button"
              title={hint(messages.list.waitingHint, 'R')}
              className="inline-flex h-7 flex-none items-center gap-1.5 rounded-full border border-accent-line bg-accent-ground px-3 font-medium whitespace-nowrap text-accent quick hover:border-accent max-tablet:h-8"
              onClick={() => letInNow()}
            >
              <Icon name="arrow-up" size={14} />
              {messages.list.waiting(held.added, held.failed)}
            </button>
          )}
          <Suspense fallback={null}>
            <ExportMenu source={source} search={search} jobs={held?.rows.map((row) => row.job) ?? noJobs} count={count} />
          </Suspense>
        </div>
        <ListNotice source={source} list={answer} answeredAt={list.data?.answeredAt} error={list.error} failedAt={list.errorUpdatedAt} />
        {/* Enter or a click on a row goes into the drawer, also when it was only peeked at before. */}
        <div className="list-rows scroll-thin flex min-h-0 flex-1 flex-col overflow-auto border-t border-line" onClickCapture={endPeek}>
          {list.isPending ? (
            <LoadingFace columns={columnsOf(source)} />
          ) : answer === undefined ? (
            <BrokenFace error={list.error ?? new Error('no answer')} source={source} hasOthers={sources.length > 1} onRetry={() => void list.refetch()} />
          ) : rows.length > 0 ? (
            <JobTable
              source={source}
              search={search}
              rows={rows}
              count={count}
              openJob={jobId}
              isDim={list.isPlaceholderData}
              bodyRef={body}
              onSort={(sort_key, sort_dir) => goTo(toAddress(source.id, { ...search, sort_key, sort_dir, page: 1 }))}
            />
          ) : count > 0 ? (
            <PastEndFace source={source} search={search} count={count} />
          ) : chips.some((chip) => chip.odd === undefined) ? (
            <NoMatchFace source={source} search={search} chips={chips} />
          ) : (
            <EmptyFace source={source} sources={sources} />
          )}
        </div>
        <Pager source={source} search={search} count={count} offset={answer?.offset ?? 0} rows={rows.length} />
        <p
          role="status"
          className="pointer-events-none absolute inset-x-0 bottom-14 z-4 mx-auto w-max rounded-panel border border-line bg-raised px-3 py-1.5 shadow-floating empty:hidden"
        >
          {copyNote === undefined ? '' : messages.list[copyNote]}
        </p>
        <p role="status" className="sr-only">{answer === undefined || list.isPlaceholderData ? '' : messages.list.summary(count)}</p>
      </main>
      <FilterSheet isOpen={isSheetOpen} onClose={() => setIsSheetOpen(false)} count={answer?.count} clearTo={toAddress(source.id, withoutFilters(search))}>
        {panel}
      </FilterSheet>
      {jobId !== undefined && (
        <Suspense fallback={null}>
          <JobDrawer
            source={source}
            jobId={jobId}
            isPeek={isPeeking}
            {...(openRow === undefined
              ? {}
              : {
                  listed: openRow.job,
                  place: {
                    position: (search.page - 1) * search.limit + position + 1,
                    count,
                    ...(previousId === undefined ? {} : { previousId }),
                    ...(nextId === undefined ? {} : { nextId }),
                  },
                })}
            onOpen={(id) => goTo(toAddress(source.id, search, id), { replace: true })}
            onClose={closeDrawer}
          />
        </Suspense>
      )}
    </>
  )
}

const noJobs: readonly Job[] = []
