import type { ReactNode } from 'react'
import type { JobDetail, SubJob } from '#contract/job-detail.ts'
import type { FilterName } from '#contract/job-filters.ts'
import type { Source } from '#contract/source.ts'
import { useAddress } from '../../address.ts'
import { Link } from '../../ui/link.tsx'
import { Moment } from '../../ui/time.tsx'
import { createRowAddresses } from '../table/row-addresses.ts'
import type { RowAddresses } from '../table/row-addresses.ts'
import { textLanguage } from '../state-text.ts'
import { TagLink } from '../table/tag-link.tsx'
import { useDrawerMessages } from './drawer-messages.ts'
import type { DrawerMessages } from '../../messages/drawer.en.ts'
import type { DrawerWords } from './drawer-messages.ts'
import { RevealContact } from './reveal-contact.tsx'
import { fieldGroups, fieldsOf, fieldValue } from './job-fields.ts'
import type { FieldName } from './job-fields.ts'
import { awaitsSubmission } from './submission.ts'
import { useMoments } from './use-moments.ts'
import type { Moments } from './use-moments.ts'

/** Ids and codes, set in the typeface of ids and given a line of their own. */
const codes = new Set<FieldName>(['state', 'source', 'project_id', 'app_user_id', 'asset_id', 'portrait', 'video', 'voice_train_job_id', 'request_id'])
// The contact has room for the question that comes before it is shown.
const wides = new Set<FieldName>(['contact', 'message', 'description', 'sub_jobs', 'allocated_resource', 'tags'])

/** Every field the cloud sent, in groups and two columns. What its list can be filtered by leads to that filter. */
export function JobFields({ detail, source }: { detail: JobDetail; source: Source }) {
  const words = useDrawerMessages()
  const moments = useMoments()
  const { search } = useAddress()
  const to = createRowAddresses(source.id, search)
  const { fields } = words.drawer
  return (
    <section className="@container mt-5">
      <h3 className="border-b border-line pb-2 font-semibold">{fields.title}</h3>
      {fieldGroups.map((group) => {
        const present = fieldsOf(group)
          .filter((name) => fieldValue(detail, name) !== undefined)
          // What takes a line of its own comes last, so that the two columns have no holes.
          .toSorted((one, other) => Number(isWide(one, fieldValue(detail, one))) - Number(isWide(other, fieldValue(detail, other))))
        if (present.length === 0) return null
        return (
          <div key={group}>
            <h4 className="mt-3 mb-0.5 text-small font-semibold text-ink-2">{fields.groups[group]}</h4>
            <dl className="grid gap-x-6 @lg:grid-cols-2">
              {present.map((name) => (
                <Field key={name} isWide={isWide(name, fieldValue(detail, name))} label={labelOf(name, detail, words)}>
                  {shown(name, detail, { source, to, words, moments })}
                </Field>
              ))}
            </dl>
          </div>
        )
      })}
    </section>
  )
}

function Field({ label, isWide: wide, children }: { label: string; isWide: boolean; children: ReactNode }) {
  return (
    <div className={`grid grid-cols-[var(--label)_minmax(0,1fr)] border-b border-line-soft py-1 ${wide ? '@lg:col-span-2' : ''}`}>
      <dt className="pe-2 text-ink-3">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

// With its region beside it MetaStudio is longer than half a line.
const isWide = (name: FieldName, value: unknown) => wides.has(name) || (name === 'cloud' && value === 'metastudio') || (typeof value === 'string' && codes.has(name) && value.length > 16)

const labelOf = (name: FieldName, { job }: JobDetail, { messages, drawer }: DrawerWords) =>
  name === 'last_update_time' ? messages.lastUpdate[job.cloud] : drawer.fields.labels[name]

interface Around {
  source: Source
  to: RowAddresses
  words: DrawerWords
  moments: Moments
}

/** A value in words, where it is one of ours; as the cloud sent it otherwise. */
function shown(name: FieldName, detail: JobDetail, { source, to, words, moments }: Around): ReactNode {
  const { messages, drawer } = words
  const { job } = detail
  const { fields } = drawer
  const filtering = (filter: FilterName, toList: (value: string) => string, value: string) =>
    source.filters.includes(filter) ? <Filtering to={toList(value)} label={messages.list.filterBy(messages.filters[filter], value)}>{plain(name, value, fields)}</Filtering> : plain(name, value, fields)
  switch (name) {
    case 'phase': return messages.phases[job.phase]
    case 'stage': return job.stage === undefined ? '' : drawer.stageNames[job.stage]
    case 'actor': return messages.moves[awaitsSubmission(detail) ? 'you' : job.actor]
    case 'console_group': return job.console_group === undefined ? '' : messages.consoleGroups[job.console_group]
    case 'cloud': return <>{messages.clouds[job.cloud]}{messages.between.clauses}<span className="whitespace-nowrap">{source.region}</span></>
    case 'create_time':
    case 'last_update_time':
    case 'first_training_time':
      return <Told at={job[name]} moments={moments} />
    case 'state': return filtering('state', to.state, job.state)
    case 'batch_name': return filtering('batch_name', to.batch, job.batch_name ?? '')
    case 'optional_training_location': return job.optional_training_location?.map((place, index) => <span key={`${index}-${place}`} className="me-2">{filtering('train_location', to.location, place)}</span>)
    case 'tags':
      if (!source.filters.includes('tag')) return plain(name, job.tags, fields)
      return (
        <ul className="flex flex-wrap gap-1">
          {job.tags?.map((tag, index) => <li key={`${index}-${tag}`} className="-my-0.5 max-w-full min-w-6"><TagLink tag={tag} to={to.tag(tag)} /></li>)}
        </ul>
      )
    case 'contact': return <RevealContact job={job} />
    case 'allocated_resource': {
      const { resource_id: id, charge_mode: mode, expire_time: until } = detail.allocated_resource ?? {}
      return (
        <>
          {id !== undefined && <code className="font-mono text-id">{id}</code>}
          {id !== undefined && mode !== undefined && ' · '}
          {mode}
          {until !== undefined && <span className="text-ink-2">{(id ?? mode) === undefined ? '' : ' · '}{fields.expires[0]}<Moment at={Date.parse(until)}>{moments.moment(Date.parse(until))}</Moment>{fields.expires[1]}</span>}
        </>
      )
    }
    case 'sub_jobs': return detail.sub_jobs.map((part, index) => <Part key={part.job_id ?? index} part={part} moments={moments} fields={fields} />)
    default: return plain(name, fieldValue(detail, name), fields)
  }
}

function plain(name: FieldName, value: unknown, { yes, no }: { yes: string; no: string }): ReactNode {
  if (typeof value === 'boolean') return value ? yes : no
  if (Array.isArray(value)) return value.map(String).join(', ')
  const text = String(value)
  return codes.has(name) ? <code className="font-mono text-id">{text}</code> : <span lang={textLanguage(text)} className="whitespace-pre-line">{text}</span>
}

/** A value that leads to the jobs that have it too. */
function Filtering({ to, label, children }: { to: string; label: string; children: ReactNode }) {
  return (
    <Link to={to} aria-label={label} title={label} className="-my-0.5 inline-flex min-h-6 min-w-6 max-w-full items-center underline decoration-line underline-offset-3 quick hover:text-accent hover:decoration-current">
      {children}
    </Link>
  )
}

function Told({ at, moments }: { at: string | undefined; moments: Moments }) {
  return at === undefined ? null : <Moment at={Date.parse(at)}>{moments.told(Date.parse(at))}</Moment>
}

/** A part of the job, running or over: its kind, state, id and the last sign of life. */
function Part({ part, moments, fields }: { part: SubJob; moments: Moments; fields: DrawerMessages['fields'] }) {
  const at = part.last_update_time ?? part.create_time
  return (
    <span className="block">
      {[part.sub_job_type, part.state].filter((word) => word !== undefined).join(' · ')}
      {part.job_id !== undefined && <code className="mx-2 font-mono text-id text-ink-3">{part.job_id}</code>}
      {at !== undefined && <span className="text-ink-2">{part.last_update_time === undefined ? fields.partCreated : fields.partUpdated}<Told at={at} moments={moments} /></span>}
    </span>
  )
}
