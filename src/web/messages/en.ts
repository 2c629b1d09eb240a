import type { FilterName } from '#contract/job-filters.ts'
import type { Actor, Cloud, ConsoleGroup, Phase } from '#contract/job-states.ts'
import type { NextStep } from '../jobs/next-step.ts'
import { iceLabels, metastudioLabels } from './state-labels.en.ts'
import { filtersEn } from './filters.en.ts'
import { numberText } from './number-text.ts'
import { errorCodes } from './error-codes.en.ts'
import type { LanguageCode } from './messages.tsx'

const counted = (count: number, one: string, many: string) => `${numberText(count)} ${count === 1 ? one : many}`

/** Every word of the page but the drawer's, in English. The other languages have this shape. */
export const en = {
  /** Which these are, to find what lies beside them. */
  language: 'en' as LanguageCode,
  states: { metastudio: metastudioLabels, ice: iceLabels } as Record<Cloud, Readonly<Record<string, string>>>,
  phases: {
    draft: 'Draft', review: 'Review', training: 'Training', failed: 'Failed', stopped: 'Stopped', confirm: 'Confirm',
    rejected: 'Rejected', suspended: 'Suspended', done: 'Done', unknown: 'Unknown',
  } satisfies Record<Phase, string>,
  moves: { you: 'Your move', provider: 'Provider’s move', nobody: 'Nobody’s move', done: 'Finished', unknown: 'Move not known' } satisfies Record<Actor, string>,
  consoleGroups: {
    'to-submit': 'To submit', 'under-review': 'Under review', 'review-failed': 'Review failed', training: 'Algorithm training',
    'awaiting-confirmation': 'Awaiting confirmation', rejected: 'Rejected', completed: 'Completed', suspended: 'Suspended',
  } satisfies Record<ConsoleGroup, string>,
  clouds: { metastudio: 'MetaStudio', ice: 'ICE' } satisfies Record<Cloud, string>,
  /** What stands between parts that come together only on the page. */
  between: { sentences: ' ', clauses: ', ', words: ', ', name: ': ' },
  filters: {
    state: 'State', phase: 'Phase', actor: 'Whose move', hidden_failure: 'Hidden failures', create_since: 'Created since',
    create_until: 'Created until', update_since: 'Customer’s last action since', update_until: 'Customer’s last action until', failed_since: 'Failed since',
    query_project_id: 'Tenant project', batch_name: 'Batch', tag: 'Tag', job_id: 'Job id', name: 'Name', model_resolution: 'Resolution', is_flexus: 'Flexus edition',
    is_live_copy: 'Live copy', train_location: 'Training location', is_ondemand_resource: 'On demand',
  } satisfies Record<FilterName, string>,
  /** What `last_update_time` is on each cloud. On neither does it say when the state changed. */
  lastUpdate: { metastudio: 'Customer’s last action', ice: 'Latest training start' } satisfies Record<Cloud, string>,
  iceFilters: { update_since: 'Latest training start since', update_until: 'Latest training start until' },

  shell: {
    sources: 'Source',
    demo: 'Demo',
    demoHint: 'No cloud account is configured. Both clouds are emulated on this machine.',
    live: 'Live',
    held: { ticked: 'Held: jobs ticked', selected: 'Held: text selected', menu: 'Held: menu open' },
    heldHint: 'Rows keep their place meanwhile; cells are still refreshed.',
    updated: (ago: string) => `Updated ${ago}`,
    updatedNow: 'Updated just now',
    showing: (clock: string) => `Showing ${clock}`,
    partMissing: 'A part of the page could not be loaded. There may be a newer version.',
    asking: 'Asking the cloud',
    nothingLoaded: 'Nothing loaded',
    switchLanguage: '切换到中文',
    zones: { local: 'Local time', beijing: 'Beijing time', utc: 'UTC' },
    zoneAt: (name: string, offset: string) => `${name} (${offset})`,
    settings: 'Display settings',
    help: 'Keyboard shortcuts',
    palette: 'Command palette',
    skip: 'Skip to the jobs',
    find: 'Find a job',
  },

  list: {
    title: 'Jobs',
    columns: { cover: 'Cover', name: 'Name', state: 'State', reason: 'Reason or next step', failed: 'Failed', created: 'Created', batch: 'Batch', tags: 'Tags' },
    all: 'All',
    everything: (count: number) => `All ${counted(count, 'job', 'jobs')}, no filter`,
    phasesNav: 'Phases',
    partly: 'Only some of these are shown',
    hidden: 'hidden',
    hiddenHint: (word: string) => `The console shows “${word}”.`,
    left: 'left this list',
    leftHint: 'It no longer matches. It keeps its place until you load what is waiting.',
    noName: 'No name',
    noTime: 'not known',
    noReason: 'The cloud gave no reason.',
    /** For rows that wait for a person and have no reason to tell. */
    nextSteps: {
      upload: 'Upload the missing files, then submit.', submit: 'Submit the training.', accept: 'Accept or reject the result.',
      resume: 'Continues when the customer resumes it.', reviewer: 'A reviewer is checking the footage.', staff: 'The provider’s staff must take the next step.',
    } as Readonly<Partial<Record<NextStep, string>>>,
    errorCodes,
    reasonComing: 'Reading the reason…',
    moreTags: (count: number) => `+${count}`,
    now: (state: string) => `now: ${state}`,
    summary: (count: number) => `${counted(count, 'job matches', 'jobs match')}.`,
    filterBy: (name: string, value: string) => `Filter by ${name}: ${value}`,
    copyId: 'Copy job id',
    copied: 'Copied',
    notDrawn: 'could not be shown',
  },

  ...filtersEn,

  ticks: {
    one: (name: string) => `Tick ${name}`,
    page: 'Tick every job on this page',
  },

  faces: {
    loading: 'Loading jobs',
    tryAgain: 'Try again',
    noNetworkTitle: 'You are offline',
    noNetworkText: 'This part of the page comes when the network is back.',
    offlineTitle: 'Understudy’s own server cannot be reached',
    offlineText: 'Check the connection. The page keeps trying.',
    turnedAwayTitle: 'You are no longer signed in',
    turnedAwayText: 'Reload the page to sign in again; the address keeps your filters.',
    refusedInFrontTitle: 'Something in front of Understudy refused this request',
    refusedInFrontText: 'The page tries again by itself.',
    unreadableTitle: 'The server’s answer could not be read',
    unreadableText: 'This page may be older than the server. Reload it.',
    /** What a server tells of itself is in English. */
    problem: (title: string, text: string) => ({ title, text }),
    notFoundTitle: 'There is nothing at this address',
    notFoundText: (sources: string) => `Sources that are watched: ${sources}.`,
    unknownSource: 'This source is not watched',
    toFirst: 'Go to the jobs',
    crashTitle: 'This part of the page failed',
    crashText: 'Nothing is lost: the address keeps your filters.',
    reload: 'Reload the page',
  },
}

/** The shape of a catalogue: every language gives each word. */
export type Messages = typeof en
