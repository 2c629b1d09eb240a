const number = (value: number) => value.toLocaleString('en')
const counted = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`

/** What a reader is told of rows that are old, or not all there. */
export const noticeEn = {
  unknownExcluded: 'Jobs in a state that Understudy does not know are not in this list.',
  scanned: (jobs: number, of: number) => `Only the first ${number(jobs)} of ${number(of)} jobs could be read. These are the newest of them.`,
  scannedFailures: (jobs: number, of: number) => `${number(jobs)} of ${counted(of, 'failure', 'failures')} checked so far.`,
  unreadable: (jobs: number) => `${counted(jobs, 'job', 'jobs')} that the cloud sent cannot be shown: an id is missing or cannot be read.`,
  cloudIgnored: (filters: string) => `The cloud did not apply this filter: ${filters}. Some rows do not match it.`,
  stale: (cloud: string, since: string) => `${cloud} has not answered since ${since}.`,
  staleErrors: (cloud: string, since: string) => `${cloud} has reported errors since ${since}.`,
  staleRefused: (cloud: string, since: string) => `${cloud} has refused access since ${since}. Tell the person who runs Understudy.`,
  staleProxy: (since: string) => `Understudy’s own server has not answered since ${since}.`,
  staleOurs: (since: string) => `Understudy’s own server has been in trouble since ${since}.`,
  staleInFront: (since: string) => `Something in front of Understudy has refused to answer since ${since}.`,
  staleOffline: (since: string) => `Offline since ${since}.`,
  showing: (moment: string) => `Showing ${moment}.`,
  staleStopped: (why: string) => `${why}. These rows are no longer refreshed.`,
  throttled: (cloud: string) => `${cloud} asks us to slow down.`,
  throttledIn: (cloud: string, seconds: number) => `${cloud} asks us to slow down; next try in ${seconds}\u00A0s.`,
  cloudCode: 'Cloud’s code', cloudStatus: 'HTTP status', requestId: 'Request id', cloudSays: 'Cloud says',
  otherSourcesFine: 'Jobs on other sources are not affected.',
}
