import type { Caller } from '../callers/caller.ts'
import type { TrustedProxyConfig } from '../config/sign-in.ts'
import { createNetworkCheck } from '../callers/networks.ts'
import { RequestError } from '../problem.ts'
import { readParameters } from '../query.ts'
import { isSame } from '../same-text.ts'
import { toRoles } from './claims.ts'
import type { Door, Identity, Knock } from './door.ts'
import { toReturnPath, toSignInPath } from './return-path.ts'
import { createWordsPages } from './words-page.ts'

/** What a reverse proxy that signs people in sends with each request. It must set them, and let through none that a browser sent. */
export const proxyHeaders = { secret: 'X-Understudy-Secret', user: 'X-Understudy-User', roles: 'X-Understudy-Roles' } as const

/** Why somebody is not known, or not as anybody who may come in: one word each, for the log. */
type Reason = 'proxy_address' | 'proxy_secret' | 'no_user' | 'user_form' | 'no_role' | 'roles_form'
type Found = { identity: Identity; reason?: Reason } | { identity?: never; reason: Reason }

/** A name, an address or an id. No comma: two headers of one name, of which a browser may have sent one, arrive as one with `, ` between them. */
const userPattern = /^(?=.{1,128}$)[^\p{C}\p{Z},]+(?: [^\p{C}\p{Z},]+)*$/u
/** Words with commas between them; for the same reason none beside a blank, nor at an end, where an empty header leaves it. */
const rolesPattern = /^(?!,)(?!.*(?:, | ,|,$))[^\p{C}]+$/u

/**
 * The door behind a reverse proxy that has signed people in: it is believed when it connects from a named address and shows the
 * secret. From anybody else the headers mean nothing.
 */
export function createProxyDoor({ addresses, secret, roleWords, publicUrl }: TrustedProxyConfig, basePath = '/'): Door {
  const isOurs = createNetworkCheck(addresses)
  const isNamed = (caller: Caller | undefined) => caller !== undefined && isOurs(caller.address)
  const home = publicUrl ?? `http://localhost${basePath}`
  const wordsPage = createWordsPages()

  async function find({ headers }: Request, caller: Caller | undefined): Promise<Found> {
    if (!isNamed(caller)) return { reason: 'proxy_address' }
    if (!(await isSame(headers.get(proxyHeaders.secret) ?? '', secret))) return { reason: 'proxy_secret' }
    const user = readText(headers, proxyHeaders.user)
    if (user === undefined || !userPattern.test(user)) return { reason: user === '' ? 'no_user' : 'user_form' }
    const words = readText(headers, proxyHeaders.roles)
    const isList = words !== undefined && (words === '' || rolesPattern.test(words))
    // Names of groups have blanks in them: commas alone divide.
    const roles = isList ? toRoles(words.split(','), roleWords) : []
    const identity = { id: user, name: user, roles }
    return roles.length > 0 ? { identity } : { identity, reason: isList ? 'no_role' : 'roles_form' }
  }

  /** Whoever opens this address went through the reverse proxy, which signed him in, and is sent on to where he was. */
  async function comeBack(request: Request, { caller, note }: Knock): Promise<Response> {
    const start = new URL(home).pathname
    const to = toReturnPath(readParameters(new URL(request.url), ['to']).get('to') ?? start, home)
    if (to === undefined) throw new RequestError('bad_request', 'The way back must be an address of Understudy.', { parameter: 'to' })
    const { identity, reason } = await find(request, caller)
    if (reason !== undefined) note(reason)
    // Back where he was he would only be sent here again.
    if (identity === undefined) return wordsPage('unknown', { signIn: toSignInPath(start, to) })
    return new Response(null, { status: 303, headers: { Location: to, 'Cache-Control': 'no-store' } })
  }

  return {
    ...(publicUrl !== undefined && { origin: new URL(publicUrl).origin }),
    canSignOut: false,
    routes: [{ method: 'GET', route: '/signin', handle: comeBack }],
    isShared: isNamed,
    admit: async (request, caller) => ({ ...(await find(request, caller)), cookies: [] }),
  }
}

/** A header as text. What is beyond ASCII comes as the bytes of UTF-8, one a character; `undefined` where they are none. */
function readText(headers: Headers, name: string): string | undefined {
  const bytes = Uint8Array.from(headers.get(name) ?? '', (character) => character.charCodeAt(0))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    return undefined
  }
}
