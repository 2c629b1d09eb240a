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
