/** The signed address of a cover and an opaque word for the picture behind it. */
export interface Cover {
  url: string
  version: string
}

/**
 * A cover from the address a cloud sent, `undefined` when it sent none that can be fetched. The version is a hash of the
 * address without its query: the signature in there changes with every answer, the picture does not.
 */
export function toCover(address: string | undefined): Cover | undefined {
  const trimmed = address?.trim()
  if (trimmed === undefined || !/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return undefined
  const { href, origin, pathname } = new URL(trimmed)
  return { url: href, version: hash(origin + pathname) }
}

/** 53 bits by two multiplying lanes (cyrb53, public domain). Tells pictures apart, protects nothing. */
function hash(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}
