import type { Stage } from '#contract/job-states.ts'
import type { LogActor } from '#contract/log-words.ts'
import type { Repeats } from '../jobs/drawer/attempts.ts'
import type { FieldGroup, FieldName } from '../jobs/drawer/job-fields.ts'
import type { NextStep } from '../jobs/next-step.ts'
import type { Sharer, Wait } from '../jobs/drawer/waits.ts'
import type { LanguageCode } from './messages.tsx'
import { errorCodes } from './error-codes.en.ts'
import { movers, providers } from './movers.en.ts'

const number = (value: number) => value.toLocaleString('en')

const counted = (count: number, word: string) => `${number(count)} ${word}${count === 1 ? '' : 's'}`

const languages = { en: 'English', 'zh-CN': 'Chinese' } satisfies Record<LanguageCode, string>

/** Every word of the drawer, in English. The other languages have this shape. */
export const drawerEn = {
  stageNames: {
    draft: 'Draft', review: 'Review', preprocess: 'Data preparation', train: 'Training', inference: 'Inference', action: 'Actions',
    compile: 'Compilation', 'awaiting-user': 'Approval', done: 'Done',
  } satisfies Record<Stage, string>,
  previous: 'Previous job',
  next: 'Next job',
  place: (position: number, count: number) => `${number(position)} of ${number(count)}`,
  copyLink: 'Copy link',
  openPage: 'Open as page',
  besideList: 'Show beside the list',
  toList: 'Back to the list',
  close: 'Close',
  loading: 'Loading the job',
  copyRefused: 'This browser does not allow copying here.',
  copyWaits: 'Will be copied as soon as the job has loaded.',
  copyMissing: 'Nothing was copied: the job could not be loaded.',
  notFoundTitle: (source: string) => `This job does not exist on ${source}`,
  notFoundText: 'It may have been deleted, or the link belongs to another source.',

  /** Times: `14 Mar, 00:20` and `14 Mar, 00:20 Beijing`. */
  stamp: (day: string, clock: string) => `${day}, ${clock}`,
  moment: (day: string, clock: string, zone: string) => `${day}, ${clock} ${zone}`,
  zones: { local: 'local time', beijing: 'Beijing', utc: 'UTC' },
  underAMinute: 'less than a minute',

  verdict: {
    title: 'Verdict',
    /** What the cloud's own word for a state is set between. */
    unknown: ['The cloud reports ', ', a state that Understudy does not know.'] as readonly [string, string],
    plain: (label: string) => `${label}.`,
    hidden: (label: string, word: string) => `${label}, while the console still says “${word}”.`,
    lasting: (label: string, span: string) => `${label}, for ${span} so far.`,
    earlier: (label: string) => `Earlier: ${label}.`,
    /** Before and after the moment. */
    earlierAt: ['Earlier, ', (label: string) => `: ${label}.`] as readonly [string, (label: string) => string],
    whoseMove: 'Whose move',
    since: 'Since',
    ago: (span: string) => span,
    agoAt: (moment: string) => ` ago, ${moment}`,
    atMost: (span: string) => `At most ${span} ago`,
    atMostFrom: (moment: string) => `; last change in the log: ${moment}`,
    sinceUnknown: {
      'no-log': 'Not known. This cloud does not report it.',
      empty: 'Not known. The cloud’s log of this job is empty.',
      unlogged: 'Not known. The cloud’s log records no change of state.',
    },
  },
  providers,
  movers: {
    you: 'You.',
    youByLog: 'You, as far as the log tells.',
    provider: (name: string) => `The provider, ${name}.`,
    nobody: 'Nobody.',
    done: 'Nobody any more.',
    unknown: 'Not known.',
  },
  nextSteps: {
    upload: 'Upload the missing files and submit the job for review.',
    submit: 'Submit the training; it does not start by itself.',
    resubmit: 'Fix what the check or the reviewer pointed out, then submit again.',
    'resubmit-ice': 'Replace the video if it is at fault, then submit the training again.',
    accept: 'Look at the result, then accept or reject it.',
    resume: 'The customer suspended it; it continues when they resume it.',
    reviewer: 'A reviewer is checking the footage. You can wait.',
    staff: 'Their staff must take the next step. You can wait.',
    ticket: 'You can wait, or open a ticket.',
    restart: 'Their staff stopped it and must start it again. You can wait, or open a ticket.',
    rework: 'The customer rejected the result; their staff must work on it again.',
    machine: 'A machine is working on it. You can wait.',
    queue: 'It is queued for a machine. You can wait.',
    nothing: 'It is finished.',
    ask: 'Ask the provider what this state means.',
  } satisfies Record<NextStep, string>,
  /** The check of the source video is over. Whether the job goes on by itself is not documented. */
  unsubmitted: 'The source video passed its check, and the log shows no submission for review since. Submit the job, unless that has been done.',
  /** Where the provider must move and gave words that may ask something of us. */
  readFirst: {
    stopped: 'Their staff stopped it. Read their comment above first: it may ask something of you. If it does not, they must start it again; you can wait, or open a ticket.',
    failed: 'Read the reason above first: it may be about the footage. If it is not, you can wait, or open a ticket.',
  },
  /** Documented meanings of error codes. */
  errorCodes,
  /** Whose the sentence is, where both stand. */
  ownWords: 'The provider’s own words:',
  staffWrote: 'The provider’s staff wrote in the discussion:',
  documented: 'What the provider documents for the error code:',

  copyCase: 'Copy case file',
  copyCustomer: 'Copy for customer',
  customerIn: { en: 'In English', 'zh-CN': '中文' },
  /** Beside the option of the other language. */
  quoteIn: { en: 'quote in English', 'zh-CN': 'quote in Chinese' },
  customerCopied: (language: LanguageCode, quote: LanguageCode | undefined) =>
    `Copied in ${languages[language]}${quote === undefined || quote === language ? '' : `; the quote in it is in ${languages[quote]}`}.`,

  story: {
    title: 'What happened',
    zone: 'Time zone',
    sharesTitle: 'Where the time went',
    shares: { provider: 'provider', you: 'you', machine: 'machine', unknown: 'not known' } satisfies Record<Sharer, string>,
    by: { you: 'you', provider: 'provider', machine: 'machine', unknown: '' } satisfies Record<LogActor, string>,
    reviewer: 'reviewer',
    attempt: (place: number, of: number) => `Attempt ${place} of ${of}`,
    /** `attempts` may be none: a failure without a submission. */
    repeats: ({ attempts, failures, isReview, isSame }: Repeats) =>
      `${attempts === 0 ? '' : `${counted(attempts, 'attempt')}, `}${counted(failures, isReview ? 'rejection' : 'failure')}${failures > 1 ? ' in all' : ''}${isSame ? `, ${failures === 2 ? 'both' : 'all'} for the same reason` : ''}.`,
    attemptSpans: { review: (span: string) => `${span} in review`, over: (span: string) => span, open: (span: string) => `${span} so far` },
    /** Words before and after the span. */
    waits: {
      reviewer: ['waited ', ' for a reviewer'],
      provider: ['waited ', ' for the provider'],
      files: ['waited ', ' for files'],
      footage: ['waited ', ' for new footage'],
      submission: ['waited ', ' to be submitted for review'],
      approval: ['waited ', ' for approval'],
      resume: ['suspended for ', ''],
      you: ['waited ', ' for you'],
      queue: ['queued ', ''],
      run: ['ran ', ''],
      machine: ['queued and ran ', ''],
      unknown: ['waited ', ''],
    } satisfies Record<Wait, readonly [string, string]>,
    open: {
      reviewer: 'waiting for a reviewer',
      provider: 'waiting for the provider',
      files: 'waiting for your files',
      footage: 'waiting for you to submit again',
      submission: 'not submitted for review yet, as far as the log tells',
      approval: 'waiting for your approval',
      resume: 'suspended by the customer',
      you: 'waiting for you',
      queue: 'queued',
      run: 'running',
      machine: 'in the hands of a machine',
      unknown: 'in a state that Understudy does not know',
    } satisfies Record<Wait, string>,
    now: 'now',
    soFar: (span: string) => `${span} so far`,
    sinceLast: (span: string) => `${span} since the last change in the log`,
    /** Around the moment at which a wait began. */
    from: [', from ', ''] as readonly [string, string],
    withNewVideo: 'Submitted with a new video',
    more: (count: number) => `${number(count)} more ${count === 1 ? 'entry' : 'entries'}`,
    fewer: 'Fewer entries',
    showAll: (hidden: number) => `Show ${number(hidden)} earlier ${hidden === 1 ? 'line' : 'lines'}`,
    untimed: 'Without a time',
    redo: 'Why again:',
    quote: ['“', '”'] as readonly [string, string],
    empty: 'The cloud’s log of this job is empty.',
    comments: { USER_REJECT: 'Rejected by the customer', USER_COMMENT: 'Comment', ADMIN_COMMENT: 'Comment' },
    comment: 'Comment',
    iceNote: 'This cloud reports neither steps nor when a job failed, only these times:',
    iceTimes: { created: 'Created', first: 'First training start', latest: 'Latest training start' },
    iceNone: 'No time is known yet.',
  },

  caseFile: {
    title: (name: string) => `Case file: ${name}`,
    job: 'Job', source: 'Source', region: 'Region', state: 'State', console: 'Console shows', move: 'Whose move', since: 'Since',
    reason: 'Last reason', reasonPast: 'Last reason (past)', requestId: 'Request id', link: 'Link', written: 'Written',
    stages: 'What happened', utc: 'UTC', beijing: 'Beijing time', event: 'Event', by: 'By',
    movers,
    byLog: (mover: string) => `${mover}, as far as the log tells: the source video passed its check, and no submission for review is logged since`,
    actors: { you: 'the account or its customer', provider: 'provider', machine: 'machine', unknown: '' } satisfies Record<LogActor, string>,
    both: (one: string, other: string) => `${one}, ${other}`, aside: (words: string, code: string) => `${words} (${code})`, semicolon: '; ',
    noReason: 'The cloud gave no reason.', none: 'None.', bound: (time: string) => `not before ${time}`, noTime: 'no time',
    staffWrote: (quoted: string) => `no reason in the log; the provider’s staff wrote in the discussion: ${quoted}`,
    ownWords: (quoted: string) => `the provider’s own words: ${quoted}`, documented: (meaning: string) => `what the provider documents for the error code: ${meaning}`,
    left: (count: number) => `${number(count)} earlier ${count === 1 ? 'entry is' : 'entries are'} left out.`,
  },

  customer: {
    name: (name: string, id: string) => (name === '' ? `your avatar training job (${id})` : `your avatar “${name}” (job ${id})`),
    hello: (subject: string) => `Hello, and thank you for your patience. This is about ${subject}.`,
    draft: 'The job has been created and is waiting for its files. Please upload them and submit the job for review; training starts after the review.',
    submit: 'The job has been created but not submitted yet. Please submit it, and training will begin.',
    review: 'It has been submitted and is being reviewed. There is nothing you need to do now.',
    checking: 'Its source video is being checked. There is nothing you need to do while that goes on.',
    checked: 'Its source video has passed the check. We have no record yet that it was submitted for review; if you have not submitted it, please do so.',
    training: (label: string) => `It is being processed; its status is “${label}”. There is nothing you need to do now.`,
    trainingStaff: (label: string, provider: string) => `Its status is “${label}”, a step that the staff of ${provider} carry out. There is nothing you need to do now.`,
    /** `20 November 2026 at 14:05 (UTC+8)` */
    when: (day: string, clock: string, offset: string) => `${day} at ${clock} (${offset})`,
    status: (label: string, when: string | undefined) => (when === undefined ? `Its status is “${label}”` : `On ${when} its status became “${label}”`),
    failedYours: (status: string, known: string | undefined) =>
      known === undefined
        ? `${status}: it could not continue as submitted. No detailed reason is recorded. Please check the material and submit it again.`
        : `${status}: it could not continue as submitted. ${known} Please correct this and submit it again.`,
    failedTheirs: (status: string, provider: string, known: string | undefined) =>
      known === undefined
        ? `${status}. The next step is with ${provider}; there is nothing you need to do at the moment.`
        : `${status}. ${known} The next step is with ${provider}.`,
    stopped: (status: string, provider: string, known: string | undefined) =>
      known === undefined
        ? `${status}: ${provider} stopped it, and the next step is theirs. There is nothing you need to do at the moment.`
        : `${status}: ${provider} stopped it. ${known} If this asks anything of you, please write back with your answer. The next step is with ${provider}.`,
    confirm: 'It is ready for your approval. Please look at the result and accept it, or reject it and tell us what should change.',
    rejected: (provider: string, when: string | undefined) => `The result was rejected as you asked${when === undefined ? '' : `, on ${when}`}, and the next step is with ${provider}. There is nothing you need to do at the moment.`,
    suspended: 'It is suspended at your request. You can resume it whenever you like.',
    done: 'It has been completed, and the avatar is ready to use.',
    unknown: 'It is at a step that our records do not describe, so we cannot say more about it right now.',
    /** `language`: of the quote, where it is another than this one. */
    said: (provider: string, text: string, language: LanguageCode | undefined) => `${provider}’s own words${language === undefined ? '' : `, in ${languages[language]}`}: “${text}”`,
    documented: (provider: string, meaning: string) => `${provider} documents the error code that came with this as follows: ${meaning}`,
    bye: 'If you have any questions, please write to us.',
  },

  fields: {
    title: 'Fields',
    yes: 'Yes',
    no: 'No',
    groups: { state: 'State', account: 'Account and batch', model: 'Model', run: 'Training', answer: 'Answer' } satisfies Record<FieldGroup, string>,
    labels: {
      source: 'Source', cloud: 'Cloud', job_id: 'Job id', name: 'Name', state: 'State code', phase: 'Phase', stage: 'Stage', actor: 'Whose move',
      hidden_failure: 'Hidden failure', console_group: 'Console shows', create_time: 'Created', last_update_time: 'Customer’s last action',
      first_training_time: 'First training start', asset_id: 'Asset id', project_id: 'Tenant project', batch_name: 'Batch', tags: 'Tags',
      contact: 'Contact', model_version: 'Model version', matting_type: 'Matting', model_resolution: 'Resolution', app_user_id: 'App user id',
      is_flexus: 'Flexus edition', is_live_copy: 'Live copy', is_fast_flexus: 'Fast Flexus', is_only_human_model: 'Human model only',
      optional_training_location: 'Training locations', is_background_replacement: 'Background replaced', is_ondemand_resource: 'On demand',
      message: 'Cloud’s message', avatar_type: 'Avatar type', description: 'Description', portrait: 'Portrait media id', video: 'Video media id',
      transparent: 'Transparent', cover: 'Cover', cover_version: 'Cover version',
      timeline: 'Log', reason: 'Reason', comments: 'Comments', sub_jobs: 'Parts', flexus_retry_count: 'Retrainings left',
      voice_train_job_id: 'Voice training job', allocated_resource: 'Resource', supported_service: 'Services', audio_source_type: 'Audio source',
      worker_type: 'Worker type', train_video_rotation_state: 'Training video rotation', action_video_rotation_state: 'Action video rotation',
      is_mask_file_uploaded: 'Mask uploaded', raw: 'Raw', request_id: 'Request id', stale: 'Older answer',
    } satisfies Record<FieldName, string>,
    expires: ['until ', ''] as readonly [string, string],
    /** Before the time of a part: its last sign of life, or its beginning where it gave none. */
    partUpdated: 'updated ', partCreated: 'created ',
  },

  longText: { whole: (length: number) => `Whole text, ${number(length)} characters`, less: 'Fewer lines' },

  raw: {
    title: 'Raw',
    summary: 'The cloud’s answer, masked',
    copy: 'Copy JSON',
    search: 'Search the answer',
    place: (place: string, count: string) => `${place} of ${count}`,
    none: 'Not found',
    before: 'Previous match',
    after: 'Next match',
  },
}

/** The shape of the drawer's catalogue: every language gives each word. */
export type DrawerMessages = typeof drawerEn
