/** What a table holds under a word from outside. `constructor` and the like are inherited, not held. */
export function ownEntry<Value>(table: Readonly<Record<string, Value>>, word: string | undefined): Value | undefined {
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined
}
