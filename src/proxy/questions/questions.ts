import { LRUCache } from 'lru-cache'
import type { SourceReader } from '../sources/source-reader.ts'

/** Longer ones are rare, and nobody shall fill the memory with them. */
const longest = 512

/**
 * Reads what is asked of a source from the query of an address, once for all who ask in the same words: of the last 500. What is read
 * must depend on nothing else. What it throws is not kept.
 */
export function createQuestions<Question extends object>(read: (url: URL, reader: SourceReader) => Question): (request: Request, reader: SourceReader) => Question {
  const known = new LRUCache<string, Question>({ max: 500 })
  return ({ url }, reader) => {
    const start = url.indexOf('?')
    const words = start === -1 ? '' : url.slice(start)
    if (words.length > longest) return read(new URL(url), reader)
    const key = `${reader.source.id}${words}`
    const kept = known.get(key)
    if (kept !== undefined) return kept
    const question = read(new URL(url), reader)
    known.set(key, question)
    return question
  }
}
