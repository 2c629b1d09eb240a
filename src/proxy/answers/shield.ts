/**
 * What stands on every answer: the page runs its own files alone, nobody frames it, nothing is guessed about types.
 * `base-uri` allows the page's own `<base>`, by which one build works under any path.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Puts the security headers on an answer of ours; a stricter policy that stands there already stays. */
export function shield(response: Response): Response {
  for (const [name, value] of Object.entries(securityHeaders)) if (!response.headers.has(name)) response.headers.set(name, value)
  return response
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether a `Host` is one of ours: the loopback names with any port, and `names`, each with any port unless it has one.
 * A foreign name that leads here by DNS (rebinding) must not be served, on loopback least of all.
 */
export function createHostCheck(names: readonly string[]): (host: string) => boolean {
  const allowed = new Set([...loopbackNames, ...names.map((name) => name.toLowerCase())])
  return (host) => {
    const lower = host.toLowerCase()
    return allowed.has(lower) || allowed.has(lower.replace(/:\d{1,5}$/, ''))
  }
}
