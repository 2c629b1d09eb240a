/** How the page looks to its reader, and what can be chosen of it. */
export const displayEn = {
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'Same as the system', light: 'Light', dark: 'Dark' },
  zone: 'Time zone',
  density: 'Row height',
  densities: { comfortable: 'Comfortable rows', compact: 'Compact rows' },
  keys: 'Keyboard shortcuts',
  keyChoices: { on: 'On', off: 'Off' },
  timeHint: 'Press to copy it as UTC',
  timeCopied: (iso: string) => `Copied: ${iso}`,
}
