import { CloudError } from '../clouds/cloud.ts'
import { joinBytes } from '../read-bounded.ts'
import type { Deadline } from './deadline.ts'

/** A stream of bytes, as far as it is used here. */
export interface Bytes {
  getReader(): { read(): Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }>; cancel(): Promise<unknown> }
  cancel(): Promise<unknown>
}

/** The decoded body as text. Throws `unreadable` beyond so many bytes, without reading the rest. */
export async function readBody(response: { status: number; body: Bytes | null }, maxBytes: number, deadline: Deadline): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await deadline.race(reader.read())
      // At once: a text that is put together of parts is slow to look at, place by place.
      if (done === true || value === undefined) return new TextDecoder().decode(joinBytes(pieces, size))
      size += value.byteLength
      if (size > maxBytes) {
        throw new CloudError('unreadable', `the answer is larger than ${maxBytes} bytes`, { cloudStatus: response.status })
      }
      pieces.push(value)
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined)
    throw error
  }
}

/** No answer of the two clouds nests deeper than seven; what nests deeper than this is an attack on a serialiser's stack. */
const maxDepth = 64

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Where the string that begins at `start` ends: the place of its closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  let end = start
  for (;;) {
    end = text.indexOf('"', end + 1)
    if (end === -1) return text.length
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === 92) backslashes += 1
    if (backslashes % 2 === 0) return end
  }
}

/**
 * Parses JSON. Integers that a double cannot hold become strings, digit for digit: ids are sometimes sent that way.
 * `undefined` when it is no JSON; throws `unreadable` when it nests too deep.
 */
export function parseJson(text: string): unknown {
  let depth = 0
  let copied = 0
  const pieces: string[] = []
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    if (code === 34) {
      place = endOfString(text, place)
    } else if (code === 91 || code === 123) {
      depth += 1
      if (depth > maxDepth) throw new CloudError('unreadable', `the answer nests deeper than ${maxDepth} levels`)
    } else if (code === 93 || code === 125) {
      depth -= 1
    } else if (isDigit(code)) {
      let end = place + 1
      while (isDigit(text.charCodeAt(end))) end += 1
      const isInteger = !/[.eE]/.test(text.charAt(end)) && !/[.eE+]/.test(text.charAt(place - 1))
      const from = text.charAt(place - 1) === '-' ? place - 1 : place
      const follows = text.charAt(from - 1)
      if (isInteger && end - place > 15 && !/[eE.]/.test(follows) && !Number.isSafeInteger(Number(text.slice(from, end)))) {
        pieces.push(text.slice(copied, from), `"${text.slice(from, end)}"`)
        copied = end
      }
      place = end - 1
    }
  }
  try {
    return JSON.parse(pieces.length === 0 ? text : pieces.join('') + text.slice(copied)) as unknown
  } catch {
    return undefined
  }
}
