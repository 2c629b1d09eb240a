import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Job } from '#contract/job.ts'
import type { Source } from '#contract/source.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, openMenu } from '../../ui/menu.tsx'
import { useCommands } from '../../use-keys.tsx'
import { errorText } from '../list/error-text.ts'
import { jobListQuery } from '../job-queries.ts'
import type { JobSearch } from '../job-search.ts'
import type { Progress } from './collect-jobs.ts'
import { noteTold } from './told-at.ts'
import { useExportWords, writtenText } from './use-words.ts'
import { writeFile } from './write-file.ts'

interface ExportMenuProps {
  source: Source
  search: JobSearch
  /** The rows of this page, as they stand. */
  jobs: readonly Job[]
  /** All jobs that match. */
  count: number
}

/** This page or all that match, as CSV or JSON, with the reasons; what takes long shows how far it is and can be called off. */
export function ExportMenu({ source, search, jobs, count }: ExportMenuProps) {
  const { messages, language } = useMessages()
  const words = useExportWords()
  const menu = useRef<HTMLDetailsElement>(null)
  const [progress, setProgress] = useState<Progress>()
  const [outcome, setOutcome] = useState<string>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  // Also for those that are ticked and written later, from another page.
  const answer = useQueryClient().getQueryData(jobListQuery(source, search).queryKey)
  useEffect(() => {
    if (answer !== undefined) noteTold(answer.body.jobs, answer.answeredAt)
  }, [answer])
  useCommands({ export: () => openMenu(menu) })
  const number = (value: number) => value.toLocaleString(language)

  const run = async (kind: 'csv' | 'json', isAll: boolean) => {
    const controller = new AbortController()
    running.current = controller
    setOutcome(undefined)
    setProgress({ step: 'jobs', done: 0, of: isAll ? count : jobs.length })
    try {
      setOutcome(writtenText(await writeFile(kind, { source, search, jobs: isAll ? undefined : jobs, messages, words }, controller.signal, setProgress), words, { messages, language }))
    } catch (error) {
      if (!controller.signal.aborted) setOutcome(words.failed(errorText(error instanceof Error ? error : new Error(String(error)), source.cloud, messages).title))
    } finally {
      setProgress(undefined)
    }
  }

  return (
    <Menu ref={menu} className="flex-none" isBusy={progress !== undefined} onToggle={() => setOutcome(undefined)}>
      <summary title={words.title} className="inline-flex h-7 list-none items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-ink-2 quick hover:bg-sunk hover:text-ink max-tablet:h-8 [&::-webkit-details-marker]:hidden">
        <Icon name="export" className="text-ink-3" />
        <span className="max-tablet:sr-only">{words.title}</span>
      </summary>
      <div className="absolute end-0 top-full z-4 mt-1 w-64 rounded-panel border border-line bg-raised p-1 text-ink shadow-floating">
        {progress === undefined ? (
          (['csv', 'json'] as const).flatMap((kind) =>
            [false, true].map((isAll) => (
              <button
                key={`${kind}-${String(isAll)}`}
                type="button"
                disabled={count === 0}
                className="flex h-8 w-full items-center gap-2 rounded-control px-2.5 text-start quick hover:bg-hover disabled:opacity-40 max-tablet:h-10"
                onClick={() => void run(kind, isAll)}
              >
                {isAll ? words.all : words.page}
                <span className="ms-auto text-small text-ink-3">
                  {number(isAll ? count : jobs.length)} · {kind.toUpperCase()}
                </span>
              </button>
            )),
          )
        ) : (
          <div className="p-2.5">
            <p className="text-ink-2">{words.progress[progress.step](number(progress.done), number(progress.of))}</p>
            <progress className="my-2 block h-1 w-full appearance-none overflow-hidden rounded-full bg-track-rest [&::-moz-progress-bar]:bg-accent-fill [&::-webkit-progress-bar]:bg-track-rest [&::-webkit-progress-value]:bg-accent-fill" value={progress.done} max={Math.max(1, progress.of)} aria-label={words.title} />
            <Button look="edge" onClick={() => running.current?.abort()}>{words.cancel}</Button>
          </div>
        )}
        <p role="status" className="px-2.5 py-1.5 text-small text-ink-2 empty:p-0">{outcome ?? ''}</p>
        {progress === undefined && outcome === undefined && <p className="px-2.5 pt-1 pb-1.5 text-small text-ink-3">{words.hint}</p>}
      </div>
    </Menu>
  )
}
