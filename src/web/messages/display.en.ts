/** How the page looks to its reader, and what can be chosen of it. */
export const displayEn = {
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  zone: 'Time zone',
  clockBehind: (span: string) => `This device’s clock is ${span} behind; ages are by the server’s.`,
  clockAhead: (span: string) => `This device’s clock is ${span} ahead; ages are by the server’s.`,
  density: 'Row height',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  keys: 'Keyboard shortcuts',
  keyChoices: { on: 'On', off: 'Off' },
  timeHint: 'Press to copy as UTC',
  timeCopied: (iso: string) => `Copied: ${iso}`,
}
