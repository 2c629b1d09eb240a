/**
 * What the log is told of a request that came to no route. All of it is read from the text of its address: the platform's parser throws
 * at names that no host has, such as `1.2.3.999`, and they are sent all the same.
 */
const address = /^\w+:\/\/([^/?#]*)([^?#]*)/

/** The name in the address of a request, as it came; empty where there is none. */
export const toHost = ({ url }: Request): string => address.exec(url)?.[1] ?? ''

/** The name that a request came by. It may be anything: what no name has becomes a question mark. */
export const toNamed = (request: Request): string => (request.headers.get('Host') ?? toHost(request)).replace(/[^\w.:[\]-]/g, '?').slice(0, 100)

/** The path of a request, as it came. */
export const toPath = ({ url }: Request): string => address.exec(url)?.[2] ?? '/'

/** Of what lies beside the path under which everything is served. */
export const outside = 'outside'

/**
 * Names the route of a request that never came to one: it was refused before, or there is none. The pattern, or how far the path is
 * known; never an id, nor anything else that the caller thought up.
 */
export function createRouteNames(routes: readonly string[], basePath: string): (path: string) => string {
  const patterns = routes
    .filter((route) => route !== '/*')
    .map((route) => ({ route, matches: new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+').replaceAll('.', String.raw`\.`)}$`) }))
  return (path) => {
    if (!`${path}/`.startsWith(basePath)) return outside
    const inner = `/${path.slice(basePath.length)}`
    return patterns.find(({ matches }) => matches.test(inner))?.route ?? (inner.startsWith('/api/') ? '/api/*' : '/*')
  }
}
