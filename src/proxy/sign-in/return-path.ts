/**
 * Where a person goes after signing in: the path and query that `to` names, when they lie below `publicUrl`, else `undefined`.
 *
 * An address may say one thing to us and another to a browser (`//host`, `/\host`, a tab or an escape between the slashes), so whatever
 * is not plain is refused, and what is left is read again as the browser will read it.
 */
export function toReturnPath(to: string, publicUrl: string): string | undefined {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(to) || to.includes('\\')) return undefined
  const [path = ''] = to.split(/[?#]/, 1)
  // No step of ours needs an escape: not a slash, a dot, a control character, nor an escape of an escape.
  if (path.includes('%') || path.includes('//') || /(?:^|\/)\.{1,2}(?:\/|$)/.test(path)) return undefined
  const home = new URL(publicUrl)
  if (!URL.canParse(to, home)) return undefined
  const url = new URL(to, home)
  const isOurs = url.origin === home.origin && (url.pathname.startsWith(home.pathname) || `${url.pathname}/` === home.pathname)
  // Neither the way in nor the way out; a source may well be called `signin-eu`.
  const isDoor = /^signin(?:\/|$)/.test(url.pathname.slice(home.pathname.length))
  return isOurs && !isDoor ? `${url.pathname}${url.search}` : undefined
}

/** Where somebody begins to sign in who then goes on to `to`. `home`: the path of everything, with a slash at the end. */
export const toSignInPath = (home: string, to: string): string => `${home}signin${to === home ? '' : `?to=${encodeURIComponent(to)}`}`
