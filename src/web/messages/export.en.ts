import { movers, providers } from './movers.en.ts'

/** The words of the export, in English. The other languages have this shape. */
export const exportEn = {
  title: 'Export',
  movers,
  providers,
  page: 'This page',
  all: 'All that match',
  hint: 'Includes reasons. Phone numbers stay masked.',
  progress: {
    jobs: (done: string, of: string) => `Reading jobs: ${done} of ${of}`,
    reasons: (done: string, of: string) => `Reading reasons: ${done} of ${of}`,
  },
  cancel: 'Cancel',
  done: (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'job' : 'jobs'} exported.`,
  old: (age: string) => `The data is up to ${age} old: the cloud gave nothing newer in time.`,
  oldScreen: (age: string) => `The data is as it was read for the screen, up to ${age} ago.`,
  pending: (count: number) => `${count.toLocaleString('en')} of them without the reason: the cloud did not give it in time.`,
  scanned: (jobs: number, of: number) => `Only ${jobs.toLocaleString('en')} of ${of.toLocaleString('en')} jobs were read: more may match.`,
  failed: (why: string) => `Nothing was exported. ${why}.`,
  ticks: {
    bar: 'Ticked jobs',
    count: (count: number) => `${count.toLocaleString('en')} ticked`,
    copyIds: 'Copy ids',
    copyTable: 'Copy as table',
    clear: 'Untick all',
  },
}

export type ExportMessages = typeof exportEn
