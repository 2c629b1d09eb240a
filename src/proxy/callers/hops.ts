import { isAddress } from './networks.ts'

/** The addresses that reverse proxies wrote into a header, the last first; `undefined` for what is none. */
type Hops = Iterable<string | undefined>

/** How each header that reverse proxies write names who called them. */
export const hopHeaders: readonly { name: string; toHops: (value: string) => Hops }[] = [
  { name: 'X-Forwarded-For', toHops: (value) => read(value, toAddress) },
  // RFC 7239. A front that tells nobody writes `unknown` or a word of its own.
  { name: 'Forwarded', toHops: (value) => read(value, (element) => toAddress(/(?:^|;)[ \t]*for="?([^";]*)"?[ \t]*(?:;|$)/i.exec(element)?.[1] ?? '')) },
]

function* read(value: string, toHop: (element: string) => string | undefined): Hops {
  for (const element of elementsFromEnd(value)) yield toHop(element.trim())
}

/**
 * The elements of a list, the last first. Whatever a caller wrote stands in front of what his reverse proxy added; so it is read from
 * the end, and a quotation mark that he left open changes nothing behind it. Each character is looked at once.
 */
function* elementsFromEnd(list: string): Iterable<string> {
  let end = list.length
  let isQuoted = false
  for (let at = end - 1; at >= 0; at -= 1) {
    if (list[at] === '"') isQuoted = !isQuoted
    if (list[at] !== ',' || isQuoted) continue
    yield list.slice(at + 1, end)
    end = at
  }
  yield list.slice(0, end)
}

/** The address of a hop, without the port that some write behind it. */
function toAddress(hop: string): string | undefined {
  const bare = /^\[([^\]]{2,45})\](?::\d{1,5})?$/.exec(hop)?.[1] ?? /^([\d.]{7,15}):\d{1,5}$/.exec(hop)?.[1] ?? hop
  return isAddress(bare) ? bare : undefined
}
