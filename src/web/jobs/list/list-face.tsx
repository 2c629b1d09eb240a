import type { JobList } from '#contract/job-list.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useIsSessionOver } from '../../sign-in/session-over.ts'
import { Blank } from '../../ui/blank.tsx'
import { Part } from '../../ui/part.tsx'
import { partOf } from '../../ui/part-of.tsx'
import { listColumns } from '../table/job-columns.tsx'
import type { JobRow } from '../table/job-columns.tsx'
import { LoadingFace, TroubleFace } from './faces.tsx'
import type { Chip } from '../filters/filter-chips.ts'
import { withOrder } from '../job-search.ts'
import type { JobSearch } from '../job-search.ts'
import { TryAgain } from '../../ui/try-again.tsx'
import { JobTable } from '../table/job-table.tsx'
import type { Trouble } from './use-trouble.ts'

const NoRowsFace = partOf(async () => (await import('./no-rows-face.tsx')).NoRowsFace)

interface ListFaceProps {
  source: Source
  sources: readonly Source[]
  search: JobSearch
  chips: readonly Chip[]
  answer: JobList | undefined
  /** What the rows answer. */
  question: string
  rows: readonly JobRow[]
  isFirstLoad: boolean
  isOld: boolean
  trouble: Trouble | undefined
  openJob: string | undefined
  onRetry: () => void
}

/** The rows, or whichever face stands in their place: first load, broken, past the end, no match, empty. */
export function ListFace({ source, sources, search, chips, answer, question, rows, isFirstLoad, isOld, trouble, openJob, onRetry }: ListFaceProps) {
  const { messages } = useMessages()
  const isSessionOver = useIsSessionOver()
  if (isFirstLoad) return <LoadingFace columns={listColumns(source, search)} cloud={source.cloud} />
  if (answer === undefined) {
    const error = trouble?.error ?? new Error('no answer')
    return <TroubleFace isSessionOver={isSessionOver} error={error} source={source} hasOthers={sources.length > 1} onRetry={onRetry} />
  }
  if (rows.length > 0) {
    return (
      <JobTable
        source={source}
        search={search}
        question={question}
        rows={rows}
        count={answer.count}
        openJob={openJob}
        isDim={isOld}
        onSort={(order) => goTo(toAddress(source.id, withOrder(search, order)))}
      />
    )
  }
  // Another question is another attempt.
  return (
    <Part of={question} failed={<Blank scene="plug" title={messages.list.summary(answer.count)}><TryAgain /></Blank>}>
      <NoRowsFace source={source} sources={sources} search={search} chips={chips} count={answer.count} />
    </Part>
  )
}
