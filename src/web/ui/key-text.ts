import { isApple } from '../key-hint.ts'

/** What stands on the keys of one press: `Shift+c` is `⇧ C`. `caps`: names of keys in the reader's language. */
export function keyText(press: string, caps: Readonly<Partial<Record<string, string>>>): string {
  const named: Readonly<Partial<Record<string, string>>> = { ...caps, Shift: '⇧', Mod: isApple() ? '⌘' : 'Ctrl', ArrowDown: '↓', ArrowUp: '↑' }
  return press.split('+').map((key) => named[key] ?? key.toUpperCase()).join(' ')
}
