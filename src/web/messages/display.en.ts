/** How the page looks to its reader, and what can be chosen of it. */
export const displayEn = {
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  zone: 'Time zone',
  density: 'Row height',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  keys: 'Keyboard shortcuts',
  keyChoices: { on: 'On', off: 'Off' },
  timeHint: 'Press to copy as UTC',
  timeCopied: (iso: string) => `Copied: ${iso}`,
}
