import { useQuery } from '@tanstack/react-query'
import { Suspense, useMemo, useRef, useState } from 'react'
import type { Phase } from '#contract/job-states.ts'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../address.ts'
import { useMessages } from '../messages/messages.tsx'
import { usePreferences } from '../preferences.ts'
import { Boundary } from '../ui/boundary.tsx'
import { Button } from '../ui/button.tsx'
import { Later } from '../ui/later.tsx'
import { Part } from '../ui/part.tsx'
import { partOf } from '../ui/part-of.tsx'
import { useServerNow } from '../ui/use-now.ts'
import { ChipRow } from './filters/chip-row.tsx'
import { DrawerGap } from './drawer-gap.tsx'
import { chipsOf } from './filters/filter-chips.ts'
import { countsQuery } from './job-queries.ts'
import { asksWhenFailed, filterCount, withoutFilters, writeSearch } from './job-search.ts'
import type { JobSearch } from './job-search.ts'
import type { JobRow } from './table/job-columns.tsx'
import { ListFace } from './list/list-face.tsx'
import { useOpenRow } from './list/list-focus.ts'
import { createRowAddresses } from './table/row-addresses.ts'
import { PhaseStrip } from './filters/phase-strip.tsx'
import { choiceOf, phaseTree, stripPhases } from './filters/state-choice.ts'
import { useHold, useShownHold } from './list/use-hold.ts'
import { useJobList } from './use-job-list.ts'
import { useListKeys } from './list/use-list-keys.ts'
import { TicksContext, toTicks, useTicked } from './table/use-ticks.ts'

const WaitingPill = partOf(async () => (await import('./list/waiting-pill.tsx')).WaitingPill)

const LiveSentence = partOf(async () => (await import('./list/announcements.tsx')).LiveSentence)

const ListNotice = partOf(async () => (await import('./list/list-notice.tsx')).ListNotice)

const LinkNote = partOf(async () => (await import('./list/announcements.tsx')).LinkNote)

const FilterSheet = partOf(async () => (await import('./filters/filter-sheet.tsx')).FilterSheet)

const FilterPanel = partOf(async () => (await import('./filters/filter-panel.tsx')).FilterPanel)

const JobDrawer = partOf(async () => (await import('./drawer/job-drawer.tsx')).JobDrawer, true)

const ColumnMenu = partOf(async () => (await import('./table/column-menu.tsx')).ColumnMenu)

const OrderMenu = partOf(async () => (await import('./list/order-menu.tsx')).OrderMenu)

const Pager = partOf(async () => (await import('./list/pager.tsx')).Pager)

const RowsPerPage = partOf(async () => (await import('./list/rows-per-page.tsx')).RowsPerPage)

const TickBar = partOf(async () => (await import('./export/tick-bar.tsx')).TickBar)

const ExportMenu = partOf(async () => (await import('./export/export-menu.tsx')).ExportMenu)

const HistogramStrip = partOf(async () => (await import('./histogram/histogram-strip.tsx')).HistogramStrip)

interface JobsPageProps {
  source: Source
  sources: readonly Source[]
  search: JobSearch
  jobId: string | undefined
  /** The open job has the whole page. */
  isPage: boolean
}

/** The list of one source under its filters, and over it the job that is open. */
export function JobsPage({ source, sources, search, jobId, isPage }: JobsPageProps) {
  const { messages, language } = useMessages()
  const { zone, density, histogram } = usePreferences()
  const [unfolded, setUnfolded] = useState<readonly Phase[]>(['failed'])
  // Undefined until it is opened for the first time: its code comes then.
  const [isSheetOpen, setIsSheetOpen] = useState<boolean>()
  const listRef = useRef<HTMLDivElement>(null)
  const rail = useRef<HTMLElement>(null)
  const now = useServerNow(60_000)

  // A phase one of whose states is chosen is unfolded, so that what is on is in sight.
  const open = useMemo(() => {
    const chosen = phaseTree(source.cloud).filter(({ states }) => states.some((state) => choiceOf(search, { kind: 'state', value: state }) !== 'off'))
    return [...new Set<Phase>([...unfolded, ...chosen.map(({ phase }) => phase)])].toSorted()
  }, [source.cloud, search, unfolded])

  const counts = useQuery(countsQuery(source, search, open))
  // Counts and the picture do not know when a job failed: beside a list that does they would contradict it.
  const isByFailure = asksWhenFailed(search, source)
  const phaseCounts = isByFailure ? undefined : counts.data?.body
  const ticked = useTicked(writeSearch({ ...search, page: 1, unrecognised: [] }))
  const hold = useHold(listRef, ticked[0].jobs.size > 0)
  useShownHold(hold)
  const list = useJobList(source, search, listRef, hold !== undefined)
  const ticks = toTicks(ticked, list.rows.map((row) => row.job))
  const { answer, held } = list

  const chips = chipsOf(search, source, { messages, language, zone, now })
  const to = useMemo(() => createRowAddresses(source.id, search), [source.id, search])
  const rows = useMemo(
    () => list.rows.map((row): JobRow => ({ ...row, reason: list.reasons?.[row.job.job_id], to, isCompact: density === 'compact' })),
    [list.rows, list.reasons, to, density],
  )
  const count = answer?.count ?? 0
  const toJob = (id: string) => toAddress(source.id, search, id, isPage)
  const closeDrawer = () => goTo(toAddress(source.id, search))
  useOpenRow(listRef, jobId, rows.length > 0)
  const load = () => {
    if (list.hasWaiting) return list.show()
    void counts.refetch()
    void list.refetch().then(({ data, isError }) => isError || list.show(data?.body))
  }
  const { isPeeking, endPeek, copyNote } = useListKeys({
    source,
    search,
    jobId,
    toJob,
    count,
    phases: stripPhases(source.cloud, search, phaseCounts),
    isOld: list.isOld || list.isFirstLoad,
    list: listRef,
    rail,
    onFilters: () => setIsSheetOpen(true),
    onLoad: load,
    onTick: ticks.tick,
    onClose: closeDrawer,
  })
  const panel = (
    <Later>
      <FilterPanel
        source={source}
        search={search}
        counts={counts.data?.body}
        jobs={answer?.jobs ?? noJobs}
        unfolded={open}
        onUnfold={(phase) => setUnfolded(open.includes(phase) ? open.filter((one) => one !== phase) : [...open, phase])}
      />
    </Later>
  )
  const position = rows.findIndex((row) => row.job.job_id === jobId)
  const openRow = rows[position]
  const previousId = rows[position - 1]?.job.job_id
  const nextId = rows[position + 1]?.job.job_id

  return (
    <>
      <nav ref={rail} tabIndex={-1} aria-label={messages.panel.title} className="row-start-2 outline-none overflow-x-hidden overflow-y-auto border-e border-line bg-ground px-2 py-3 [scrollbar-width:none] max-wide:hidden">
        {panel}
      </nav>
      <main id="jobs" tabIndex={-1} data-beside={jobId !== undefined && !isPage} className="list-page relative row-start-2 flex min-h-0 min-w-0 flex-col bg-surface outline-none wide:col-start-2">
        <h1 className="sr-only">{messages.list.title}{messages.between.name}{source.label}</h1>
        <PhaseStrip source={source} search={search} counts={phaseCounts} isCounted={!isByFailure} />
        {histogram === 'shown' && !isByFailure && (
          // Its room is there from the beginning, the picture comes after the rows.
          <div className="histogram-room h-[66px] flex-none border-b border-line max-tablet:h-[58px]">
            {answer !== undefined && (
              <Later>
                <HistogramStrip source={source} search={search} />
              </Later>
            )}
          </div>
        )}
        <div className="list-tools">
          <Button look="edge" icon="filter" className="wide:hidden max-tablet:h-8" aria-haspopup="dialog" onClick={() => setIsSheetOpen(true)}>
            {messages.panel.open(filterCount(search))}
          </Button>
          <ChipRow source={source} search={search} chips={chips}>
            {answer !== undefined && <p className="cut leading-[26px] text-ink-3">{messages.list.everything(count)}</p>}
          </ChipRow>
          {held !== undefined && list.hasWaiting && <Part><WaitingPill held={held} page={search.page} onShow={() => list.show()} /></Part>}
          <Later>
            <OrderMenu source={source} search={search} look={jobId === undefined ? 'line' : 'icon'} />
            <ColumnMenu source={source} />
            <ExportMenu source={source} search={search} jobs={held?.rows.map((row) => row.job) ?? noJobs} count={count} />
          </Later>
        </div>
        {/* Enter or a click on a row goes into the drawer, also when it was only peeked at before. */}
        <div
          ref={listRef}
          role="group"
          tabIndex={-1}
          aria-label={messages.list.title}
          className="list-rows scroll-thin relative flex min-h-0 flex-1 flex-col overflow-auto border-t border-line"
          onClickCapture={endPeek}
        >
          <TicksContext value={ticks}>
            <ListFace
              source={source}
              sources={sources}
              search={search}
              chips={chips}
              answer={answer}
              question={held?.key ?? ''}
              rows={rows}
              isFirstLoad={list.isFirstLoad}
              isOld={list.isOld}
              trouble={list.trouble}
              openJob={jobId}
              onRetry={() => void list.refetch()}
            />
          </TicksContext>
        </div>
        {/* Below the rows: they stay where they are when it comes and when it goes. */}
        <Later>
          <ListNotice source={source} list={answer} answeredAt={list.answeredAt} trouble={list.trouble} isScan={isByFailure} />
        </Later>
        {ticks.jobs.size > 0 && (
          <Later>
            <TickBar source={source} search={search} jobs={[...ticks.jobs.values()]} onClear={ticks.clear} />
          </Later>
        )}
        <footer className="h-11 flex-none border-t border-line bg-surface max-tablet:h-[52px]">
          {answer !== undefined && (
            <Later>
              <Pager source={source} search={search} count={answer.count} offset={answer.offset} rows={rows.length} />
            </Later>
          )}
        </footer>
        <p
          role="status"
          className="pointer-events-none absolute inset-x-0 bottom-14 z-4 mx-auto w-max max-w-[calc(100%-32px)] rounded-panel border border-line bg-raised px-3 py-1.5 shadow-floating empty:opacity-0"
        >
          <Later isQuiet>{copyNote !== undefined && <LinkNote outcome={copyNote} />}</Later>
        </p>
        <p role="status" className="sr-only">
          <Later isQuiet>{answer !== undefined && !list.isOld && held !== undefined && <LiveSentence held={held} page={search.page} count={count} />}</Later>
        </p>
      </main>
      {isSheetOpen !== undefined && (
        <Later isQuiet>
          <FilterSheet
            isOpen={isSheetOpen}
            onClose={() => setIsSheetOpen(false)}
            count={answer?.count}
            clearTo={chips.length === 0 ? undefined : toAddress(source.id, withoutFilters(search))}
            order={<><OrderMenu source={source} search={search} look="sheet" /><RowsPerPage source={source} search={search} look="sheet" /></>}
          >
            {panel}
          </FilterSheet>
        </Later>
      )}
      {jobId !== undefined && (
        <Boundary of={jobId} fallback={<DrawerGap onClose={closeDrawer} />}>
          <Suspense fallback={null}>
            <JobDrawer
              source={source}
              jobId={jobId}
              isPage={isPage}
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
              onOpen={(id) => goTo(toJob(id), { replace: true })}
              onClose={closeDrawer}
            />
          </Suspense>
        </Boundary>
      )}
    </>
  )
}

const noJobs: readonly Job[] = []
