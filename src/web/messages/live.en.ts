import { numberText } from './number-text.ts'

/** What happens to a list while it is read, in English. The other languages have this shape. */
export const liveEn = {
  waiting: (added: number, failed: number) => {
    const all = `${numberText(added)} new`
    if (failed === 0) return all
    return added === 1 ? `${all}, failed` : failed === added ? `${all}, all failed` : `${all}, ${numberText(failed)} of them failed`
  },
  waitingHint: 'Load what is waiting',
  hasChanged: 'The list has changed',
  announced: (what: string) => `${what}.`,
  changed: (count: number) => `${numberText(count)} ${count === 1 ? 'job' : 'jobs'} on this page changed state.`,
}
