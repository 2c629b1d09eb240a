import type { Job } from '#contract/job.ts'
import { useMessages } from '../../messages/messages.tsx'
import { usePreferences } from '../../preferences.ts'
import { Icon } from '../../ui/icon.tsx'
import { Option } from '../../ui/option.tsx'
import { clockText, dayText } from '../../ui/time-text.ts'
import { Cover } from '../table/cover.tsx'
import { stateText, textLanguage } from '../state-text.ts'

interface FindMatchProps {
  id: string
  job: Job
  sourceLabel: string
  isActive: boolean
  now: number
  onActive: () => void
  onOpen: () => void
}

/** A job that was found: enough to tell it from its namesakes before it is opened. The keyboard stays in the text field. */
export function FindMatch({ id, job, sourceLabel, isActive, now, onActive, onOpen }: FindMatchProps) {
  const { messages, language } = useMessages()
  const { zone } = usePreferences()
  const name = job.name.trim() === '' ? messages.list.noName : job.name.slice(0, 200)
  const created = job.create_time === undefined ? undefined : Date.parse(job.create_time)
  const state = stateText(messages, job.cloud, job.state)
  return (
    <Option id={id} isActive={isActive} phase={job.phase} className="items-start gap-3 px-2 py-1.5" onActive={onActive} onChoose={onOpen}>
      <span className="mt-0.5 flex-none"><Cover job={job} size={36} /></span>
      {/* Each line shares its own width: a long batch must not cut the state above it. */}
      <span className="min-w-0 flex-1 text-small text-ink-3 [&>span]:flex [&>span]:items-center [&>span]:gap-x-3">
        <span>
          <bdi className="cut flex-1 text-body font-medium text-ink" lang={textLanguage(name)} title={name}>{name}</bdi>
          <span className="cut max-w-40 max-tablet:max-w-24" title={sourceLabel}>{sourceLabel}</span>
        </span>
        <span>
          <span className="flex min-w-0 flex-1 items-center gap-1.5">
            <Icon name={job.phase} size={12} className="text-phase" />
            <span className={`cut max-w-[calc(100%-18px)] flex-none text-ink-2 ${state.isCode ? 'font-mono text-id' : ''}`} title={state.text}>{state.text}</span>
            {/* Where there is no room for both the state is read whole. */}
            <span className="cut min-w-0 flex-1">{messages.moves[job.actor]}</span>
          </span>
          {created !== undefined && (
            <time dateTime={job.create_time} className="flex-none whitespace-nowrap">
              {dayText(created, now, language, zone)} {clockText(created, zone)}
            </time>
          )}
        </span>
        <span>
          <span className="min-w-0 flex-1 overflow-hidden font-mono text-id whitespace-nowrap text-ellipsis">{job.job_id}</span>
          {/* Who calls gives a batch or the last digits, and has many jobs. */}
          {job.batch_name !== undefined && job.batch_name !== '' && <bdi className="cut max-w-32 max-tablet:max-w-24" lang={textLanguage(job.batch_name)} title={job.batch_name}>{job.batch_name}</bdi>}
          {job.contact !== undefined && <span className="flex-none whitespace-nowrap">{job.contact}</span>}
        </span>
      </span>
    </Option>
  )
}
