import { paletteGroups } from './palette-commands.ts'
import type { PaletteCommand, PaletteGroup } from './palette-commands.ts'
import { rankCommands } from './rank-commands.ts'

export interface PaletteSection {
  /** Absent where a text was typed: then the best is first, whatever it is. */
  name?: PaletteGroup | 'recent'
  commands: readonly PaletteCommand[]
}

const mostRecent = 5
const mostFound = 40

/** What the palette shows: with nothing typed what was used lately and then each group, else what fits. None is empty. */
export function sectionsOf(commands: readonly PaletteCommand[], text: string, recent: readonly string[]): PaletteSection[] {
  const sections: PaletteSection[] =
    text.trim() !== ''
      ? [{ commands: rankCommands(commands, text, recent).slice(0, mostFound) }]
      : [
          { name: 'recent', commands: recent.flatMap((id) => commands.find((command) => command.id === id) ?? []).slice(0, mostRecent) },
          ...paletteGroups.map((name) => ({ name, commands: commands.filter((command) => command.group === name && command.isOneOfMany !== true) })),
        ]
  return sections.filter((section) => section.commands.length > 0)
}

/** An option of the palette: what was used lately stands in its group as well. */
export const optionName = ({ name = 'found' }: { name?: string }, { id }: PaletteCommand): string => `${name}/${id}`
