/** The cookies of one product under one address. */
export interface Cookies {
  read(request: Request, name: string): string | undefined
  /** Names that are there and begin so. */
  names(request: Request, prefix: string): string[]
  /** A `Set-Cookie` value. Without `maxAgeSeconds` it ends with the browser. */
  set(name: string, value: string, maxAgeSeconds?: number): string
  clear(name: string): string
}

/**
 * Cookies that no script reads, no other site sends along, and no neighbour of the host can put in place of ours: over https their names
 * begin with `__Host-`, which a browser takes from this very host alone. Two products under different paths do not share them.
 */
export function createCookies(publicUrl: string): Cookies {
  const { protocol, pathname } = new URL(publicUrl)
  const isSecure = protocol === 'https:'
  const place = pathname.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')
  const prefix = `${isSecure ? '__Host-' : ''}understudy${place === '' ? '' : `-${place}`}-`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    // A name that stands twice is not ours: a browser sends each of its cookies once.
    read: (request, name) => {
      const values = pairsOf(request).filter((pair) => pair.name === `${prefix}${name}`)
      return values.length === 1 ? values[0]?.value : undefined
    },
    names: (request, start) =>
      pairsOf(request)
        .filter(({ name }) => name.startsWith(`${prefix}${start}`))
        .map(({ name }) => name.slice(prefix.length)),
    set: (name, value, maxAgeSeconds) => `${prefix}${name}=${value}; ${attributes}${maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`}`,
    clear: (name) => `${prefix}${name}=; ${attributes}; Max-Age=0`,
  }
}

function pairsOf(request: Request): { name: string; value: string }[] {
  return (request.headers.get('Cookie') ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at === -1 ? [] : [{ name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() }]
  })
}
