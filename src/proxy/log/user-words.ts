import { LRUCache } from 'lru-cache'
import { sha256Hex } from '../clouds/encode.ts'

/**
 * A word for a person, by the id: the same in every process and at any time, so that the log can say that two requests are one person's
 * without saying whose. Not a secret: who knows an id knows its word.
 */
export function createUserWords(): (id: string) => Promise<string> {
  const words = new LRUCache<string, string>({ max: 1_000 })
  return async (id) => {
    const word = words.get(id) ?? (await sha256Hex(id)).slice(0, 12)
    words.set(id, word)
    return word
  }
}
