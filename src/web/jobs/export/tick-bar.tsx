import { useEffect, useState } from 'react'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { copiedWords } from '../list/copied-words.ts'
import { errorText } from '../list/error-text.ts'
import type { JobSearch } from '../job-search.ts'
import { thisMoment } from '../job-queries.ts'
import { collectRows, pause } from './collect-jobs.ts'
import { toClipboardTable } from './export-rows.ts'
import { useExportWords, writtenText } from './use-words.ts'
import { writeFile } from './write-file.ts'

interface TickBarProps {
  source: Source
  search: JobSearch
  jobs: readonly Job[]
  onClear: () => void
}

/** What can be done with the ticked jobs: their ids or a table into the clipboard, or a file. The ticks stay. */
export function TickBar({ source, search, jobs, onClear }: TickBarProps) {
  const { messages, language } = useMessages()
  const { list } = messages
  const exports = useExportWords()
  const { ticks } = exports
  const [outcome, setOutcome] = useState('')
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      const isElsewhere = target?.closest('input:not([type=checkbox]), select, [role=dialog], details[open]') != null
      // What lies on top is closed first.
      if (event.key === 'Escape' && !event.defaultPrevented && !isElsewhere && document.querySelector('dialog[open], .job-drawer') === null) onClear()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [onClear])
  const copy = async (text: string) => {
    // Without a secure connection there is no clipboard at all.
    await (async () => navigator.clipboard.writeText(text))().then(() => setOutcome(list.copied), () => setOutcome(copiedWords[language].refused))
  }
  const fail = (error: unknown) => setOutcome(exports.failed(errorText(error instanceof Error ? error : new Error(String(error)), source.cloud, messages).title))
  const write = async (kind: 'csv' | 'json') => {
    try {
      setOutcome(writtenText(await writeFile(kind, { source, search, jobs, messages, words: exports }, new AbortController().signal, () => {}), exports, { messages, language }))
    } catch (error) {
      fail(error)
    }
  }
  // Ticks outlive the page whose reasons are at hand: what is missing is read first.
  const copyTable = async () => {
    try {
      const options = { signal: new AbortController().signal, moment: thisMoment(), wait: pause, onProgress: () => {} }
      await copy(toClipboardTable(await collectRows(source, jobs, options), { messages, words: exports }))
    } catch (error) {
      fail(error)
    }
  }
  return (
    <div
      role="toolbar"
      aria-label={ticks.bar}
      className="tick-bar flex min-h-11 flex-none items-center gap-x-1 overflow-x-auto border-t border-line bg-accent-ground py-1 ps-(--gutter) pe-2 whitespace-nowrap [scrollbar-width:none] [&>*]:flex-none max-tablet:gap-x-0 max-tablet:[&>button:not([aria-label])>svg]:hidden"
    >
      <span className="pe-2 font-medium">{ticks.count(jobs.length)}</span>
      <Button icon="copy" onClick={() => void copy(jobs.map((job) => job.job_id).join('\n'))}>{ticks.copyIds}</Button>
      <Button onClick={() => void copyTable()}>{ticks.copyTable}</Button>
      <Button icon="export" onClick={() => void write('csv')}>CSV</Button>
      <Button onClick={() => void write('json')}>JSON</Button>
      <span role="status" className="px-1 text-small text-ink-2 empty:p-0">{outcome}</span>
      <IconButton icon="close" label={ticks.clear} title={`${ticks.clear} (Esc)`} className="sticky -end-2 bg-accent-ground" onClick={onClear} />
    </div>
  )
}
