import type { GroupName, KeyName } from '../keys.ts'

/** Every word of the sheet of keys, in English. The other languages have this shape. */
export const keysEn = {
  close: 'Close',
  groups: { list: 'The list', job: 'The open job', find: 'Find and filter', go: 'Go' } satisfies Record<GroupName, string>,
  keys: {
    down: 'Next job',
    up: 'Previous job',
    open: 'Open the job',
    peek: 'Peek: open it, stay in the list',
    tick: 'Tick the job; with Shift, all from the last ticked one',
    'previous-page': 'Previous page',
    'next-page': 'Next page',
    load: 'Load what is waiting, or refresh',
    'copy-link': 'Copy the link of the open job, of the row with the focus, or of the list',
    'copy-case': 'Copy the case file',
    close: 'Close what is on top',
    find: 'Find a job',
    filters: 'Go to the filters; arrows move among the states, open and close a phase',
    phase: 'Only the phase at this place above the list; again for all phases',
    all: 'All phases',
    'go-jobs': 'All jobs of this source, no filter',
    'go-failed': 'Failed jobs of this source',
    help: 'Show these keys',
    palette: 'Command palette: views, states, sources, settings, jobs',
  } satisfies Record<KeyName, string>,
  /** Between two keys of which either does it, and between two pressed one after the other. */
  or: 'or',
  next: 'then',
  to: 'to',
  caps: { Space: 'Space', Enter: 'Enter', Escape: 'Esc' },
  note: 'Keys do nothing while you type. They can be switched off in the display settings.',
  off: 'These keys are switched off.',
  switchOn: 'Switch on',
}

export type KeysMessages = typeof keysEn
