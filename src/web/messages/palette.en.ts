const number = (value: number) => value.toLocaleString('en')

/** Every word of the command palette, in English. The other languages have this shape. */
export const paletteEn = {
  label: 'Find a command, a view, a state, a source, a setting or a job',
  short: 'Command, view, state or job',
  results: 'Results',
  groups: { recent: 'Recent', view: 'Views', action: 'Actions', source: 'Sources', state: 'Phases', display: 'Display' },
  /** What a result is, beside its name. */
  kinds: { view: 'View', action: 'Action', source: 'Source', phase: 'Phase', state: 'State', display: 'Display' },
  /** In few words what the sheet of keys explains. */
  actions: { filters: 'Go to the filters', 'copy-link': 'Copy link' },
  setting: (setting: string, value: string) => `${setting}: ${value}`,
  isOn: 'on',
  close: 'Close',
  count: (count: number) => (count === 1 ? '1 result.' : `${number(count)} results.`),
  keys: { move: 'to move', choose: 'to choose', close: 'to close' },
}

export type PaletteMessages = typeof paletteEn
