import type { PaletteCommand } from './palette-commands.ts'

type Ranked = Pick<PaletteCommand, 'id' | 'title' | 'also'>

const wordsOf = (text: string) => text.split(/[\s·:：,，()（）_-]+/)

/** How well one word of the text fits, best first: it is the title, begins it, begins a word of it, stands in it, begins one of the other words. */
function rankOf({ title, also }: Ranked, word: string): number | undefined {
  const name = title.toLowerCase()
  if (name === word) return 0
  if (name.startsWith(word)) return 1
  if (wordsOf(name).some((one) => one.startsWith(word))) return 2
  if (name.includes(word)) return 3
  const others = also.toLowerCase()
  return others.startsWith(word) || others.split(' ').some((one) => one.startsWith(word)) || wordsOf(others).some((one) => one.startsWith(word)) ? 4 : undefined
}

/**
 * The commands that fit every word of the text, the best first; of equals those used lately, then in their own order.
 *
 * @param recent ids of commands, the latest first
 */
export function rankCommands<Command extends Ranked>(commands: readonly Command[], text: string, recent: readonly string[]): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return commands
    .flatMap((command, place) => {
      const ranks = words.map((word) => rankOf(command, word))
      if (ranks.includes(undefined)) return []
      const at = recent.indexOf(command.id)
      return [{ command, rank: Math.max(0, ...ranks.map((rank) => rank ?? 0)), lately: at < 0 ? recent.length : at, place }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.lately - b.lately || a.place - b.place)
    .map(({ command }) => command)
}
