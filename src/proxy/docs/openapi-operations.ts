import type * as z from 'zod/mini'
import { Found } from '#contract/find.ts'
import { bucketWidths, Histogram } from '#contract/histogram.ts'
import { filterAllowed, filterNames, limitRange, listDefaults, maxOffset, sortDirs, sortKeys, type FilterName } from '#contract/job-filters.ts'
import { JobDetail } from '#contract/job-detail.ts'
import { Reasons } from '#contract/reasons.ts'
import { Counts, JobList } from '#contract/job-list.ts'
import { Job, jobIdPattern, sourceIdPattern } from '#contract/job.ts'
import { coverWidths } from '#contract/paths.ts'
import { phases } from '#contract/job-states.ts'
import { Problem } from '#contract/problem.ts'
import { Revealed, RevealRequest, Session } from '#contract/session.ts'
import { Source, Sources } from '#contract/source.ts'

/** Schemas that other schemas and the operations name. */
export const namedSchemas = { Counts, Found, Histogram, Job, JobDetail, JobList, Problem, Reasons, Revealed, RevealRequest, Session, Source, Sources } as const satisfies Record<string, z.core.$ZodType>
export type SchemaName = keyof typeof namedSchemas

export interface Parameter {
  name: string
  description: string
  schema: Readonly<Record<string, unknown>>
  required?: boolean
}

export interface Operation {
  /** Default: GET. */
  method?: 'GET' | 'POST'
  /** As the app has it, below the base path. */
  route: string
  summary: string
  query: readonly Parameter[]
  /** A schema of the contract, or the media types of what is no JSON of ours. */
  answer: SchemaName | readonly string[]
  /** The schema of the body, of what is sent. */
  body?: SchemaName
  /** The answer comes from a cloud: with its age and its id. */
  isOfCloud?: boolean
}

const text = { type: 'string' } as const
const words = (values: readonly (string | number)[]) => ({ enum: [...values] })

const filter = (name: FilterName): Parameter => ({ name, description: `Must be ${filterAllowed(name)}.`, schema: text })
const filters = filterNames.map(filter)
const counted = filters.filter(({ name }) => name !== 'failed_since')
const paging: readonly Parameter[] = [
  { name: 'offset', description: 'Jobs to leave out.', schema: { type: 'integer', minimum: 0, maximum: maxOffset, default: listDefaults.offset } },
  { name: 'limit', description: 'Jobs to answer.', schema: { type: 'integer', minimum: limitRange.min, maximum: limitRange.max, default: listDefaults.limit } },
  { name: 'sort_key', description: 'What to sort by, where the source can. With failed_since and neither this nor sort_dir the newest failure stands first.', schema: { ...words(sortKeys), default: listDefaults.sort_key } },
  { name: 'sort_dir', description: 'The direction.', schema: { ...words(sortDirs), default: listDefaults.sort_dir } },
]

/** What stands in a path. */
export const pathParameters: Readonly<Record<string, Parameter>> = {
  source: { name: 'source', description: 'The id of a source, from /api/sources.', schema: { ...text, pattern: sourceIdPattern.source } },
  job_id: { name: 'job_id', description: 'The cloud’s id of a job.', schema: { ...text, pattern: jobIdPattern.source } },
}

/** Every route that is answered, but the page and its files. */
export const operations: readonly Operation[] = [
  { route: '/api/sources', summary: 'The accounts that are watched, and what each can be asked for', query: [], answer: 'Sources' },
  { route: '/api/sources/:source/jobs', summary: 'One page of the list', query: [...paging, ...filters], answer: 'JobList', isOfCloud: true },
  { route: '/api/sources/:source/jobs/:job_id', summary: 'Everything about one job', query: [], answer: 'JobDetail', isOfCloud: true },
  {
    route: '/api/sources/:source/jobs/:job_id/cover',
    summary: 'The cover of a job, a square picture',
    query: [
      { name: 'width', description: 'In pixels.', schema: { ...words(coverWidths), default: 192 } },
      { name: 'v', description: 'The cover_version of the job: with it the picture may be kept for ever.', schema: text },
    ],
    answer: ['image/avif', 'image/webp', 'image/jpeg', 'image/png'],
  },
  {
    route: '/api/sources/:source/counts',
    summary: 'How many jobs there are of each phase, actor and state',
    query: [...counted, { name: 'states_of', description: `A comma list of phases whose states are counted too: ${phases.join(', ')}.`, schema: text }],
    answer: 'Counts',
    isOfCloud: true,
  },
  {
    route: '/api/sources/:source/histogram',
    summary: 'How many jobs were created in each hour, day or week',
    query: [
      ...counted,
      { name: 'by', description: 'The width of a bucket.', schema: { ...words(bucketWidths), default: 'day' } },
      { name: 'tz', description: 'The IANA name of the time zone whose days and weeks are meant.', schema: { ...text, default: 'UTC' } },
    ],
    answer: 'Histogram',
    isOfCloud: true,
  },
  {
    route: '/api/sources/:source/reasons',
    summary: 'Why jobs failed, as far as it is known by now',
    query: [{ name: 'ids', description: 'A comma list of up to 100 job ids.', schema: text, required: true }],
    answer: 'Reasons',
    isOfCloud: true,
  },
  {
    route: '/api/find',
    summary: 'Looks for a job in every source at once',
    query: [{ name: 'q', description: 'A job id, a part of a name, or the last four digits or more of a phone number, also with stars as it is shown masked (`138****5599`). Words with blanks, commas or semicolons between them must all fit one job. Where nothing matches the text, it is looked for without small words (`phone ending in 1889` is `1889`), and the answer says so in `meant`.', schema: { ...text, minLength: 2, maxLength: 256 }, required: true }],
    answer: 'Found',
    isOfCloud: true,
  },
  { route: '/api/session', summary: 'Who is asking, where people have to sign in', query: [], answer: 'Session' },
  {
    method: 'POST',
    route: '/api/sources/:source/jobs/:job_id/reveal',
    summary: 'A contact in clear, written down with the reason; for the role support, and only where people have to sign in',
    query: [],
    body: 'RevealRequest',
    answer: 'Revealed',
  },
  { route: '/api/openapi.json', summary: 'This description, for programs', query: [], answer: ['application/json'] },
  { route: '/api/docs', summary: 'This description, for people', query: [], answer: ['text/html'] },
  { route: '/api/docs.css', summary: 'How the description for people looks', query: [], answer: ['text/css'] },
  { route: '/healthz', summary: 'The process answers', query: [], answer: ['application/json'] },
  { route: '/readyz', summary: 'It takes requests: it is not shutting down', query: [], answer: ['application/json'] },
  { route: '/metrics', summary: 'Counts for Prometheus, for callers on the same machine or with the token', query: [], answer: ['text/plain'] },
]
