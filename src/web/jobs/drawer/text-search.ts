/** More marks than this would only slow the page: nobody steps through them. */
const mostFound = 500

/** A text cut where the words are found, capitals or not: what lies between at even places, what was found at odd ones. */
export function cutAt(text: string, wanted: string): string[] {
  if (wanted === '') return [text]
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'giu')
  const parts: string[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(from, match.index), match[0])
    from = match.index + match[0].length
    if (parts.length >= 2 * mostFound) break
  }
  return [...parts, text.slice(from)]
}
